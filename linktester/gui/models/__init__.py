"""Qt models over our own lists; they know no widget."""
