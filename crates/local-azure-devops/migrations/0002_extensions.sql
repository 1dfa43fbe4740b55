-- The extension that is installed in an organisation, as it was uploaded.

CREATE TABLE extensions (
    organization TEXT PRIMARY KEY COLLATE NOCASE REFERENCES organizations (name),
    installed_at INTEGER NOT NULL,  -- milliseconds since 1970; part of the files' addresses
    vsix         BLOB NOT NULL
) STRICT;
