//! Which database a test runs on.

use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

/// Which database.
#[derive(Clone)]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A server on which databases may be made.
    Postgres(String),
}

/// The database of one node; a PostgreSQL one is removed with it.
pub struct NodeDatabase {
    /// What the node is told; `None` for the embedded one.
    pub url: Option<String>,
    server: Option<(String, String)>,
}

impl Database {
    /// PostgreSQL, if there is a server for tests.
    pub fn postgres() -> Option<Self> {
        std::env::var("CROSSLINK_TEST_DATABASE_URL")
            .ok()
            .map(Self::Postgres)
    }

    /// A new, empty database.
    pub async fn create(&self) -> NodeDatabase {
        let Self::Postgres(server) = self else {
            return NodeDatabase {
                url: None,
                server: None,
            };
        };
        install_default_drivers();
        let name = format!("crosslink_{}", uuid::Uuid::now_v7().simple());
        run(server, format!("CREATE DATABASE {name}")).await;
        let mut url = url::Url::parse(server).expect("CROSSLINK_TEST_DATABASE_URL is a URL");
        url.set_path(&name);
        NodeDatabase {
            url: Some(url.to_string()),
            server: Some((server.clone(), name)),
        }
    }
}

async fn run(server: &str, statement: String) {
    let mut db = AnyConnection::connect(server)
        .await
        .expect("CROSSLINK_TEST_DATABASE_URL names a server");
    sqlx::query(AssertSqlSafe(statement))
        .execute(&mut db)
        .await
        .expect("a statement for tests");
}

impl Drop for NodeDatabase {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else {
            return;
        };
        // Not on the test's runtime, which may be ending.
        let removed = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(run(&server, format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        let _ = removed.join();
    }
}
