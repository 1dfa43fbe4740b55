//! The texts of a connection's page and of General Settings' newer parts.
