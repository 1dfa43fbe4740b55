-- What the organisations on this machine consist of. Secrets are kept as they are: they open nothing but this stand-in.

CREATE TABLE organizations (
    name             TEXT PRIMARY KEY COLLATE NOCASE,
    display_name     TEXT NOT NULL,
    instance_id      TEXT NOT NULL,  -- GUID of the organisation
    tenant_id        TEXT NOT NULL,  -- GUID of the Entra tenant its users come from
    audience         TEXT NOT NULL,  -- GUID of the published extension: `aud` of its app tokens
    secret           TEXT NOT NULL,  -- the extension's "Certificate": key of its app tokens
    access_token_key TEXT NOT NULL,  -- key of the access tokens that this organisation hands out
    hub_url          TEXT            -- where the settings page frames the hub from
) STRICT;

CREATE TABLE users (
    organization TEXT NOT NULL REFERENCES organizations (name),
    role         TEXT NOT NULL CHECK (role IN ('administrator', 'reader')),
    id           TEXT NOT NULL,  -- GUID in Azure DevOps
    name_id      TEXT NOT NULL,  -- GUID in app tokens; need not be the same
    display_name TEXT NOT NULL,
    email        TEXT NOT NULL,
    pat          TEXT NOT NULL UNIQUE,
    PRIMARY KEY (organization, role)
) STRICT;

CREATE TABLE projects (
    organization     TEXT NOT NULL REFERENCES organizations (name),
    id               TEXT NOT NULL UNIQUE,
    name             TEXT NOT NULL COLLATE NOCASE,
    description      TEXT,
    state            TEXT NOT NULL,     -- as Azure DevOps names it: wellFormed, createPending, deleting, ...
    revision         INTEGER NOT NULL,
    visibility       TEXT NOT NULL,     -- private or public
    last_update_time TEXT NOT NULL,     -- RFC 3339, UTC
    PRIMARY KEY (organization, name)
) STRICT;
