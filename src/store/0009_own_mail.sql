-- Message-IDs of what she wrote about a request with her own mail program: replies name them.
CREATE TABLE own_mail (
    message_id TEXT PRIMARY KEY,
    request TEXT NOT NULL REFERENCES request (id)
) STRICT, WITHOUT ROWID;
