-- Orders have no number of the platform's before they are paid: nothing to look up, and no page to write.

DROP INDEX orders_by_platform_number;

CREATE UNIQUE INDEX orders_by_platform_number ON orders (platform, platform_number)
    WHERE platform_number IS NOT NULL;

-- A new token ends the older ones that still have time left, of however many there were.

CREATE INDEX tokens_by_end ON tokens (platform, owner, kind, expires_at);
