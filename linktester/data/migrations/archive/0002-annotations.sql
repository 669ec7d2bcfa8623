-- What people say of results. Rows are only added: the last one about a probe holds, the others are its history.
-- A screenshot is a body; it stays as long as a row points at it.

CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  probe_key TEXT NOT NULL,
  document BLOB NOT NULL,
  screenshot BLOB
);

CREATE INDEX annotation_by_probe ON annotation (run, probe_key, id);

CREATE INDEX annotation_by_screenshot ON annotation (screenshot) WHERE screenshot IS NOT NULL;
