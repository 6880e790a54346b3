-- What a message says byte for byte, apart from what was read in it: every check looks at all that
-- was read, and had to step over the bytes of every message to come to it.
CREATE TABLE message_raw (
    message INTEGER PRIMARY KEY REFERENCES message(id),
    raw BLOB NOT NULL            -- packed by zstd
) STRICT;
INSERT INTO message_raw (message, raw) SELECT id, raw FROM message WHERE raw IS NOT NULL;
ALTER TABLE message DROP COLUMN raw;

-- Which hash the identities of mail are made by. A desk that remembers mail stays with the hash it
-- began with; a new one has a faster one.
INSERT INTO fact (name, value) SELECT 'identity_hash',
    iif(EXISTS (SELECT 1 FROM message) OR EXISTS (SELECT 1 FROM fingerprint), 'sha256', 'blake3');
