-- What the letters of a campaign share is kept once: a campaign to many authorities is then a few
-- hundred bytes a letter, and as much quicker to write and to read.

-- Questions as they were put; requests to which they were put in the same words name the same row.
CREATE TABLE question_set (
    id INTEGER PRIMARY KEY,
    questions TEXT NOT NULL      -- JSON [{"id","text"}]
) STRICT;
INSERT INTO question_set (questions) SELECT DISTINCT questions FROM request;
CREATE INDEX question_set_moving ON question_set(questions);
ALTER TABLE request ADD COLUMN question_set INTEGER REFERENCES question_set(id);
UPDATE request SET question_set =
    (SELECT id FROM question_set WHERE question_set.questions = request.questions);
DROP INDEX question_set_moving;
ALTER TABLE request DROP COLUMN questions;

-- Body and eml, one after the other, of a letter that others are packed against. Never changed.
CREATE TABLE pattern (
    id INTEGER PRIMARY KEY,
    text BLOB NOT NULL
) STRICT;

-- As before, and each column packed (zstd, the pattern as its dictionary) where a pattern is named.
ALTER TABLE letter_text RENAME TO letter_text_moving;
CREATE TABLE letter_text (
    letter INTEGER PRIMARY KEY REFERENCES letter(id),
    pattern INTEGER REFERENCES pattern(id),
    body BLOB NOT NULL,          -- as she reads and edits it, UTF-8
    eml BLOB NOT NULL            -- exactly what is sent, Date apart
) STRICT;
INSERT INTO letter_text SELECT letter, NULL, CAST(body AS BLOB), eml FROM letter_text_moving;
DROP TABLE letter_text_moving;
