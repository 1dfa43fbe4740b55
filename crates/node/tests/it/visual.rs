//! Visual mode, from **Verify admin access** to a configuration that both sides have.

use crate::support::{
    Database, Loss, Lossy, Options, TestNode, eventually, field_errors, new_key, on_each_database,
};
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::visual::{Field, predefined};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// A node whose operator said where its console is.
pub async fn node(database: &Database, organization: &str) -> TestNode {
    TestNode::start_with(database, Options::of(organization), |config| {
        config.console_url = Some("https://console.example/hub".parse().unwrap());
    })
    .await
}

/// Asks for admin access: the verification's id, and the code of its link.
pub async fn verification(a: &TestNode, destination: &str) -> (String, String) {
    let body = json!({"destinationUrl": destination});
    let (status, verification) = a.post("/api/v1/verifications", body).await;
    assert_eq!(
        (status, &verification["state"]),
        (201, &json!("waiting")),
        "{verification}"
    );
    let link = verification["link"].as_str().unwrap();
    let code = link
        .strip_prefix("https://console.example/hub#verify=")
        .unwrap();
    (
        verification["id"].as_str().unwrap().to_owned(),
        code.to_owned(),
    )
}

/// Asks for admin access and has it granted: the verification's id.
pub async fn granted(a: &TestNode, b: &TestNode, destination: &str) -> String {
    let (id, code) = verification(a, destination).await;
    let (status, problem) = b.post("/api/v1/grants", json!({"code": code})).await;
    assert_eq!(status, 204, "{problem}");
    id
}

pub async fn state(a: &TestNode, id: &str) -> Value {
    a.get(&format!("/api/v1/verifications/{id}")).await.1["state"].clone()
}

pub fn visual(destination: &str, verification: Option<&str>) -> Value {
    let mut request = json!({
        "mode": "visual", "destinationUrl": destination, "localShortName": "A", "remoteShortName": "B", "name": "a_to_b",
    });
    if let Some(verification) = verification {
        request["verification"] = verification.into();
    }
    request
}

async fn initiate(a: &TestNode, request: Value) -> (u16, Value) {
    a.post_once("/api/v1/connections", &new_key(), request)
        .await
}

/// A connection that both sides have agreed on; its id at A.
async fn connected(a: &TestNode, b: &TestNode, destination: &str) -> String {
    let id = granted(a, b, destination).await;
    let (status, initiated) = initiate(a, visual(destination, Some(&id))).await;
    assert_eq!(
        (status, &initiated["connection"]["lifecycle"]),
        (201, &json!("active")),
        "{initiated}"
    );
    initiated["connection"]["id"].as_str().unwrap().to_owned()
}

async fn list<T: serde::de::DeserializeOwned>(node: &TestNode, path: &str) -> Vec<T> {
    let (status, answer) = node.get(path).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer["items"].clone()).unwrap()
}

/// A configuration between the first project of A and that of B, with the mappings that are offered by default.
async fn configuration(a: &TestNode, connection: &str) -> Value {
    let own: Vec<Value> = list(a, "/api/v1/projects").await;
    let there: Vec<Value> = list(
        a,
        &format!("/api/v1/connections/{connection}/remote/projects"),
    )
    .await;
    let id = |project: &Value| project["id"].as_str().unwrap().to_owned();
    let own_fields: Vec<Field> = list(a, &format!("/api/v1/fields?project={}", id(&own[0]))).await;
    let path = format!(
        "/api/v1/connections/{connection}/remote/fields?project={}",
        id(&there[0])
    );
    let fields_there: Vec<Field> = list(a, &path).await;
    assert!(
        own_fields
            .iter()
            .any(|field| field.reference == "Custom.CustomerTicket")
    );
    assert!(
        fields_there
            .iter()
            .any(|field| field.reference == "Custom.PartnerReference")
    );
    let side = |project: &Value| json!({"project": project, "method": "automatic", "filters": []});
    let config = json!({
        "source": side(&own[0]), "destination": side(&there[0]), "mappings": predefined(&own_fields, &fields_there),
    });
    json!({"content": {"kind": "visual", "config": config}})
}

async fn save(node: &TestNode, connection: &str, version: &str, body: Value) -> (u16, Value) {
    let path = format!("/api/v1/connections/{connection}/rules");
    let response = node
        .raw(
            Method::PUT,
            &path,
            Some(node.admin()),
            &[("if-match", version)],
            Some(body),
        )
        .await;
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn delivered(a: &TestNode, connection: &str, version: u32) {
    let path = format!("/api/v1/connections/{connection}/rules");
    eventually("the destination has the configuration", async || {
        (a.get(&path).await.1["delivered"] == version).then_some(())
    })
    .await;
}

on_each_database! {
    async fn verified_access_sets_up_both_sides(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let (id, code) = verification(&a, &b.url).await;
        let (status, preview) = b.post("/api/v1/grants/preview", json!({"code": code})).await;
        assert_eq!((status, &preview["askerName"], &preview["askerNodeUrl"]), (200, &json!("Company A"), &json!(a.url)), "{preview}");
        assert_eq!(state(&a, &id).await, "waiting", "to look changes nothing");
        for _ in 0..2 {
            assert_eq!(b.post("/api/v1/grants", json!({"code": code})).await.0, 204, "repeated, it is the same");
        }
        let (_, confirmed) = a.get(&format!("/api/v1/verifications/{id}")).await;
        assert_eq!((&confirmed["state"], &confirmed["destinationName"]), (&json!("confirmed"), &json!("Company B")));
        assert_eq!(confirmed["decidedBy"], b.get("/api/v1/instance").await.1["user"]["displayName"]);
        assert!(confirmed.get("link").is_none());

        let (key, request) = (new_key(), visual(&b.url, Some(&id)));
        let (status, initiated) = a.post_once("/api/v1/connections", &key, request.clone()).await;
        assert_eq!((status, &initiated["connection"]["lifecycle"]), (201, &json!("active")), "{initiated}");
        assert!(initiated.get("invitationCode").is_none() && initiated.get("handoverUrl").is_none());
        assert_eq!(a.post_once("/api/v1/connections", &key, request).await.1, initiated);
        assert_eq!(state(&a, &id).await, "used");
        let there = &b.connections().await[0];
        let told = ["lifecycle", "mode", "side", "localShortName", "remoteShortName", "name"].map(|field| there[field].as_str().unwrap());
        assert_eq!(told, ["active", "visual", "destination", "B", "A", "B_to_A"]);
        assert!(there.get("project").is_none());
        let mut again = visual(&b.url, Some(&id));
        again["name"] = json!("another");
        let (status, problem) = initiate(&a, again).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("verification".into(), "verification_needed".into())]));
    }

    async fn a_configuration_reaches_the_other_side(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let id = connected(&a, &b, &b.url).await;
        let (_, rules) = a.get(&format!("/api/v1/connections/{id}/rules")).await;
        assert_eq!(rules, json!({"version": 0}));
        let config = configuration(&a, &id).await;
        let (status, saved) = save(&a, &id, "\"0\"", config.clone()).await;
        assert_eq!((status, &saved["version"]), (200, &json!(1)), "{saved}");
        delivered(&a, &id, 1).await;
        assert_eq!(a.connections().await[0]["project"], config["content"]["config"]["source"]["project"]);
        let there = &b.connections().await[0];
        assert_eq!(there["project"], config["content"]["config"]["destination"]["project"]);
        let there = there["id"].as_str().unwrap();
        let (_, rules) = b.get(&format!("/api/v1/connections/{there}/rules")).await;
        assert_eq!((&rules["version"], &rules["content"], &rules["savedBy"]), (&json!(1), &saved["content"], &saved["savedBy"]));
        assert!(rules.get("delivered").is_none());
        let (status, problem) = save(&b, there, "\"1\"", config.clone()).await;
        assert_eq!((status, &problem["code"]), (409, &json!("rules_elsewhere")), "it can be read there, not changed");

        let mut other = config.clone();
        other["content"]["config"]["source"]["method"] = json!("off");
        assert_eq!(save(&a, &id, "\"0\"", other.clone()).await.0, 412);
        assert_eq!(save(&a, &id, "\"1\"", other).await.0, 200);
        delivered(&a, &id, 2).await;
        for (side, field) in [("source", "source.project"), ("destination", "destination.project")] {
            let mut unknown = config.clone();
            unknown["content"]["config"][side]["project"]["id"] = json!("00000000-0000-0000-0000-000000000000");
            let (status, problem) = save(&a, &id, "\"2\"", unknown).await;
            assert_eq!((status, field_errors(&problem)), (422, vec![(field.into(), "project_unknown".into())]), "{problem}");
        }
        // What somebody says of a field is not believed.
        let title = json!({"reference": "System.Title", "name": "Title", "type": "string"});
        for (reference, code) in [("Custom.Nope", "field_unknown"), ("System.ChangedDate", "mapping_read_only")] {
            let said = json!({"reference": reference, "name": "<b>", "type": "string", "readOnly": false});
            let mut wrong = config.clone();
            wrong["content"]["config"]["mappings"] = json!([{"source": title, "destination": said, "direction": "to-destination"}]);
            let (status, problem) = save(&a, &id, "\"2\"", wrong).await;
            assert_eq!((status, field_errors(&problem)), (422, vec![("mappings.0".into(), code.into())]), "{problem}");
        }
    }

    async fn a_configuration_arrives_after_an_outage(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let way = Lossy::before(&b).await;
        let id = connected(&a, &b, &way.url).await;
        let config = configuration(&a, &id).await;
        way.lose(Loss::Request("/configuration"));
        assert_eq!(save(&a, &id, "\"0\"", config.clone()).await.1["delivered"], 0);
        let mut other = config.clone();
        other["content"]["config"]["mappings"] = json!([]);
        way.lose(Loss::Answer("/configuration"));
        assert_eq!(save(&a, &id, "\"1\"", other.clone()).await.0, 200);
        let there = b.connections().await[0]["id"].as_str().unwrap().to_owned();
        eventually("the newest version has arrived, whatever A knows of it", async || {
            let (_, rules) = b.get(&format!("/api/v1/connections/{there}/rules")).await;
            (rules["version"] == 2 && rules["content"] == other["content"]).then_some(())
        })
        .await;
        way.lose(Loss::Nothing);
        a.clock.advance(Duration::from_secs(20));
        delivered(&a, &id, 2).await;
        way.lose(Loss::Request("/fields"));
        let (status, problem) = save(&a, &id, "\"2\"", config).await;
        assert!(status >= 400 && problem["code"].as_str().unwrap().starts_with("destination_"), "{problem}");
    }

    async fn an_answer_that_was_lost_leaves_both_sides_active(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let way = Lossy::before(&b).await;
        let id = granted(&a, &b, &way.url).await;
        way.lose(Loss::Answer("/peer/v1/grants/"));
        let (status, initiated) = initiate(&a, visual(&way.url, Some(&id))).await;
        assert_eq!((status, &initiated["connection"]["lifecycle"]), (201, &json!("active")), "{initiated}");
        assert!(initiated.get("invitationCode").is_none());
        assert_eq!(b.connections().await[0]["lifecycle"], "active");
    }

    async fn what_could_not_be_handed_over_is_when_it_is_tried_again(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let way = Lossy::before(&b).await;
        let id = granted(&a, &b, &way.url).await;
        way.lose(Loss::Request("/peer/v1/grants/"));
        let (key, request) = (new_key(), visual(&way.url, Some(&id)));
        let (status, initiated) = a.post_once("/api/v1/connections", &key, request.clone()).await;
        assert_eq!((status, &initiated["connection"]["lifecycle"]), (201, &json!("pending")), "{initiated}");
        let code = initiated["invitationCode"].as_str().unwrap();
        assert_eq!(initiated["handoverUrl"], format!("https://console.example/hub#accept={code}"));
        way.lose(Loss::Nothing);
        let (status, again) = a.post_once("/api/v1/connections", &key, request).await;
        assert_eq!((status, &again["connection"]["lifecycle"]), (201, &json!("active")), "{again}");
        assert_eq!(b.connections().await.len(), 1);
    }

    async fn a_grant_of_which_the_source_may_not_know_does_not_stay(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let way = Lossy::before(&a).await;
        let (id, code) = verification(&a, &b.url).await;
        let mut through_way = InvitationCode::decode(&code).unwrap();
        through_way.source_url.clone_from(&way.url);
        let grant = json!({"code": through_way.encode().unwrap()});
        way.lose(Loss::Answer("/answer"));
        let (status, problem) = b.post("/api/v1/grants", grant.clone()).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("code".into(), "source_unreachable".into())]));
        let (key, request) = (new_key(), visual(&b.url, Some(&id)));
        let (_, initiated) = a.post_once("/api/v1/connections", &key, request.clone()).await;
        assert_eq!(initiated["connection"]["lifecycle"], "pending", "B has taken it back: {initiated}");
        assert!(b.connections().await.is_empty());
        way.lose(Loss::Nothing);
        assert_eq!(b.post("/api/v1/grants", grant).await.0, 204, "said again, it is the same decision");
        let (_, initiated) = a.post_once("/api/v1/connections", &key, request).await;
        assert_eq!(initiated["connection"]["lifecycle"], "active", "{initiated}");
    }

    async fn what_was_not_handed_over_can_be_accepted_by_hand(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let way = Lossy::before(&b).await;
        let id = granted(&a, &b, &way.url).await;
        way.lose(Loss::Request("/peer/v1/grants/"));
        let (_, initiated) = initiate(&a, visual(&way.url, Some(&id))).await;
        let accept = json!({"code": initiated["invitationCode"], "localShortName": "B", "remoteShortName": "A", "name": "by hand"});
        let (status, connection) = b.post_once("/api/v1/invitations/accept", &new_key(), accept).await;
        assert_eq!((status, &connection["lifecycle"], &connection["mode"]), (201, &json!("active"), &json!("visual")), "{connection}");
    }
}
