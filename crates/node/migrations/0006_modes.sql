-- Sync rules: each save is a version, none is ever changed. `content` is JSON.
CREATE TABLE rules (
    connection_id   TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    content         TEXT NOT NULL,
    saved_at        BIGINT NOT NULL,
    -- Absent when the node generated them.
    saved_by        TEXT,
    restored_from   BIGINT,
    PRIMARY KEY (connection_id, version)
);

-- On the source of a Visual connection: which version of the configuration the destination has, and when it is sent again.
CREATE TABLE configurations (
    connection_id   TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    delivered       BIGINT NOT NULL,
    attempts        BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL
);

-- On the source: admin access that was asked for. `proof_key` is the public half of the code's one-time key.
CREATE TABLE verifications (
    id              TEXT PRIMARY KEY,
    proof_key       TEXT NOT NULL,
    node_uid        TEXT NOT NULL,
    node_key        TEXT NOT NULL,
    node_name       TEXT NOT NULL,
    asked_by        TEXT NOT NULL,
    expires_at      BIGINT NOT NULL,
    granted         BIGINT,
    decided_by      TEXT,
    decided_at      BIGINT,
    used_at         BIGINT
);
CREATE INDEX verifications_by_expiry ON verifications (expires_at);

-- On the destination: admin access that was granted, to the node with this key, for one invitation.
CREATE TABLE grants (
    id              TEXT PRIMARY KEY,
    asker_key       TEXT NOT NULL,
    granted_by      TEXT NOT NULL,
    granted_at      BIGINT NOT NULL,
    -- The asker has confirmed that it knows.
    told_at         BIGINT,
    invitation_id   TEXT
);
CREATE INDEX grants_by_time ON grants (granted_at);
