//! The list of connections: order, search, pages, and what is not sent twice.

use crate::support::{Database, Options, TestNode, new_key, on_each_database};
use reqwest::Method;
use serde_json::Value;

async fn with_connections(database: &Database, names: &[&str]) -> TestNode {
    let node = TestNode::start(database, Options::of("company-a")).await;
    for name in names {
        let request = node.initiation(None, name).await;
        assert_eq!(
            node.post_once("/api/v1/connections", &new_key(), request)
                .await
                .0,
            201
        );
    }
    node
}

fn names(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["name"].as_str().unwrap())
        .collect()
}

on_each_database! {
    async fn pages_follow_each_other_in_every_order_without_gap_or_repetition(database) {
        let node = with_connections(&database, &["delta", "Alpha", "charlie", "Bravo", "echo"]).await;
        for sort in ["name", "-name", "status", "-status", "project", "-project", "lastContact", "-lastContact", "mode", "-mode"] {
            let (_, whole) = node.get(&format!("/api/v1/connections?sort={sort}")).await;
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let (status, page) = node.get(&format!("/api/v1/connections?sort={sort}&limit=2&cursor={cursor}")).await;
                assert_eq!((status, &page["total"]), (200, &Value::from(5)), "{page}");
                seen.extend(names(&page).into_iter().map(str::to_owned));
                match page["nextCursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(seen, names(&whole), "{sort}");
            assert_eq!(seen.len(), 5);
        }
        let (_, page) = node.get("/api/v1/connections?sort=name").await;
        assert_eq!(names(&page), ["Alpha", "Bravo", "charlie", "delta", "echo"]);
        let (_, page) = node.get("/api/v1/connections?sort=-name").await;
        assert_eq!(names(&page), ["echo", "delta", "charlie", "Bravo", "Alpha"]);
    }

    async fn a_search_finds_parts_of_names_and_takes_every_sign_for_itself(database) {
        let node = with_connections(&database, &["100% sure", "under_score", "Ünder", "bang!"]).await;
        for (search, expected) in [
            ("SURE", vec!["100% sure"]),
            ("%25", vec!["100% sure"]),
            ("_", vec!["under_score"]),
            ("%C3%BCND", vec!["Ünder"]),
            ("!", vec!["bang!"]),
            ("nothing", vec![]),
            ("%00", vec!["100% sure", "bang!", "under_score", "Ünder"]),
        ] {
            let (status, page) = node.get(&format!("/api/v1/connections?search={search}")).await;
            assert_eq!(status, 200, "{page}");
            let mut found = names(&page);
            found.sort_unstable();
            assert_eq!(found, expected, "{search}");
        }
    }

    async fn a_status_filter_shows_only_that_status(database) {
        let node = with_connections(&database, &["one"]).await;
        assert_eq!(names(&node.get("/api/v1/connections?lifecycle=pending").await.1), ["one"]);
        assert_eq!(names(&node.get("/api/v1/connections?lifecycle=active").await.1), [] as [&str; 0]);
    }

    async fn an_unchanged_list_is_not_sent_again(database) {
        let node = with_connections(&database, &["one"]).await;
        let first = node.raw(Method::GET, "/api/v1/connections", Some(node.admin()), &[], None).await;
        let etag = first.headers()["etag"].to_str().unwrap().to_owned();
        let known = [("if-none-match", etag.as_str())];
        let again = node.raw(Method::GET, "/api/v1/connections", Some(node.admin()), &known, None).await;
        assert_eq!(again.status(), 304);
        assert_eq!(again.text().await.unwrap(), "");
        node.invite(None, "two").await;
        let changed = node.raw(Method::GET, "/api/v1/connections", Some(node.admin()), &known, None).await;
        assert_eq!(changed.status(), 200);
    }

    async fn what_is_no_query_is_refused(database) {
        let node = TestNode::start(&database, Options::of("company-a")).await;
        for query in ["lifecycle=asleep", "sort=colour", "cursor=rubbish", "limit=many"] {
            let (status, problem) = node.get(&format!("/api/v1/connections?{query}")).await;
            assert_eq!((status, &problem["code"]), (400, &Value::from("malformed_request")), "{query}: {problem}");
        }
    }
}
