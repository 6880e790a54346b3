-- The desk as first shipped. A migration is never edited; a change is a new file with its reason.
-- Times are RFC 3339 in UTC, dates YYYY-MM-DD, words as in the contract. JSON where the
-- database never looks inside.

-- What she did, one sentence a run; `foi log` prints it, `foi undo` takes the last one back.
CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    sentence TEXT NOT NULL
) STRICT;

CREATE TABLE campaign (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    template TEXT,               -- name of its template; null when adopted
    questions TEXT NOT NULL,     -- JSON [{"id","text"}]
    adopted INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE request (
    id TEXT PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaign(id),
    authority TEXT NOT NULL,
    authority_name TEXT NOT NULL, -- as it was written to: the register may change
    regime TEXT NOT NULL,
    token TEXT UNIQUE,
    subject TEXT NOT NULL,
    questions TEXT NOT NULL,     -- JSON, as put to this authority
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX request_campaign ON request(campaign);
CREATE INDEX request_authority ON request(authority);

CREATE TABLE letter (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL REFERENCES request(id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id TEXT,             -- ours, without angle brackets
    server_message_id TEXT,      -- what the provider made of it, once learned
    from_address TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    sha256 TEXT NOT NULL,        -- of its eml
    basis TEXT NOT NULL,         -- JSON: template, identity and register entry it was made from, hashed
    drafted_at TEXT NOT NULL,
    sent_at TEXT,
    server_reply TEXT,
    not_before TEXT              -- held until then (deferred, delayed, pilot)
) STRICT;
CREATE INDEX letter_request ON letter(request);
CREATE INDEX letter_state ON letter(state);
CREATE INDEX letter_message_id ON letter(message_id);

-- What a letter says, apart from where it stands: a change of state then writes a few bytes and not
-- the whole letter again.
CREATE TABLE letter_text (
    letter INTEGER PRIMARY KEY REFERENCES letter(id),
    body TEXT NOT NULL,          -- as she reads and edits it
    eml BLOB NOT NULL            -- exactly what is sent, Date apart
) STRICT;

-- The send journal: every step of every letter, only added.
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    letter INTEGER NOT NULL REFERENCES letter(id),
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    account TEXT,
    phase TEXT,
    code INTEGER,
    text TEXT,
    queue_id TEXT
) STRICT;
CREATE INDEX step_letter ON step(letter);
CREATE INDEX step_at ON step(at);

-- Incoming mail about a request, or with signs of one. `raw` is the message byte for byte, zstd.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    message_id TEXT,             -- without angle brackets
    identity BLOB NOT NULL UNIQUE, -- hash of Message-ID and decoded content
    place TEXT NOT NULL,         -- filed | tray | forgotten
    sent_at TEXT,                -- its Date
    from_address TEXT,
    subject TEXT NOT NULL,
    source TEXT NOT NULL,        -- where it was first read
    kind TEXT NOT NULL,
    reading TEXT NOT NULL,       -- JSON, the contract's `foi read` object
    raw BLOB,                    -- null once forgotten
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX message_message_id ON message(message_id);
CREATE INDEX message_place ON message(place);

CREATE TABLE attachment (
    message INTEGER NOT NULL REFERENCES message(id),
    ordinal INTEGER NOT NULL,
    name TEXT,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    text TEXT,
    PRIMARY KEY (message, ordinal)
) STRICT;

-- Which message belongs to which request, with its evidence.
CREATE TABLE filing (
    id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES message(id),
    request TEXT NOT NULL REFERENCES request(id),
    certainty TEXT NOT NULL,     -- certain | likely
    standing TEXT NOT NULL,      -- filed | candidate | refused (by her) | withdrawn
    by_her INTEGER NOT NULL DEFAULT 0,
    rank INTEGER NOT NULL DEFAULT 0,
    evidence TEXT NOT NULL,      -- JSON [{"rule","quote"}]
    at TEXT NOT NULL,
    UNIQUE (message, request)
) STRICT;
CREATE INDEX filing_request ON filing(request);

-- Mail seen and not kept: only a salted fingerprint of its identity.
CREATE TABLE fingerprint (identity BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Their references: every value, in the order seen.
CREATE TABLE reference (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL REFERENCES request(id),
    authority TEXT NOT NULL,
    value TEXT NOT NULL,
    normal TEXT NOT NULL,
    kind TEXT NOT NULL,          -- request | review | regulator
    message INTEGER REFERENCES message(id),
    place TEXT NOT NULL,         -- subject | body | attachment | attachment_name | quoted
    mistype_of TEXT,             -- the value it is a slip of, with its reason in `because`
    because TEXT,
    seen_at TEXT NOT NULL,
    UNIQUE (request, normal)
) STRICT;
CREATE INDEX reference_normal ON reference(normal);

-- Addresses an authority has been seen to write from, and who taught it.
CREATE TABLE sender (
    authority TEXT NOT NULL,
    address TEXT NOT NULL,
    learned_from INTEGER REFERENCES message(id),
    by_her INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (authority, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    act INTEGER NOT NULL REFERENCES act(id),
    request TEXT NOT NULL REFERENCES request(id),
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    kind TEXT NOT NULL           -- JSON
) STRICT;
CREATE INDEX event_request ON event(request);
CREATE INDEX event_act ON event(act);

-- A projection of the events, written in the same transaction.
CREATE TABLE request_state (
    request TEXT PRIMARY KEY REFERENCES request(id),
    status TEXT NOT NULL,
    outcome TEXT,
    suggestion TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX request_state_status ON request_state(status);

-- Small facts of the desk: her addresses, the salt of the fingerprints.
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
