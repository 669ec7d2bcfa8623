CREATE TABLE IF NOT EXISTS codes (
    world VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    made_at VARCHAR,
    expires_at VARCHAR,
    first_user VARCHAR,
    first_opened_at VARCHAR,
    PRIMARY KEY (world, code)
);
