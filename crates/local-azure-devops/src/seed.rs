//! Fills an empty database: organisations, users, secrets and projects.

use crate::names;
use crate::organization::Role;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sqlx::{Sqlite, SqliteConnection, SqlitePool};
use uuid::Uuid;

/// The start of 2025 in seconds since 1970: from here on, projects were last changed.
const FIRST_CHANGE: i64 = 1_735_689_600;

/// Why an empty database could not be filled.
pub(crate) enum SeedError {
    Database(sqlx::Error),
    Random(getrandom::Error),
}

impl From<sqlx::Error> for SeedError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<getrandom::Error> for SeedError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}

/// What an organisation starts with.
struct Plan {
    name: &'static str,
    display_name: &'static str,
    administrator: (&'static str, &'static str),
    reader: (&'static str, &'static str),
    /// Whether app tokens name users by the id that Azure DevOps has for them. Both happen in practice.
    same_ids: bool,
}

const COMPANY_A: Plan = Plan {
    name: "company-a",
    display_name: "Company A",
    administrator: ("Mina Okafor", "mina.okafor@company-a.example"),
    reader: ("Jonas Lindqvist", "jonas.lindqvist@company-a.example"),
    same_ids: true,
};

const COMPANY_B: Plan = Plan {
    name: "company-b",
    display_name: "Company B",
    administrator: ("Priya Raman", "priya.raman@company-b.example"),
    reader: ("Tomás Becker", "tomas.becker@company-b.example"),
    same_ids: false,
};

/// Fills the database if it has no organisations yet: completely, or not at all.
pub(crate) async fn fill_if_empty(pool: &SqlitePool) -> Result<(), SeedError> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let organizations: i64 = sqlx::query_scalar("SELECT count(*) FROM organizations")
        .fetch_one(&mut *transaction)
        .await?;
    if organizations == 0 {
        add_organization(&mut transaction, &COMPANY_A).await?;
        for (at, name) in names::large(1_200).enumerate() {
            add_project(&mut transaction, &COMPANY_A, at, &name, "wellFormed").await?;
        }
        // Not listed unless somebody asks for other states than "wellFormed".
        add_project(
            &mut transaction,
            &COMPANY_A,
            1_200,
            "Moonshot",
            "createPending",
        )
        .await?;
        add_project(
            &mut transaction,
            &COMPANY_A,
            1_201,
            "Old Intranet",
            "deleting",
        )
        .await?;

        add_organization(&mut transaction, &COMPANY_B).await?;
        for (at, name) in names::SMALL.into_iter().enumerate() {
            add_project(&mut transaction, &COMPANY_B, at, name, "wellFormed").await?;
        }
    }
    transaction.commit().await?;
    Ok(())
}

async fn add_organization(connection: &mut SqliteConnection, plan: &Plan) -> Result<(), SeedError> {
    sqlx::query::<Sqlite>(
        "INSERT INTO organizations
            (name, display_name, instance_id, tenant_id, audience, secret, access_token_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(plan.name)
    .bind(plan.display_name)
    .bind(guid())
    .bind(guid())
    .bind(guid())
    .bind(certificate()?)
    .bind(random_text::<32>()?)
    .execute(&mut *connection)
    .await?;
    for role in Role::MEMBERS {
        let (display_name, email) = match role {
            Role::Administrator => plan.administrator,
            Role::Reader | Role::Outsider => plan.reader,
        };
        let id = guid();
        let name_id = if plan.same_ids { id.clone() } else { guid() };
        sqlx::query::<Sqlite>(
            "INSERT INTO users (organization, role, id, name_id, display_name, email, pat)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(plan.name)
        .bind(role.name())
        .bind(id)
        .bind(name_id)
        .bind(display_name)
        .bind(email)
        .bind(personal_access_token()?)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn add_project(
    connection: &mut SqliteConnection,
    plan: &Plan,
    at: usize,
    name: &str,
    state: &str,
) -> Result<(), sqlx::Error> {
    // Variety without chance: every third project has no description, every fiftieth is public.
    let description = (!at.is_multiple_of(3)).then(|| format!("{name} of {}.", plan.display_name));
    let visibility = if at % 50 == 49 { "public" } else { "private" };
    let step = i64::try_from(at).unwrap_or_default();
    let changed = FIRST_CHANGE + step * 37_123 % (600 * 86_400);
    sqlx::query::<Sqlite>(
        "INSERT INTO projects
            (organization, id, name, description, state, revision, visibility, last_update_time)
         VALUES ($1, $2, $3, $4, $5, $6, $7, strftime('%Y-%m-%dT%H:%M:%fZ', $8, 'unixepoch'))",
    )
    .bind(plan.name)
    .bind(guid())
    .bind(name)
    .bind(description)
    .bind(state)
    .bind(11 + step)
    .bind(visibility)
    .bind(changed)
    .execute(connection)
    .await?;
    Ok(())
}

fn guid() -> String {
    Uuid::new_v4().to_string()
}

/// An extension's "Certificate" looks like a JWT itself, yet the key is the text as it stands.
fn certificate() -> Result<String, getrandom::Error> {
    let header = BASE64_URL_SAFE_NO_PAD.encode(br#"{"typ":"JWT","alg":"RS256"}"#);
    Ok(format!(
        "{header}.{}.{}",
        random_text::<96>()?,
        random_text::<64>()?
    ))
}

/// A personal access token of today's form: 84 characters, `AZDO` at the 76th.
fn personal_access_token() -> Result<String, getrandom::Error> {
    Ok(format!(
        "{}JQQJ99AZDO{}",
        random_text::<52>()?,
        random_text::<3>()?
    ))
}

/// So many random bytes, as base64url without padding.
fn random_text<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
