-- Runs, their results, and the octets of answers, each kept once.
-- `result` has row ids: rows of 1 KB and more would spill into overflow pages without them.

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  head BLOB NOT NULL,
  finished BLOB
) WITHOUT ROWID;

CREATE TABLE result (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  probe_key TEXT NOT NULL,
  outcome TEXT NOT NULL,
  document BLOB NOT NULL,
  control BLOB,
  bodies BLOB NOT NULL,
  UNIQUE (run, position)
);

CREATE INDEX result_by_probe ON result (run, probe_key);

CREATE TABLE body (
  digest BLOB PRIMARY KEY,
  used_on TEXT NOT NULL,
  lasting INTEGER NOT NULL,
  content BLOB NOT NULL
);

CREATE INDEX body_by_use ON body (used_on) WHERE lasting = 0;
