//! No secret stands in the database in a form that would help whoever reads it.

use crate::support::{Database, pair};
use crosslink_protocol::invitation_code::InvitationCode;

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
    let code = a.invite(Some(&b.url), "a_to_b").await;
    let key = InvitationCode::decode(&code).unwrap().one_time_key;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let secrets = [
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
