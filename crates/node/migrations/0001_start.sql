-- One text for SQLite and PostgreSQL: ids and JSON are TEXT, times are BIGINT milliseconds since 1970,
-- binary values are base64url TEXT.

CREATE TABLE connections (
    id                  TEXT PRIMARY KEY,
    version             BIGINT NOT NULL,
    name                TEXT NOT NULL,
    name_key            TEXT NOT NULL UNIQUE,
    search_text         TEXT NOT NULL,
    description         TEXT NOT NULL,
    mode                TEXT NOT NULL,
    side                TEXT NOT NULL,
    lifecycle           TEXT NOT NULL,
    lifecycle_rank      BIGINT NOT NULL,
    health              TEXT NOT NULL,
    health_reason       TEXT,
    local_short_name    TEXT NOT NULL,
    remote_short_name   TEXT NOT NULL,
    project_id          TEXT NOT NULL,
    project_name        TEXT NOT NULL,
    project_key         TEXT NOT NULL,
    created_at          BIGINT NOT NULL,
    created_by          TEXT NOT NULL,
    last_contact_at     BIGINT,
    -- The other side. Before the acceptance only what the probe or the invitation said is known.
    remote_node_url     TEXT,
    remote_tracker_url  TEXT,
    remote_node_uid     TEXT,
    remote_public_key   TEXT,
    remote_connection_id TEXT,
    -- On the destination: the invitation that was accepted. One connection an invitation.
    accepted_invitation TEXT UNIQUE
);
CREATE INDEX connections_by_lifecycle ON connections (lifecycle, name_key);
CREATE INDEX connections_by_remote ON connections (remote_tracker_url);

-- On the source: what was offered. `proof_key` is the public half of the one-time key; the other half is only in the code.
CREATE TABLE invitations (
    id              TEXT PRIMARY KEY,
    connection_id   TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    proof_key       TEXT NOT NULL,
    bound_node_uid  TEXT,
    expires_at      BIGINT NOT NULL,
    revoked_at      BIGINT,
    used_at         BIGINT,
    acceptance_id   TEXT,
    used_by         TEXT
);
CREATE INDEX invitations_by_connection ON invitations (connection_id);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);

-- On the destination: acceptances on their way. A row is there before the first attempt and goes with the answer.
CREATE TABLE acceptances (
    id              TEXT PRIMARY KEY,
    invitation_id   TEXT NOT NULL UNIQUE,
    connection_id   TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    source_url      TEXT NOT NULL,
    fingerprint     TEXT NOT NULL,
    sealed_key      TEXT NOT NULL,
    attempts        BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL
);
CREATE INDEX acceptances_by_time ON acceptances (next_attempt_at);

-- Answers to requests that may be sent twice, sealed: they can hold an invitation code.
CREATE TABLE answers (
    request_key     TEXT PRIMARY KEY,
    fingerprint     TEXT NOT NULL,
    sealed_answer   TEXT NOT NULL,
    expires_at      BIGINT NOT NULL
);

CREATE TABLE sessions (
    token_hash      TEXT PRIMARY KEY,
    display_name    TEXT NOT NULL,
    role            TEXT NOT NULL,
    expires_at      BIGINT NOT NULL
);

CREATE TABLE sign_in_links (
    token_hash      TEXT PRIMARY KEY,
    expires_at      BIGINT NOT NULL
);

-- Ids of signed requests from other nodes, kept as long as a replay could pass otherwise.
CREATE TABLE peer_requests (
    request_key     TEXT PRIMARY KEY,
    expires_at      BIGINT NOT NULL
);

-- Goes up whenever a list of connections would look different; it is that list's ETag.
CREATE TABLE revisions (
    name            TEXT PRIMARY KEY,
    value           BIGINT NOT NULL
);
INSERT INTO revisions (name, value) VALUES ('connections', 1);
