//! The data of the organisations, in one SQLite file.

use crate::error::StartError;
use crate::organization::{Organization, Role, User};
use crate::seed::{self, SeedError};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow};
use sqlx::{FromRow, Row, Sqlite, SqlitePool};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The name of the file in the data directory.
const FILE: &str = "local-azure-devops.sqlite";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// The opened database.
pub(crate) struct Store {
    pool: SqlitePool,
}

/// A project, as stored.
#[derive(FromRow)]
pub(crate) struct Project {
    pub id: String,
    pub name: String,
    pub description: Option<String>,
    pub state: String,
    pub revision: i64,
    pub visibility: String,
    pub last_update_time: String,
}

/// Some projects, in the order of their names.
pub(crate) struct ProjectSlice {
    pub projects: Vec<Project>,
    /// Whether others follow.
    pub more: bool,
}

/// Which projects to read.
pub(crate) struct ProjectRange<'a> {
    pub organization: &'a str,
    /// The state they have to be in, or `all`: all that aren't deleted.
    pub state: &'a str,
    pub skip: i64,
    pub top: i64,
}

impl Store {
    /// Opens the database in `data_dir`; makes and fills it when there is none.
    pub async fn open(data_dir: &Path) -> Result<Self, StartError> {
        let path = data_dir.join(FILE);
        // SQLite only says "unable to open database file"; the system knows why.
        fs::create_dir_all(data_dir)
            .and_then(|()| fs::OpenOptions::new().append(true).create(true).open(&path))
            .map_err(|source| StartError::DataDirectory {
                path: data_dir.to_owned(),
                source,
            })?;
        let database = |source| StartError::Database {
            path: path.clone(),
            source,
        };
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .journal_mode(SqliteJournalMode::Wal);
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await
            .map_err(database)?;
        MIGRATIONS
            .run(&pool)
            .await
            .map_err(|error| database(error.into()))?;
        seed::fill_if_empty(&pool)
            .await
            .map_err(|error| match error {
                SeedError::Database(source) => database(source),
                SeedError::Random(source) => StartError::Random(source),
            })?;
        Ok(Self { pool })
    }

    /// Waits until everything is written, and closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// All organisations, by name.
    pub async fn organizations(&self) -> Result<Vec<Arc<Organization>>, sqlx::Error> {
        sqlx::query::<Sqlite>(
            "SELECT o.name, o.display_name, o.instance_id, o.tenant_id, o.audience, o.secret, o.access_token_key,
                    a.id AS administrator_id, a.name_id AS administrator_name_id,
                    a.display_name AS administrator_display_name, a.email AS administrator_email,
                    a.pat AS administrator_pat,
                    r.id AS reader_id, r.name_id AS reader_name_id,
                    r.display_name AS reader_display_name, r.email AS reader_email, r.pat AS reader_pat
             FROM organizations o
             JOIN users a ON a.organization = o.name AND a.role = 'administrator'
             JOIN users r ON r.organization = o.name AND r.role = 'reader'
             ORDER BY o.name",
        )
        .fetch_all(&self.pool)
        .await?
        .iter()
        .map(|row| organization(row).map(Arc::new))
        .collect()
    }

    /// Where the organisation's settings page frames the hub from, if that has been said.
    pub async fn hub_url(&self, organization: &str) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT hub_url FROM organizations WHERE name = $1")
            .bind(organization)
            .fetch_one(&self.pool)
            .await
    }

    /// Keeps, or forgets, where the hub is framed from.
    pub async fn set_hub_url(
        &self,
        organization: &str,
        url: Option<&str>,
    ) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE organizations SET hub_url = $2 WHERE name = $1")
            .bind(organization)
            .bind(url)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The extension that is installed: when it was, in milliseconds since 1970, and the VSIX.
    pub async fn extension(
        &self,
        organization: &str,
    ) -> Result<Option<(u64, Vec<u8>)>, sqlx::Error> {
        let row: Option<(i64, Vec<u8>)> =
            sqlx::query_as("SELECT installed_at, vsix FROM extensions WHERE organization = $1")
                .bind(organization)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(at, vsix)| (u64::try_from(at).unwrap_or_default(), vsix)))
    }

    /// Keeps an extension as the one that is installed.
    pub async fn set_extension(
        &self,
        organization: &str,
        installed_at: u64,
        vsix: &[u8],
    ) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO extensions (organization, installed_at, vsix) VALUES ($1, $2, $3)
             ON CONFLICT (organization) DO UPDATE SET installed_at = excluded.installed_at, vsix = excluded.vsix",
        )
        .bind(organization)
        .bind(i64::try_from(installed_at).unwrap_or(i64::MAX))
        .bind(vsix)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Forgets the extension that is installed.
    pub async fn forget_extension(&self, organization: &str) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM extensions WHERE organization = $1")
            .bind(organization)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// A range of projects.
    pub async fn projects(&self, range: ProjectRange<'_>) -> Result<ProjectSlice, sqlx::Error> {
        // One more than asked for tells whether others follow.
        let limit = range.top.saturating_add(1);
        let mut projects: Vec<Project> = sqlx::query_as(
            "SELECT id, name, description, state, revision, visibility, last_update_time
             FROM projects
             WHERE organization = $1
               AND CASE $2 WHEN 'all' THEN state <> 'deleted' ELSE state = $2 END
             ORDER BY name
             LIMIT $3 OFFSET $4",
        )
        .bind(range.organization)
        .bind(range.state)
        .bind(limit)
        .bind(range.skip)
        .fetch_all(&self.pool)
        .await?;
        let top = usize::try_from(range.top).unwrap_or(usize::MAX);
        let more = projects.len() > top;
        projects.truncate(top);
        Ok(ProjectSlice { projects, more })
    }

    /// The project with this id or name.
    pub async fn project(
        &self,
        organization: &str,
        id_or_name: &str,
    ) -> Result<Option<Project>, sqlx::Error> {
        sqlx::query_as(
            "SELECT id, name, description, state, revision, visibility, last_update_time
             FROM projects
             WHERE organization = $1 AND (id = lower($2) OR name = $2)",
        )
        .bind(organization)
        .bind(id_or_name)
        .fetch_optional(&self.pool)
        .await
    }
}

fn organization(row: &SqliteRow) -> Result<Organization, sqlx::Error> {
    let user = |role: Role| -> Result<User, sqlx::Error> {
        let column = |field: &str| row.try_get(format!("{role}_{field}").as_str());
        Ok(User {
            id: column("id")?,
            name_id: column("name_id")?,
            display_name: column("display_name")?,
            email: column("email")?,
        })
    };
    Ok(Organization {
        name: row.try_get("name")?,
        display_name: row.try_get("display_name")?,
        pat: row.try_get("administrator_pat")?,
        reader_pat: row.try_get("reader_pat")?,
        audience: row.try_get("audience")?,
        secret: row.try_get("secret")?,
        instance_id: row.try_get("instance_id")?,
        tenant_id: row.try_get("tenant_id")?,
        access_token_key: row.try_get("access_token_key")?,
        administrator: user(Role::Administrator)?,
        reader: user(Role::Reader)?,
        outsider: User::outsider(),
    })
}
