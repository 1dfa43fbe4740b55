//! Initiating, accepting, and everything that a code can be instead of good.

use crate::support::{Options, TestNode, field_errors, new_key, on_each_database, pair};
use crosslink_node::config::PublicUrl;
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::time::Duration;

/// The lifecycles of a node's connections.
async fn lifecycles(node: &TestNode) -> Vec<String> {
    node.connections()
        .await
        .iter()
        .map(|c| c["lifecycle"].as_str().unwrap().to_owned())
        .collect()
}

/// Previews and accepts a code that is refused; both have to name the same reason, at the field of the code.
async fn refusal(node: &TestNode, code: &str) -> String {
    let before = node.connections().await;
    let (_, previewed) = node
        .post("/api/v1/invitations/preview", json!({"code": code}))
        .await;
    let (status, accepted) = node.accept(code, "refused").await;
    assert_eq!(status, 422, "{accepted}");
    assert_eq!(
        field_errors(&previewed),
        field_errors(&accepted),
        "{previewed} {accepted}"
    );
    assert_eq!(node.connections().await, before, "nothing changes");
    let errors = field_errors(&accepted);
    assert_eq!((errors.len(), errors[0].0.as_str()), (1, "code"));
    errors[0].1.clone()
}

on_each_database! {
    async fn an_accepted_invitation_makes_both_sides_active(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(lifecycles(&a).await, ["pending"]);
        assert_eq!(lifecycles(&b).await, [] as [&str; 0]);

        let (status, preview) = b.post("/api/v1/invitations/preview", json!({"code": code})).await;
        assert_eq!(status, 200, "{preview}");
        assert_eq!(preview["inviterName"], "Company A");
        assert_eq!(preview["inviterNodeUrl"], a.url.as_str());
        assert_eq!((&preview["inviterShortName"], &preview["invitedShortName"]), (&json!("A"), &json!("B")));
        assert_eq!(lifecycles(&b).await, [] as [&str; 0], "a preview changes nothing");

        let (status, accepted) = b.accept(&code, "b_to_a").await;
        assert_eq!((status, &accepted["lifecycle"]), (201, &json!("active")), "{accepted}");
        assert_eq!(lifecycles(&a).await, ["active"]);
        let (at_a, at_b) = (a.connections().await.remove(0), b.connections().await.remove(0));
        assert!(at_a["remoteUrl"].as_str().unwrap().ends_with("/company-b"), "{at_a}");
        assert!(at_b["remoteUrl"].as_str().unwrap().ends_with("/company-a"), "{at_b}");
        assert_eq!((&at_a["side"], &at_b["side"]), (&json!("source"), &json!("destination")));
        assert!(at_a.get("invitationExpiresAt").is_none());
    }

    async fn a_destination_without_url_accepts_as_well(database) {
        let a = TestNode::start(&database, Options::of("company-a")).await;
        let b = TestNode::start(&database, Options { public_url: None, ..Options::of("company-b") }).await;
        let code = a.invite(None, "a_to_somebody").await;
        assert!(a.connections().await[0].get("remoteUrl").is_none());
        let (status, accepted) = b.accept(&code, "b_to_a").await;
        assert_eq!((status, &accepted["lifecycle"]), (201, &json!("active")), "{accepted}");
        assert_eq!(lifecycles(&a).await, ["active"]);
    }

    async fn initiating_again_with_the_same_key_makes_one_connection_and_tells_the_same_code(database) {
        let (a, b) = pair(&database).await;
        let (request, key) = (a.initiation(Some(&b.url), "a_to_b").await, new_key());
        let all = join_all((0..6).map(|_| a.post_once("/api/v1/connections", &key, request.clone()))).await;
        for (status, answer) in &all {
            assert_eq!(*status, 201, "{answer}");
            assert_eq!(answer, &all[0].1);
        }
        assert_eq!(lifecycles(&a).await, ["pending"]);

        let mut other = request;
        other["name"] = json!("another");
        let (status, problem) = a.post_once("/api/v1/connections", &key, other).await;
        assert_eq!((status, &problem["code"]), (422, &json!("idempotency_key_reused")), "{problem}");
    }

    async fn accepting_again_gives_the_same_connection_and_a_second_acceptance_is_refused(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        let (request, key) = (b.acceptance(&code, "b_to_a").await, new_key());
        let (_, first) = b.post_once("/api/v1/invitations/accept", &key, request.clone()).await;
        let (status, second) = b.post_once("/api/v1/invitations/accept", &key, request).await;
        assert_eq!((status, &first["id"]), (201, &second["id"]), "{second}");
        let (_, previewed) = b.post("/api/v1/invitations/preview", json!({"code": code})).await;
        assert_eq!(field_errors(&previewed), vec![("code".into(), "invitation_used".into())], "told before names are typed");
        let (status, problem) = b.accept(&code, "once more").await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("code".into(), "invitation_used".into())]));
        assert_eq!(lifecycles(&b).await, ["active"]);
    }

    async fn accepting_several_times_at_once_makes_one_connection(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        let (request, key) = (b.acceptance(&code, "b_to_a").await, new_key());
        let all = join_all((0..5).map(|_| b.post_once("/api/v1/invitations/accept", &key, request.clone()))).await;
        for (status, answer) in &all {
            assert!([201, 202].contains(status), "{answer}");
            assert_eq!(answer["id"], all[0].1["id"]);
        }
        assert_eq!(lifecycles(&b).await, ["active"]);
        assert_eq!(lifecycles(&a).await, ["active"]);
    }

    async fn of_several_who_accept_at_once_one_does_and_the_others_are_told(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        let mut requests = Vec::new();
        for n in 0..5 {
            requests.push(b.acceptance(&code, &format!("name {n}")).await);
        }
        let all = join_all(requests.into_iter().map(|request| {
            let b = &b;
            async move { b.post_once("/api/v1/invitations/accept", &new_key(), request).await }
        })).await;
        assert_eq!(all.iter().filter(|(status, _)| *status == 201).count(), 1, "{all:?}");
        for (_, problem) in all.iter().filter(|(status, _)| *status != 201) {
            let told = field_errors(problem);
            let expected = ["invitation_used", "acceptance_under_way"].map(|code| vec![("code".to_owned(), code.to_owned())]);
            assert!(expected.contains(&told), "{problem}");
        }
        assert_eq!(lifecycles(&b).await, ["active"]);
    }

    async fn a_used_code_is_refused_on_another_node(database) {
        let (a, b) = pair(&database).await;
        let c = TestNode::start(&database, Options::of("company-b")).await;
        let code = a.invite(None, "a_to_anybody").await;
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        assert_eq!(refusal(&c, &code).await, "invitation_used");
        assert_eq!(lifecycles(&a).await, ["active"]);
    }

    async fn a_code_for_another_node_is_refused(database) {
        let (a, b) = pair(&database).await;
        let c = TestNode::start(&database, Options::of("company-b")).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(refusal(&c, &code).await, "invitation_for_other_node");
        assert_eq!(lifecycles(&a).await, ["pending"]);
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201, "it is still good for whom it was made");
    }

    async fn an_expired_code_is_refused_and_the_connection_says_so(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        for node in [&a, &b] {
            node.clock.advance(Duration::from_secs(8 * 24 * 3600));
        }
        // The sessions have ended meanwhile; a code needs none.
        let (a_later, b_later) = (signed_in_again(&a).await, signed_in_again(&b).await);
        let (_, previewed) = send(&b, &b_later, "/api/v1/invitations/preview", json!({"code": code})).await;
        assert_eq!(field_errors(&previewed), vec![("code".into(), "invitation_expired".into())]);
        crate::support::eventually("the list shows that the invitation has expired", async || {
            let response = a.raw(reqwest::Method::GET, "/api/v1/connections", Some(&a_later), &[], None).await;
            let page: Value = response.json().await.unwrap();
            (page["items"][0]["lifecycle"] == "expired").then_some(())
        })
        .await;
    }

    async fn an_own_code_and_an_unknown_one_are_refused(database) {
        let (a, b) = pair(&database).await;
        let own = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(refusal(&a, &own).await, "invitation_own");
        let mut code = crosslink_protocol::invitation_code::InvitationCode::decode(&own).unwrap();
        code.invitation = crosslink_protocol::id::InvitationId::new(new_key());
        assert_eq!(refusal(&b, &code.encode().unwrap()).await, "invitation_unknown");
    }

    async fn a_code_with_another_key_or_another_source_is_refused(database) {
        let (a, b) = pair(&database).await;
        let good = a.invite(Some(&b.url), "a_to_b").await;
        let read = || crosslink_protocol::invitation_code::InvitationCode::decode(&good).unwrap();
        let mut guessed = read();
        guessed.one_time_key = [7; 32];
        assert_eq!(refusal(&b, &guessed.encode().unwrap()).await, "invitation_proof_wrong");
        let mut swapped = read();
        swapped.fingerprint = [7; 32];
        assert_eq!(refusal(&b, &swapped.encode().unwrap()).await, "source_not_genuine");
        let mut inside = read();
        inside.source_url = "http://10.1.2.3:7101".to_owned();
        assert_eq!(refusal(&b, &inside.encode().unwrap()).await, "source_private");
        assert_eq!(b.accept(&good, "b_to_a").await.0, 201, "it is still good");
    }

    async fn a_mangled_code_is_refused_without_asking_anybody(database) {
        let b = TestNode::start(&database, Options::of("company-b")).await;
        let a = TestNode::start(&database, Options { public_url: Some(PublicUrl::At("https://a.example".into())), ..Options::of("company-a") }).await;
        let code = a.invite(None, "a_to_b").await;
        let mut typo = code.clone();
        typo.replace_range(20..21, if &code[20..21] == "A" { "B" } else { "A" });
        for (code, expected) in [
            (typo.as_str(), "code_damaged"),
            (&code[..100], "code_truncated"),
            ("hello", "code_not_an_invitation"),
            ("", "code_required"),
            (&code.replacen("xl1", "xl2", 1), "code_newer_version"),
        ] {
            assert_eq!(refusal(&b, code).await, expected);
        }
    }

    async fn a_source_that_is_gone_is_told_and_nothing_stays(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        a.stop().await;
        assert_eq!(refusal(&b, &code).await, "source_unreachable");
    }

    async fn clocks_that_are_apart_are_named_and_the_code_stays_good(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        b.clock.advance(Duration::from_secs(120));
        assert_eq!(refusal(&b, &code).await, "peer_clocks_differ");
        a.clock.advance(Duration::from_secs(120));
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    }

    async fn each_wrong_field_is_named_and_nothing_is_made(database) {
        let (a, b) = pair(&database).await;
        let good = a.initiation(Some(&b.url), "a_to_b").await;
        for (field, value, code) in [
            ("localShortName", json!(" "), "required"),
            ("remoteShortName", json!("x".repeat(41)), "too_long"),
            ("name", json!("a\u{202e}b"), "invalid_characters"),
            ("projectId", json!(""), "project_required"),
            ("projectId", json!("00000000-0000-0000-0000-000000000000"), "project_unknown"),
            ("destinationUrl", json!(a.url), "destination_is_self"),
        ] {
            let mut request = good.clone();
            request[field] = value;
            let (status, problem) = a.post_once("/api/v1/connections", &new_key(), request).await;
            assert_eq!((status, field_errors(&problem)), (422, vec![(field.into(), code.into())]), "{problem}");
        }
        assert_eq!(lifecycles(&a).await, [] as [&str; 0]);
    }

    async fn a_name_is_given_once_whatever_its_case(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "Émile to B").await;
        let again = a.initiation(Some(&b.url), "ÉMILE TO b ").await;
        let (status, problem) = a.post_once("/api/v1/connections", &new_key(), again).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("name".into(), "name_taken".into())]));

        b.invite(Some(&a.url), "taken").await;
        let (_, problem) = b.accept(&code, "Taken").await;
        assert_eq!(field_errors(&problem), vec![("name".into(), "name_taken".into())]);
        assert_eq!(b.accept(&code, "free").await.0, 201, "and the code is still good");
    }

    async fn without_an_own_url_nothing_is_initiated(database) {
        let a = TestNode::start(&database, Options { public_url: None, ..Options::of("company-a") }).await;
        let (_, probe) = a.post("/api/v1/destinations/probe", json!({})).await;
        let script = probe["modes"].as_array().unwrap().iter().find(|m| m["mode"] == "script").unwrap();
        assert_eq!(script["refused"], "own_url_missing");
        let request = a.initiation(None, "a_to_b").await;
        let (_, problem) = a.post_once("/api/v1/connections", &new_key(), request).await;
        assert_eq!(field_errors(&problem), vec![("mode".into(), "own_url_missing".into())]);
    }
}

/// The old session has ended with the time that was put forward.
async fn signed_in_again(node: &TestNode) -> String {
    let proof = json!({"kind": "signInLink", "token": node.new_link().await});
    let (status, session) = node.post("/api/v1/session", proof).await;
    assert_eq!(status, 200, "{session}");
    session["token"].as_str().unwrap().to_owned()
}

async fn send(node: &TestNode, token: &str, path: &str, body: Value) -> (u16, Value) {
    node.send(reqwest::Method::POST, path, Some(token), None, Some(body))
        .await
}
