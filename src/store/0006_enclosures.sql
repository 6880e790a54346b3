-- Files that go with letters, kept once for all letters that end in them.

-- The end of letters, from the first file's boundary to the last byte, packed (zstd). Never changed.
CREATE TABLE enclosure (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE, -- of the end as it is sent
    tail BLOB NOT NULL
) STRICT;

-- What follows `eml` when the letter is sent; null where no file goes with it.
ALTER TABLE letter_text ADD COLUMN enclosure INTEGER REFERENCES enclosure(id);
