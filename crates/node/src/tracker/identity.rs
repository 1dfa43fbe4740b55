//! Who somebody is, by what they show.

use super::{AppTokenKeys, AzureDevOps, Credential, NotVerified, OwnOrganization, SignInRefusal};
use crosslink_protocol::session::{
    PERSONAL_ACCESS_TOKEN_MAX, Role, TOKEN_MAX, User, personal_access_token,
};
use crosslink_protocol::{ErrorCode, Timestamp};
use std::pin::Pin;
use std::sync::Arc;

/// What somebody shows.
pub(crate) enum Evidence<'a> {
    /// The two tokens that Azure DevOps gives to the extension's page.
    Extension {
        /// For this node: says that its page asks.
        app_token: &'a str,
        /// For Azure DevOps: says who it is.
        access_token: &'a str,
    },
    /// A personal access token of the organisation.
    PersonalAccessToken(&'a str),
}

/// What a verifier will say.
pub(crate) type Verdict<'a> = Pin<Box<dyn Future<Output = Result<User, NotVerified>> + Send + 'a>>;

/// Finds out who somebody is, and what they may do. The seam for other kinds of tokens than today's.
pub(crate) trait IdentityVerifier: Send + Sync {
    /// Who has shown this. What was shown is forgotten with the answer.
    fn verify<'a>(&'a self, evidence: &'a Evidence<'a>, now: Timestamp) -> Verdict<'a>;
}

/// Asks Azure DevOps.
///
/// Name and rights are always those of the access token's owner, as the organisation itself says. The app token is one more
/// condition: that our extension's page asks. That both are of the same person can't be told from them, since the user id
/// in app tokens need not be the one in Azure DevOps (`azure-devops-extension-sdk` issues 16 and 44). App tokens come again
/// as long as they are valid, because the page gets the same one for each renewal: a replay shows nothing new without the
/// access token.
pub(crate) struct AzureDevOpsIdentity {
    keys: AppTokenKeys,
    tracker: Arc<AzureDevOps>,
    organization: Arc<OwnOrganization>,
}

impl AzureDevOpsIdentity {
    /// For this extension, in this organisation.
    pub(crate) fn new(
        keys: AppTokenKeys,
        tracker: Arc<AzureDevOps>,
        organization: Arc<OwnOrganization>,
    ) -> Self {
        Self {
            keys,
            tracker,
            organization,
        }
    }

    /// Who this is in the organisation, as the organisation itself says, and what they may do there just now.
    async fn member(&self, credential: &Credential<'_>) -> Result<User, NotVerified> {
        let member = self.tracker.member(credential).await.map_err(failure)?;
        self.organization.check(member.organization).await?;
        let role = match self.tracker.role(credential).await {
            Ok(role) => role,
            // Who may not even ask what they may do, may look.
            Err(ErrorCode::TrackerForbidden) => Role::Reader,
            Err(code) => return Err(failure(code)),
        };
        Ok(User {
            display_name: member.display_name,
            role,
        })
    }
}

impl IdentityVerifier for AzureDevOpsIdentity {
    fn verify<'a>(&'a self, evidence: &'a Evidence<'a>, now: Timestamp) -> Verdict<'a> {
        Box::pin(async move {
            let credential = checked(evidence)?;
            if let Evidence::Extension { app_token, .. } = evidence {
                self.keys.verify(app_token, now)?;
            }
            self.member(&credential).await
        })
    }
}

/// What Azure DevOps is shown, if it can be a token at all. Lengths come first, before any work.
fn checked<'a>(evidence: &Evidence<'a>) -> Result<Credential<'a>, SignInRefusal> {
    match *evidence {
        Evidence::Extension {
            app_token,
            access_token,
        } => {
            if app_token.len() > TOKEN_MAX || access_token.len() > TOKEN_MAX {
                return Err(SignInRefusal::TooLong);
            }
            // RFC 6750, section 2.1.
            let fits = |c: u8| c.is_ascii_alphanumeric() || b"-._~+/=".contains(&c);
            if access_token.is_empty() || !access_token.bytes().all(fits) {
                return Err(SignInRefusal::StrangeCredential);
            }
            Ok(Credential::AccessToken(access_token))
        }
        Evidence::PersonalAccessToken(text) => {
            let token = personal_access_token(text);
            if token.len() > PERSONAL_ACCESS_TOKEN_MAX {
                return Err(SignInRefusal::TooLong);
            }
            // No dots: Azure DevOps takes an access token in this place, too, and every extension gets some of whoever opens
            // it. With one of those the owner of another extension could sign in as its user.
            let fits = |c: u8| c.is_ascii_alphanumeric() || b"-_".contains(&c);
            if token.is_empty() || !token.bytes().all(fits) {
                return Err(SignInRefusal::StrangeCredential);
            }
            Ok(Credential::Pat(token))
        }
    }
}

/// What a failed call says of the person.
fn failure(code: ErrorCode) -> NotVerified {
    match code {
        // The token of somebody of another organisation, or an old one.
        ErrorCode::TrackerSignInNeeded | ErrorCode::TrackerForbidden => {
            SignInRefusal::Credential.into()
        }
        other => NotVerified::Tracker(other),
    }
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
