//! No secret stands in the database, or in the log, in a form that would help whoever reads it.

use crate::support::{Database, NodeProcess, azure, pair};
use crosslink_protocol::invitation_code::InvitationCode;
use local_azure_devops::Role;
use reqwest::Method;
use serde_json::{Value, json};

/// What people of company A show to sign in.
struct Shown {
    proofs: Vec<Value>,
    secrets: Vec<String>,
}

fn shown_to_sign_in() -> Shown {
    let known = azure().organization("company-a").unwrap();
    let (pat, reader_pat) = (&known.pat, &known.reader_pat);
    let app = azure().app_token("company-a", Role::Administrator).unwrap();
    let access = azure()
        .access_token("company-a", Role::Administrator)
        .unwrap();
    Shown {
        proofs: vec![
            json!({"kind": "azureDevOps", "appToken": app, "accessToken": access}),
            json!({"kind": "personalAccessToken", "token": pat}),
            json!({"kind": "personalAccessToken", "token": reader_pat}),
        ],
        secrets: vec![
            pat.clone(),
            reader_pat.clone(),
            app,
            access,
            known.secret.clone(),
        ],
    }
}

/// All that a node can be told to write, while people sign in and are refused.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_gives_no_secret_away() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let node = NodeProcess::start_talkative("company-a").await;
    let Shown {
        mut proofs,
        mut secrets,
    } = shown_to_sign_in();
    let stolen = azure()
        .access_token("company-b", Role::Administrator)
        .unwrap();
    let mistyped = "a-mistyped-personal-access-token";
    proofs.push(json!({"kind": "azureDevOps", "appToken": secrets[2], "accessToken": stolen}));
    proofs.push(json!({"kind": "azureDevOps", "appToken": stolen, "accessToken": secrets[3]}));
    proofs.push(json!({"kind": "personalAccessToken", "token": mistyped}));
    secrets.extend([stolen, mistyped.to_owned()]);
    // As it is sent to Azure DevOps.
    secrets.extend([0, 1, 6].map(|at| STANDARD.encode(format!(":{}", secrets[at]))));
    for proof in &proofs {
        let (_, session) = node.post("/api/v1/session", None, proof).await.unwrap();
        secrets.extend(session["token"].as_str().map(str::to_owned));
    }
    // What can't be read is told by its place only.
    let unread = json!({"kind": "personalAccessToken", "token": [mistyped]});
    let (status, _) = node.post("/api/v1/session", None, &unread).await.unwrap();
    assert_eq!(status, 400);
    let log = node.log();
    assert_eq!(log.matches("a sign-in was refused").count(), 3);
    for (at, secret) in secrets.iter().enumerate() {
        assert!(!log.contains(secret), "secret {at} is in the log");
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_gives_no_secret_away() {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    let (a, b) = pair(&Database::Sqlite).await;
    let shown = shown_to_sign_in();
    for proof in &shown.proofs {
        let (status, session) = a
            .send(
                Method::POST,
                "/api/v1/session",
                None,
                None,
                Some(proof.clone()),
            )
            .await;
        assert_eq!(status, 200, "{session}");
    }
    let code = a.invite(Some(&b.url), "a_to_b").await;
    let key = InvitationCode::decode(&code).unwrap().one_time_key;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let mut secrets = vec![
        code.as_bytes().to_vec(),
        key.to_vec(),
        URL_SAFE_NO_PAD.encode(key).into_bytes(),
        STANDARD.encode(key).into_bytes(),
        a.admin().as_bytes().to_vec(),
        b.admin().as_bytes().to_vec(),
        crate::support::azure()
            .organization("company-a")
            .unwrap()
            .pat
            .clone()
            .into_bytes(),
        std::fs::read(a.folder.path().join("identity.key")).unwrap(),
        std::fs::read(a.folder.path().join("vault.key")).unwrap(),
    ];
    secrets.extend(shown.secrets.into_iter().map(String::into_bytes));
    let mut looked_at = 0;
    for folder in [a.folder.path(), b.folder.path()] {
        for file in std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if file.extension().is_some_and(|extension| extension == "key") {
                continue;
            }
            let content = std::fs::read(&file).unwrap();
            looked_at += content.len();
            for (at, secret) in secrets.iter().enumerate() {
                assert!(
                    !contains(&content, secret),
                    "secret {at} in {}",
                    file.display()
                );
            }
        }
    }
    assert!(looked_at > 50_000, "the databases were there to be read");
}
