-- Moments are milliseconds since 1970 by the business clock; amounts are minor units.

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    merchant TEXT NOT NULL,
    number TEXT NOT NULL,
    platform_number TEXT,
    product TEXT NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER,
    paid_at INTEGER,
    ended_at INTEGER,
    notify_url TEXT,
    request TEXT NOT NULL,
    more TEXT NOT NULL,
    UNIQUE (platform, merchant, number)
);

CREATE UNIQUE INDEX orders_by_platform_number ON orders (platform, platform_number);

CREATE TABLE refunds (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    scope TEXT NOT NULL,
    number TEXT NOT NULL,
    platform_number TEXT,
    state TEXT NOT NULL,
    amount INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    done_at INTEGER,
    notify_url TEXT,
    request TEXT NOT NULL,
    more TEXT NOT NULL,
    UNIQUE (platform, scope, number)
);

CREATE INDEX refunds_by_order ON refunds (order_id);

CREATE TABLE minted (
    key TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    kind TEXT NOT NULL,
    order_id INTEGER REFERENCES orders (id) ON DELETE CASCADE,
    made_at INTEGER NOT NULL,
    expires_at INTEGER,
    opened_at INTEGER,
    used_at INTEGER,
    more TEXT NOT NULL
);

CREATE INDEX minted_by_order ON minted (order_id, kind, made_at);

CREATE TABLE tokens (
    token TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE INDEX tokens_by_owner ON tokens (platform, owner, kind, made_at);

CREATE TABLE counts (
    platform TEXT NOT NULL,
    owner TEXT NOT NULL,
    what TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (platform, owner, what, day)
);

CREATE TABLE timers (
    id INTEGER PRIMARY KEY,
    due INTEGER NOT NULL,
    platform TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL
);

CREATE INDEX timers_by_due ON timers (due);

CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    merchant TEXT NOT NULL,
    number TEXT NOT NULL,
    event TEXT NOT NULL,
    url TEXT NOT NULL,
    ladder TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    due INTEGER,
    tries INTEGER NOT NULL
);

CREATE INDEX notices_by_due ON notices (due) WHERE due IS NOT NULL;
CREATE INDEX notices_by_number ON notices (number);

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    notice TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    tamper TEXT,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    status INTEGER,
    answer BLOB NOT NULL,
    error TEXT,
    outcome TEXT NOT NULL
);

CREATE INDEX attempts_by_notice ON attempts (notice, id);
