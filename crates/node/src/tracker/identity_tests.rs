//! The verifier against a real local Azure DevOps: who is believed, and why others are not.

use super::*;
use crate::ports::{Clock, SystemClock};
use crate::store::{Facts, Store};
use crate::tracker::SignInRefusal as R;
use local_azure_devops::{Config, Role as Who, Running};
use tempfile::TempDir;
use url::Url;

/// A local Azure DevOps, and the store of a node.
struct World {
    azure: Running,
    store: Store,
    _folder: TempDir,
}

/// What a verifier said, in a form that can be compared.
#[derive(Debug, PartialEq)]
enum Said {
    Believed(Role),
    Refused(R),
    Failed(ErrorCode),
}

impl World {
    async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config {
            listen: "127.0.0.1:0".parse().expect("an address"),
            gallery_listen: "127.0.0.1:0".parse().expect("an address"),
            data_dir: folder.path().join("azure"),
            sdk_dir: None,
            publisher: "crosslink".to_owned(),
        };
        Self {
            azure: local_azure_devops::start(config).await.expect("starts"),
            store: Store::open(None, &folder.path().join("node"))
                .await
                .expect("opens"),
            _folder: folder,
        }
    }

    fn url(&self, organization: &str) -> Url {
        let url = self.azure.organization_url(organization);
        url.parse().expect("a URL")
    }

    /// A node at this URL, with the keys of company A's extension.
    fn at(&self, url: &Url) -> AzureDevOpsIdentity {
        let a = self.azure.organization("company-a").expect("company A");
        let keys = format!("{}={}", a.audience, a.secret);
        self.with_keys(url, AppTokenKeys::parse(&keys).expect("keys"))
    }

    fn with_keys(&self, url: &Url, keys: AppTokenKeys) -> AzureDevOpsIdentity {
        AzureDevOpsIdentity::new(
            keys,
            Arc::new(AzureDevOps::new(url).expect("a client")),
            Arc::new(OwnOrganization::new(self.store.clone())),
        )
    }

    fn app_token(&self, organization: &str) -> String {
        let token = self.azure.app_token(organization, Who::Administrator);
        token.expect("a token")
    }

    fn access_token(&self, organization: &str, who: Who) -> String {
        let token = self.azure.access_token(organization, who);
        token.expect("a token")
    }

    fn pat(&self, organization: &str) -> String {
        let organization = self.azure.organization(organization);
        organization.expect("an organisation").pat.clone()
    }

    /// Says that the node belongs to another organisation.
    async fn remember_another(&self) {
        let mut tx = self.store.begin().await.expect("begins");
        let another = "6c1b9a58-2f0e-4a53-9c44-0a3a4a1f7d10";
        Facts::set(&mut tx, "organization", another)
            .await
            .expect("writes");
        tx.commit().await.expect("commits");
    }
}

async fn said(verifier: &dyn IdentityVerifier, evidence: &Evidence<'_>) -> Said {
    match verifier.verify(evidence, SystemClock.now()).await {
        Ok(user) => Said::Believed(user.role),
        Err(NotVerified::Refused(reason)) => Said::Refused(reason),
        Err(NotVerified::Tracker(code)) => Said::Failed(code),
        Err(NotVerified::Store(error)) => panic!("{error}"),
    }
}

async fn shown(verifier: &dyn IdentityVerifier, app_token: &str, access_token: &str) -> Said {
    let evidence = Evidence::Extension {
        app_token,
        access_token,
    };
    said(verifier, &evidence).await
}

#[tokio::test]
async fn the_two_tokens_of_the_extension_are_believed_together_only() {
    let world = World::start().await;
    let node = world.at(&world.url("company-a"));
    let app = world.app_token("company-a");
    let admin = world.access_token("company-a", Who::Administrator);
    let reader = world.access_token("company-a", Who::Reader);
    let other_app = world.app_token("company-b");
    let other = world.access_token("company-b", Who::Administrator);
    let pat = world.pat("company-a");
    let long = "x".repeat(TOKEN_MAX + 1);
    let (message, _) = app.rsplit_once('.').expect("a token");
    let forged = format!("{message}.{}", "A".repeat(43));
    let refused = Said::Refused;
    for (what, app_token, access_token, expected) in [
        (
            "an administrator",
            &app,
            &admin,
            Said::Believed(Role::Admin),
        ),
        ("a reader", &app, &reader, Said::Believed(Role::Reader)),
        (
            "somebody of company B",
            &app,
            &other,
            refused(R::Credential),
        ),
        (
            "company B's extension",
            &other_app,
            &admin,
            refused(R::UnknownAudience),
        ),
        (
            "an outsider",
            &app,
            &"outsider".to_owned(),
            refused(R::Credential),
        ),
        (
            "the tokens the wrong way round",
            &admin,
            &app,
            refused(R::UnknownAudience),
        ),
        ("the app token twice", &app, &app, refused(R::Credential)),
        (
            "a personal access token as access token",
            &app,
            &pat,
            refused(R::Credential),
        ),
        ("a forged app token", &forged, &admin, refused(R::Signature)),
        (
            "no app token",
            &String::new(),
            &admin,
            refused(R::Malformed),
        ),
        (
            "no access token",
            &app,
            &String::new(),
            refused(R::StrangeCredential),
        ),
        (
            "two headers",
            &app,
            &format!("{admin}\r\nx: y"),
            refused(R::StrangeCredential),
        ),
        ("a huge app token", &long, &admin, refused(R::TooLong)),
        ("a huge access token", &app, &long, refused(R::TooLong)),
    ] {
        assert_eq!(
            shown(&node, app_token, access_token).await,
            expected,
            "{what}"
        );
    }
    let without_keys = world.with_keys(&world.url("company-a"), AppTokenKeys::default());
    assert_eq!(shown(&without_keys, &app, &admin).await, refused(R::NoKeys));
}

#[tokio::test]
async fn a_personal_access_token_is_believed_where_it_is_one_of_the_organisation() {
    let world = World::start().await;
    let node = world.at(&world.url("company-a"));
    let pat = world.pat("company-a");
    let reader = &world
        .azure
        .organization("company-a")
        .expect("company A")
        .reader_pat;
    let long = "x".repeat(PERSONAL_ACCESS_TOKEN_MAX + 1);
    for (what, token, expected) in [
        (
            "the administrator's",
            pat.as_str(),
            Said::Believed(Role::Admin),
        ),
        ("the reader's", reader, Said::Believed(Role::Reader)),
        (
            "with white space around",
            &format!(" {pat}\r\n"),
            Said::Believed(Role::Admin),
        ),
        (
            "company B's",
            &world.pat("company-b"),
            Said::Refused(R::Credential),
        ),
        ("an unknown one", "unknown", Said::Refused(R::Credential)),
        ("none", " \n", Said::Refused(R::StrangeCredential)),
        (
            "with white space inside",
            "un known",
            Said::Refused(R::StrangeCredential),
        ),
        // Any extension that the person uses could have it.
        (
            "an access token",
            &world.access_token("company-a", Who::Administrator),
            Said::Refused(R::TooLong),
        ),
        (
            "a short access token",
            "aaa.bbb.ccc",
            Said::Refused(R::StrangeCredential),
        ),
        ("a huge one", &long, Said::Refused(R::TooLong)),
    ] {
        let verdict = said(&node, &Evidence::PersonalAccessToken(token)).await;
        assert_eq!(verdict, expected, "{what}");
    }
}

#[tokio::test]
async fn what_azure_devops_does_not_say_is_held_against_nobody() {
    let world = World::start().await;
    // Nothing listens at this port.
    let nowhere = "http://127.0.0.1:1/company-a";
    for (organization, expected) in [
        ("signed-out", Said::Refused(R::Credential)),
        ("unauthorised", Said::Refused(R::Credential)),
        ("forbidden", Said::Refused(R::Credential)),
        ("throttled", Said::Failed(ErrorCode::TrackerThrottled)),
        ("broken", Said::Failed(ErrorCode::TrackerUnreachable)),
        ("gibberish", Said::Failed(ErrorCode::TrackerUnexpected)),
        (
            "nobody-has-this-name",
            Said::Failed(ErrorCode::TrackerNotFound),
        ),
        ("nowhere", Said::Failed(ErrorCode::TrackerUnreachable)),
    ] {
        let url = match organization {
            "nowhere" => nowhere.parse().expect("a URL"),
            organization => world.url(organization),
        };
        let verdict = said(
            &world.at(&url),
            &Evidence::PersonalAccessToken("some-token"),
        )
        .await;
        assert_eq!(verdict, expected, "{organization}");
    }
}

#[tokio::test]
async fn another_organisation_under_the_same_url_is_refused_until_it_is_meant() {
    let world = World::start().await;
    let node = world.at(&world.url("company-a"));
    let pat = world.pat("company-a");
    let by_pat = Evidence::PersonalAccessToken(&pat);
    world.remember_another().await;
    let app = world.app_token("company-a");
    let admin = world.access_token("company-a", Who::Administrator);
    let other = Said::Refused(R::OtherOrganization);
    assert_eq!(shown(&node, &app, &admin).await, other);
    assert_eq!(said(&node, &by_pat).await, other);

    node.organization.forget().await.expect("forgets");
    assert_eq!(said(&node, &by_pat).await, Said::Believed(Role::Admin));
    // And that one is remembered now.
    let b = world.at(&world.url("company-b"));
    let pat = world.pat("company-b");
    assert_eq!(said(&b, &Evidence::PersonalAccessToken(&pat)).await, other);
}

#[tokio::test]
async fn a_refused_sign_in_decides_nothing_about_the_organisation() {
    let world = World::start().await;
    let b = world.at(&world.url("company-b"));
    let pat = world.pat("company-a");
    let refused = said(&b, &Evidence::PersonalAccessToken(&pat)).await;
    assert_eq!(refused, Said::Refused(R::Credential));
    let a = world.at(&world.url("company-a"));
    let believed = said(&a, &Evidence::PersonalAccessToken(&pat)).await;
    assert_eq!(believed, Said::Believed(Role::Admin));
}

#[tokio::test]
async fn the_node_itself_remembers_the_organisation_before_anybody_signs_in() {
    let world = World::start().await;
    let a = world.at(&world.url("company-a"));
    let pat = world.pat("company-a");
    a.organization.look(&a.tracker, &pat).await.expect("looks");
    let b = world.at(&world.url("company-b"));
    let pat = world.pat("company-b");
    let refused = said(&b, &Evidence::PersonalAccessToken(&pat)).await;
    assert_eq!(refused, Said::Refused(R::OtherOrganization));
}
