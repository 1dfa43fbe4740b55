//! The two tokens that the settings page gives to a hub.

use crate::organization::{Organization, Role};
use jsonwebtoken::errors::Error;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// The issuer of both; Azure DevOps writes it without a scheme.
const ISSUER: &str = "app.vstoken.visualstudio.com";
/// Seconds between `nbf` and `exp` of an app token, as seen in real ones.
const APP_TOKEN_SECONDS: u64 = 4_200;
const ACCESS_TOKEN_SECONDS: u64 = 3_600;
/// How long ago an expired token ended: longer than any leeway for clocks that differ.
const EXPIRED_SECONDS: u64 = 600;

/// When an app token was signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// Just now.
    Fresh,
    /// So long ago that it is good no more.
    Expired,
}

/// What an app token says: no organisation, no name, no rights.
#[derive(Serialize)]
struct AppTokenClaims<'a> {
    nameid: &'a str,
    tid: &'a str,
    jti: String,
    iss: &'static str,
    aud: &'a str,
    nbf: u64,
    exp: u64,
}

/// What our access token says. Nobody but Azure DevOps is meant to read one.
#[derive(Serialize, Deserialize)]
struct AccessTokenClaims {
    nameid: String,
    scp: String,
    jti: String,
    iss: String,
    aud: String,
    nbf: u64,
    exp: u64,
}

/// A token for the extension's backend, as `SDK.getAppToken()` answers.
pub(crate) fn app_token(
    organization: &Organization,
    role: Role,
    age: Age,
) -> Result<String, Error> {
    let nbf = match age {
        Age::Fresh => now(),
        Age::Expired => now().saturating_sub(APP_TOKEN_SECONDS + EXPIRED_SECONDS),
    };
    let claims = AppTokenClaims {
        nameid: &organization.user(role).name_id,
        tid: &organization.tenant_id,
        jti: Uuid::new_v4().to_string(),
        iss: ISSUER,
        aud: &organization.audience,
        nbf,
        exp: nbf + APP_TOKEN_SECONDS,
    };
    sign(&claims, &organization.secret)
}

/// A token for the REST calls of this organisation, as `SDK.getAccessToken()` answers. The scopes, with
/// blanks between them, are those of the extension.
pub(crate) fn access_token(
    organization: &Organization,
    role: Role,
    scopes: String,
) -> Result<String, Error> {
    let now = now();
    let claims = AccessTokenClaims {
        nameid: organization.user(role).id.clone(),
        scp: scopes,
        jti: Uuid::new_v4().to_string(),
        iss: ISSUER.to_owned(),
        aud: organization.instance_id.clone(),
        nbf: now,
        exp: now + ACCESS_TOKEN_SECONDS,
    };
    sign(&claims, &organization.access_token_key)
}

/// Whose access token this is, and its scopes; `None` for any other text, an app token included, and for
/// people who are no members.
pub(crate) fn owner_of_access_token(
    organization: &Organization,
    token: &str,
) -> Option<(Role, String)> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.leeway = 0;
    validation.validate_nbf = true;
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[&organization.instance_id]);
    let key = DecodingKey::from_secret(organization.access_token_key.as_bytes());
    let claims = jsonwebtoken::decode::<AccessTokenClaims>(token, &key, &validation)
        .ok()?
        .claims;
    let role = Role::MEMBERS
        .into_iter()
        .find(|role| organization.user(*role).id == claims.nameid)?;
    Some((role, claims.scp))
}

fn sign(claims: &impl Serialize, key: &str) -> Result<String, Error> {
    jsonwebtoken::encode(
        &Header::new(Algorithm::HS256),
        claims,
        &EncodingKey::from_secret(key.as_bytes()),
    )
}

/// Seconds since 1970; 0 on a machine whose clock stands before that.
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organization::User;

    fn user(id: &str) -> User {
        User {
            id: id.to_owned(),
            name_id: format!("{id}-in-app-tokens"),
            display_name: id.to_owned(),
            email: format!("{id}@company.example"),
        }
    }

    fn organization() -> Organization {
        Organization {
            name: "company".to_owned(),
            display_name: "Company".to_owned(),
            pat: "pat".to_owned(),
            reader_pat: "reader-pat".to_owned(),
            audience: "audience".to_owned(),
            secret: "secret".to_owned(),
            instance_id: "instance".to_owned(),
            tenant_id: "tenant".to_owned(),
            access_token_key: "key".to_owned(),
            administrator: user("administrator"),
            reader: user("reader"),
            outsider: User::outsider(),
        }
    }

    /// The reader's access token, valid between these times.
    fn token(nbf: u64, exp: u64) -> Result<String, Error> {
        let claims = AccessTokenClaims {
            nameid: "reader".to_owned(),
            scp: String::new(),
            jti: String::new(),
            iss: ISSUER.to_owned(),
            aud: "instance".to_owned(),
            nbf,
            exp,
        };
        sign(&claims, "key")
    }

    #[test]
    fn an_access_token_is_good_for_its_hour_only() -> Result<(), Error> {
        let organization = organization();
        let now = now();
        let owner =
            |token: String| owner_of_access_token(&organization, &token).map(|(role, _)| role);
        assert_eq!(owner(token(now, now + 60)?), Some(Role::Reader));
        assert_eq!(owner(token(now - 60, now - 1)?), None);
        assert_eq!(owner(token(now + 60, now + 120)?), None);
        Ok(())
    }

    #[test]
    fn an_app_token_is_no_access_token() -> Result<(), Error> {
        let organization = organization();
        let token = app_token(&organization, Role::Administrator, Age::Fresh)?;
        assert_eq!(owner_of_access_token(&organization, &token), None);
        let token = access_token(&organization, Role::Administrator, "vso.work".to_owned())?;
        let owner = owner_of_access_token(&organization, &token);
        assert_eq!(owner, Some((Role::Administrator, "vso.work".to_owned())));
        Ok(())
    }

    #[test]
    fn an_outsiders_access_token_opens_nothing() -> Result<(), Error> {
        let organization = organization();
        let token = access_token(&organization, Role::Outsider, String::new())?;
        assert_eq!(owner_of_access_token(&organization, &token), None);
        Ok(())
    }
}
