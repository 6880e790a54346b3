-- What was written into calendar files, so that a later file cancels what is over and every
-- program can tell the newer of two.
CREATE TABLE calendar_entry (
    uid TEXT PRIMARY KEY,
    request TEXT NOT NULL REFERENCES request(id),
    matter TEXT NOT NULL,
    date TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    cancelled INTEGER NOT NULL,   -- 1: the matter is over
    sequence INTEGER NOT NULL,    -- RFC 5545 section 3.8.7.4
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
