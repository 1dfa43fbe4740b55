//! The store: SQLite, embedded by default, or PostgreSQL. One SQL text serves both.
//!
//! **How it is used.** Reads take [`Store::read`], everything that writes takes [`Store::begin`] and ends with
//! `commit`; a transaction that is dropped did not happen. No transaction is open across a network call.
//! Code that writes runs in a task of its own (`http::detached`), because a dropped request must not leave a
//! pooled PostgreSQL connection inside a transaction (sqlx issue 4393).

mod acceptances;
mod activity;
mod answers;
mod configurations;
mod connections;
mod facts;
mod farewells;
mod free_names;
mod invitations;
mod outbox;
mod revisions;
mod rules;
mod sessions;
mod tokens;
mod verifications;
mod withdrawals;

pub(crate) use acceptances::Acceptances;
pub(crate) use activity::Activity;
pub(crate) use answers::Answers;
pub(crate) use configurations::{Configurations, Shipment};
pub(crate) use connections::{ConnectionQuery, Connections, Cursor};
pub(crate) use facts::Facts;
pub(crate) use farewells::Farewells;
pub(crate) use invitations::Invitations;
pub(crate) use revisions::Revisions;
pub(crate) use rules::{RulesVersions, StoredRules};
pub(crate) use sessions::{Sessions, StoredSession};
pub(crate) use tokens::Tokens;
pub(crate) use verifications::{Grants, Verifications};
pub(crate) use withdrawals::Withdrawals;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Readers at the same time.
const READERS: u32 = 4;
/// Connections to PostgreSQL, which needs no writer of its own.
const POSTGRES_CONNECTIONS: u32 = 10;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or can't be reached.
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
    /// A value with this name is there already.
    #[error("{0} is there already")]
    Duplicate(&'static str),
    /// A row does not make sense.
    #[error("row {id} of {table} holds a {column} that makes no sense")]
    Corrupt {
        /// Which table.
        table: &'static str,
        /// Which column.
        column: &'static str,
        /// Which row.
        id: String,
    },
    /// The schema can't be brought up to date.
    #[error("the database can't be brought to this version's schema: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The folder of the embedded database can't be used.
    #[error("The data folder {} can't be used: {source}. Choose a folder that the node may write to, with --data-dir.", path.display())]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the file system said.
        source: std::io::Error,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// A write transaction.
pub(crate) type Tx = Transaction<'static, Any>;

/// The store.
#[derive(Clone)]
pub(crate) struct Store {
    readers: AnyPool,
    writer: AnyPool,
    begin: &'static str,
}

impl Store {
    /// Opens the database at `url`, or the embedded one in `data_dir`, and brings its schema up to date.
    pub(crate) async fn open(url: Option<&str>, data_dir: &Path) -> Result<Self, StoreError> {
        install_default_drivers();
        let store = match url {
            Some(url) if url.starts_with("postgres") => Self::postgres(url).await?,
            Some(url) => Self::sqlite(url).await?,
            None => Self::sqlite(&embedded(data_dir)?).await?,
        };
        sqlx::migrate!("./migrations").run(&store.writer).await?;
        Ok(store)
    }

    /// SQLite has one writer at a time. A pool of one queues them fairly; `IMMEDIATE` takes the write lock at the
    /// start, so that no transaction finds out half way that another one was quicker.
    async fn sqlite(url: &str) -> Result<Self, StoreError> {
        let options = |max| {
            AnyPoolOptions::new()
                .max_connections(max)
                .acquire_timeout(Duration::from_secs(15))
                .after_connect(|connection: &mut AnyConnection, _| {
                    Box::pin(async move {
                        // FULL: what was acknowledged is on disk. NORMAL could lose the last commits on power loss.
                        connection.execute("PRAGMA journal_mode = WAL").await?;
                        connection.execute("PRAGMA synchronous = FULL").await?;
                        Ok(())
                    })
                })
        };
        let writer = options(1).connect(url).await?;
        let readers = options(READERS).connect(url).await?;
        Ok(Self {
            readers,
            writer,
            begin: "BEGIN IMMEDIATE",
        })
    }

    async fn postgres(url: &str) -> Result<Self, StoreError> {
        let pool = AnyPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(15))
            .connect(url)
            .await?;
        Ok(Self {
            readers: pool.clone(),
            writer: pool,
            begin: "BEGIN",
        })
    }

    /// A connection to read with.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Any>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    /// A transaction to write with. It counts once it is committed.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(self.writer.begin_with(self.begin).await?)
    }

    /// Closes all connections, after what is under way.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn embedded(data_dir: &Path) -> Result<String, StoreError> {
    let folder = |source| StoreError::Folder {
        path: data_dir.to_owned(),
        source,
    };
    std::fs::create_dir_all(data_dir).map_err(folder)?;
    let whole = std::path::absolute(data_dir.join("node.sqlite")).map_err(folder)?;
    let file = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&whole)
        .map_err(folder)?;
    drop(file);
    let mut url =
        url::Url::parse("sqlite:///").map_err(|error| folder(std::io::Error::other(error)))?;
    url.set_path(&whole.to_string_lossy());
    Ok(url.to_string())
}

/// A row was found by its key and changed: exactly one, or something is wrong with the data.
fn one_row(
    done: &sqlx::any::AnyQueryResult,
    table: &'static str,
    id: &str,
) -> Result<(), StoreError> {
    match done.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Corrupt {
            table,
            column: "id",
            id: id.to_owned(),
        }),
    }
}
