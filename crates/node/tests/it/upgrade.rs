//! What version 0.1 left in a database goes on under this version.

use crate::support::{Database, Options, TestNode, eventually, new_key, on_each_database};
use reqwest::Method;
use serde_json::{Value, json};
use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, Connection};
use std::path::Path;

/// The last migration of version 0.1.
const LAST: i64 = 2;
const TRACKER: &str = "https://dev.azure.com/b";

/// A connection of each kind, as 0.1 wrote them: its name, its state, and whether its invitation was used.
const CONNECTIONS: [(&str, &str, bool, i64); 3] = [
    ("agreed", "active", true, i64::MAX / 2),
    ("open", "pending", false, i64::MAX / 2),
    ("ended", "pending", false, 1),
];

/// Makes a database of version 0.1 with one connection of each kind.
async fn fill(url: &str, project: &str) {
    install_default_drivers();
    let mut db = AnyConnection::connect(url).await.unwrap();
    let all = sqlx::migrate!("./migrations");
    all.run_to(LAST, &mut db).await.unwrap();
    for (rank, (name, lifecycle, used, expires_at)) in (0_i64..).zip(CONNECTIONS) {
        let id = new_key();
        sqlx::query(
            "INSERT INTO connections
             (id, version, name, name_key, search_text, description, mode, side, lifecycle, lifecycle_rank, health,
              local_short_name, remote_short_name, project_id, project_name, project_key, created_at, created_by,
              remote_node_url, remote_tracker_url, remote_node_uid, remote_public_key, remote_connection_id)
             VALUES ($1, 3, $2, $2, $2, '', 'script', 'source', $3, $4, 'unknown', 'A', 'B', $5, 'P', 'p', 5, 'Mina',
                     $6, $7, $8, $9, $10)",
        )
        .bind(&id)
        .bind(name)
        .bind(lifecycle)
        .bind(rank)
        .bind(project)
        .bind("http://127.0.0.1:9")
        .bind(TRACKER)
        .bind(new_key())
        .bind(used.then(|| "A".repeat(43)))
        .bind(used.then(new_key))
        .execute(&mut db)
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO invitations (id, connection_id, proof_key, expires_at, used_at, acceptance_id, used_by)
             VALUES ($1, $2, 'k', $3, $4, $5, $5)",
        )
        .bind(new_key())
        .bind(&id)
        .bind(expires_at)
        .bind(used.then_some(6_i64))
        .bind(used.then(new_key))
        .execute(&mut db)
        .await
        .unwrap();
    }
    db.close().await.unwrap();
}

fn embedded(folder: &Path) -> String {
    format!("sqlite://{}?mode=rwc", folder.join("node.sqlite").display())
}

async fn named(node: &TestNode, name: &str) -> Value {
    let all = node.connections().await;
    all.into_iter().find(|one| one["name"] == name).unwrap()
}

fn path(connection: &Value, rest: &str) -> String {
    format!(
        "/api/v1/connections/{}{rest}",
        connection["id"].as_str().unwrap()
    )
}

on_each_database! {
    async fn connections_of_version_0_1_go_on(database) {
        // Only to learn a project of the organisation.
        let before = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
        let project = before.project().await;
        let folder = tempfile::tempdir().unwrap();
        let own = database.create().await;
        let url = own.url.clone().unwrap_or_else(|| embedded(folder.path()));
        fill(&url, &project).await;
        let node = TestNode::start_with(&Database::Sqlite, Options::of("company-a"), |config| {
            config.place.data_dir = folder.path().to_owned();
            config.place.database_url = own.url.clone();
        })
        .await;
        eventually("what had ended is told so", async || (named(&node, "ended").await["lifecycle"] == "expired").then_some(())).await;
        let open = named(&node, "open").await;
        assert_eq!((&open["lifecycle"], &open["version"]), (&json!("pending"), &json!(3)));

        let agreed = named(&node, "agreed").await;
        let (_, rules) = node.get(&path(&agreed, "/rules")).await;
        assert_eq!((&rules["version"], &rules["content"]["kind"]), (&json!(0), &json!("script")), "{rules}");
        let body = json!({"content": rules["content"]});
        let headers = [("if-match", "\"0\"")];
        let saved = node.raw(Method::PUT, &path(&agreed, "/rules"), Some(node.admin()), &headers, Some(body)).await;
        assert_eq!(saved.status(), 200);
        assert_eq!(saved.json::<Value>().await.unwrap()["version"], 1);
        let (status, paused) = node.change(Method::POST, &path(&agreed, "/deactivate"), &agreed["version"], None).await;
        assert_eq!((status, &paused["lifecycle"]), (200, &json!("deactivated")), "{paused}");
        let (_, activity) = node.get(&path(&agreed, "/activity")).await;
        assert_eq!(activity["items"].as_array().unwrap().len(), 2, "{activity}");

        let (status, made) = node.change(Method::POST, &path(&open, "/invitation"), &open["version"], None).await;
        assert_eq!((status, &made["connection"]["lifecycle"]), (201, &json!("pending")), "{made}");
        let agreed = named(&node, "agreed").await;
        for gone in [&agreed, &made["connection"]] {
            assert_eq!(node.change(Method::DELETE, &path(gone, ""), &gone["version"], None).await.0, 204);
        }
        assert_eq!(node.get("/api/v1/instance").await.1["licence"]["ended"], false, "the evaluation begins now");
        node.stop().await;
    }
}
