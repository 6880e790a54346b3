-- What letters drafted together were made from is mostly the same, and was more than half of what a
-- letter's row holds: it is kept once.

-- A JSON object: template, values, identity and files. Never changed.
CREATE TABLE basis (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    shared TEXT NOT NULL
) STRICT;

-- What `basis` of the letter is read with; null where that says all, as in letters of before.
ALTER TABLE letter ADD COLUMN shared_basis INTEGER REFERENCES basis(id);

-- A packed letter may have an empty `body`: it is then what `eml` says.

-- The act that drafted a letter, so that it can be taken back as a whole; null for letters of before, and
-- for one that she edited since.
ALTER TABLE letter ADD COLUMN act INTEGER REFERENCES act(id);

-- What requests and campaigns said before an act drafted their letters again.
CREATE TABLE request_before (
    act INTEGER NOT NULL REFERENCES act(id),
    request TEXT NOT NULL REFERENCES request(id),
    authority_name TEXT NOT NULL,
    regime TEXT NOT NULL,
    subject TEXT NOT NULL,
    question_set INTEGER REFERENCES question_set(id),
    PRIMARY KEY (act, request)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign_before (
    act INTEGER NOT NULL REFERENCES act(id),
    campaign TEXT NOT NULL REFERENCES campaign(id),
    title TEXT NOT NULL,
    questions TEXT NOT NULL,
    PRIMARY KEY (act, campaign)
) STRICT, WITHOUT ROWID;

-- Nothing asks for it.
DROP INDEX request_authority;
