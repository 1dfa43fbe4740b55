//! Why the page goes no further, and what people, and the page around, are told then.

use crate::backend::ApiError;
use crate::host::{Handshake, Host};
use crate::text;

/// Why the page goes no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// In a tab, and without a sign-in link.
    NobodySignedIn,
    /// The session is over.
    SessionEnded,
    /// What connects to Azure DevOps couldn't be loaded.
    NotLoaded,
    /// The page around this one doesn't answer, or not as Azure DevOps does.
    NotInAzureDevOps(Handshake),
    /// Azure DevOps gave no token.
    NoToken,
    /// The node refused or failed.
    Failed(ApiError),
}

/// What people are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The heading.
    pub title: &'static str,
    /// The sentences below it.
    pub what: String,
    /// Something went wrong.
    pub wrong: bool,
    /// What they can do.
    pub then: Then,
    /// Only the page around or its owner can help, so that page has to know.
    pub host_helps: bool,
}

/// What people can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Try again.
    Retry,
    /// Sign in: in a tab only. Inside Azure DevOps that is where it is done.
    SignIn,
}

/// What people are told where the page stopped for this reason.
pub fn told(stop: &Stop, host: Host) -> Told {
    let in_tab = host == Host::Tab;
    let plain = |title, what: &str, then| Told {
        title,
        what: what.to_owned(),
        wrong: false,
        then,
        host_helps: false,
    };
    let wrong = |title, what: String, then| Told {
        title,
        what,
        wrong: true,
        then,
        host_helps: matches!(stop, Stop::NotLoaded | Stop::NoToken),
    };
    match stop {
        Stop::NobodySignedIn => plain(text::sign_in_title(), text::sign_in_there(), Then::SignIn),
        Stop::SessionEnded => {
            let then = if in_tab { Then::SignIn } else { Then::Retry };
            plain(
                text::session_ended_title(),
                text::session_ended_kept(),
                then,
            )
        }
        Stop::NotInAzureDevOps(_) => Told {
            host_helps: true,
            ..plain(
                text::not_in_azure_devops_title(),
                text::not_in_azure_devops_how(),
                Then::Retry,
            )
        },
        Stop::NotLoaded => wrong(
            text::cannot_start(),
            text::sdk_not_loaded().to_owned(),
            Then::Retry,
        ),
        Stop::NoToken => wrong(
            text::cannot_start(),
            text::no_token().to_owned(),
            Then::Retry,
        ),
        Stop::Failed(ApiError::SignedOut(_)) if !in_tab => wrong(
            text::outsider_title(),
            text::outsider().to_owned(),
            Then::Retry,
        ),
        Stop::Failed(error) => {
            // A refused link stays refused; anything else may be better in a moment.
            let refused = in_tab && error.is_final();
            let then = if refused { Then::SignIn } else { Then::Retry };
            wrong(text::cannot_start(), error.sentence(), then)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::ErrorCode;

    fn failures() -> [Stop; 4] {
        [
            Stop::Failed(ApiError::SignedOut(ErrorCode::SignInRefused)),
            Stop::Failed(ApiError::SignedOut(ErrorCode::SignInLinkUsed)),
            Stop::Failed(ApiError::Network),
            Stop::Failed(ApiError::from_answer(429, "", Some(5))),
        ]
    }

    #[test]
    fn inside_azure_devops_nobody_is_asked_to_sign_in() {
        let others = [
            Stop::SessionEnded,
            Stop::NotLoaded,
            Stop::NotInAzureDevOps(Handshake::Refused),
            Stop::NotInAzureDevOps(Handshake::Silent),
            Stop::NoToken,
        ];
        for stop in others.into_iter().chain(failures()) {
            let told = told(&stop, Host::AzureDevOps);
            assert_eq!(told.then, Then::Retry, "{stop:?}");
            assert!(!told.what.is_empty(), "{stop:?}");
        }
    }

    #[test]
    fn in_a_tab_one_signs_in_where_trying_again_brings_nothing() {
        let then = |stop: Stop| told(&stop, Host::Tab).then;
        assert_eq!(then(Stop::NobodySignedIn), Then::SignIn);
        assert_eq!(then(Stop::SessionEnded), Then::SignIn);
        assert_eq!(
            failures().map(then),
            [Then::SignIn, Then::SignIn, Then::Retry, Then::Retry]
        );
    }

    #[test]
    fn azure_devops_hears_of_what_this_page_can_not_mend() {
        for (stop, helps) in [
            (Stop::NotInAzureDevOps(Handshake::Refused), true),
            (Stop::NotInAzureDevOps(Handshake::Silent), true),
            (Stop::NoToken, true),
            (Stop::SessionEnded, false),
            (Stop::Failed(ApiError::Network), false),
        ] {
            assert_eq!(told(&stop, Host::AzureDevOps).host_helps, helps, "{stop:?}");
        }
    }

    #[test]
    fn whom_the_node_refuses_inside_azure_devops_is_told_why_that_may_be() {
        let refused = Stop::Failed(ApiError::SignedOut(ErrorCode::SignInRefused));
        let told = told(&refused, Host::AzureDevOps);
        assert_eq!((told.title, told.wrong), (text::outsider_title(), true));
        assert_eq!(told.what, text::outsider());
    }
}
