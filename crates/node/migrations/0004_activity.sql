-- Who did what with a connection. No reference to it: what happened stays known after it was deleted.
CREATE TABLE activity (
    id              TEXT PRIMARY KEY,
    connection_id   TEXT NOT NULL,
    at              BIGINT NOT NULL,
    actor           TEXT NOT NULL,
    name            TEXT,
    kind            TEXT NOT NULL,
    detail          TEXT,
    changes         TEXT NOT NULL
);
CREATE INDEX activity_by_connection ON activity (connection_id, id);
