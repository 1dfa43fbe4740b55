//! The node over real HTTP: two nodes, a local Azure DevOps, SQLite and PostgreSQL.
//!
//! One test binary, because each further one is another link. PostgreSQL is used when
//! `CROSSLINK_TEST_DATABASE_URL` names a server on which databases may be created; `cargo xtask test` starts one.

#[cfg(test)]
mod access;
#[cfg(test)]
mod agreement;
#[cfg(test)]
mod basic;
#[cfg(test)]
mod check;
#[cfg(test)]
mod console;
#[cfg(test)]
mod cors;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod destinations;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod health;
#[cfg(test)]
mod invitations;
#[cfg(test)]
mod licence;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod peers;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod start;
#[cfg(test)]
mod support;
#[cfg(test)]
mod upgrade;
#[cfg(test)]
mod visual;
#[cfg(test)]
mod visual_access;
