-- What each side has decided about a connection that was agreed on. Each side counts its own decisions; the newest counts.
ALTER TABLE connections ADD COLUMN own_revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN paused_here BIGINT NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN remote_revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN paused_there BIGINT NOT NULL DEFAULT 0;

-- Connections that were deleted here. The other side has to learn of it, and may still ask. `next_attempt_at` is NULL when
-- there is nothing (more) to tell.
CREATE TABLE farewells (
    id              TEXT PRIMARY KEY,
    remote_url      TEXT,
    remote_key      TEXT,
    remote_id       TEXT,
    attempts        BIGINT NOT NULL,
    next_attempt_at BIGINT,
    expires_at      BIGINT NOT NULL
);
CREATE INDEX farewells_by_time ON farewells (next_attempt_at);

-- On the source: invitations of deleted connections, so that who has the code hears that it was withdrawn.
CREATE TABLE ended_invitations (
    id              TEXT PRIMARY KEY,
    proof_key       TEXT NOT NULL,
    expires_at      BIGINT NOT NULL
);

-- On the destination: acceptances that were given up before their outcome was known. The source has to learn of it.
CREATE TABLE withdrawals (
    id              TEXT PRIMARY KEY,
    invitation_id   TEXT NOT NULL,
    connection_id   TEXT NOT NULL,
    source_url      TEXT NOT NULL,
    fingerprint     TEXT NOT NULL,
    sealed_key      TEXT NOT NULL,
    attempts        BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL
);
CREATE INDEX withdrawals_by_time ON withdrawals (next_attempt_at);

-- On the source: acceptances that must never be recorded, because who sent them has given them up.
CREATE TABLE withdrawn_acceptances (
    id              TEXT PRIMARY KEY,
    expires_at      BIGINT NOT NULL
);
