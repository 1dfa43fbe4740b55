-- What is known of the node itself: the fingerprint of the key that this database belongs to.
CREATE TABLE facts (
    name    TEXT PRIMARY KEY,
    value   TEXT NOT NULL
);
