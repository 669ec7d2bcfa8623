"""What tables cannot say about single schemes: check digits, rules across objects, expiry."""
