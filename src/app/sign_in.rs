//! Who is signed in: found out at the start, kept up while the page is open, and said when it ends.

use crate::backend::{Api, ApiError, SessionKeeper};
use crate::clock;
use crate::host::handover::Incoming;
use crate::host::{Host, azure_devops, navigation, tab};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::session::{Role, Session, SessionProof, User};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

/// How far the page has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Finding out who is signed in.
    Starting,
    /// It goes no further.
    Stopped(Stop),
    /// Somebody is signed in.
    SignedIn(User),
}

/// A [`Stage`] without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// See [`Stage::Starting`].
    Starting,
    /// See [`Stage::Stopped`].
    Stopped,
    /// See [`Stage::SignedIn`].
    SignedIn,
}

/// Why the page goes no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// In a tab, and without a sign-in link.
    NobodySignedIn,
    /// The session is over.
    SessionEnded,
    /// The page around this one is not of Azure DevOps.
    NotInAzureDevOps,
    /// Azure DevOps gave no token.
    NoToken,
    /// The node refused or failed.
    Failed(ApiError),
}

impl Stage {
    /// Without its details.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Starting => Kind::Starting,
            Self::Stopped(_) => Kind::Stopped,
            Self::SignedIn(_) => Kind::SignedIn,
        }
    }

    /// Who is signed in; somebody without a name who may only look, where nobody is.
    pub fn user(&self) -> User {
        match self {
            Self::SignedIn(user) => user.clone(),
            _ => User {
                display_name: String::new(),
                role: Role::Reader,
            },
        }
    }
}

/// Keeps the session up.
pub struct Keeper {
    host: Host,
    stage: RwSignal<Stage>,
}

impl Keeper {
    /// A keeper that says at `stage` how things are.
    pub fn new(host: Host, stage: RwSignal<Stage>) -> Self {
        Self { host, stage }
    }
}

impl SessionKeeper for Keeper {
    fn proof(&self) -> Pin<Box<dyn Future<Output = Option<SessionProof>>>> {
        let host = self.host;
        Box::pin(async move {
            match host {
                Host::AzureDevOps => azure_devops::proof().await,
                Host::Tab => None,
            }
        })
    }

    fn opened(&self, session: &Session) {
        if self.host == Host::Tab {
            tab::keep_session(session);
        }
        let signed_in = Stage::SignedIn(session.user.clone());
        if self.stage.with_untracked(|stage| *stage != signed_in) {
            self.stage.set(signed_in);
        }
    }

    fn ended(&self, _code: ErrorCode) {
        tab::forget_session();
        self.stage.set(Stage::Stopped(Stop::SessionEnded));
    }
}

thread_local! {
    /// The token of the one-time link, until the node has answered to it: a retry still has it.
    static LINK: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Finds out who is signed in.
pub fn begin(api: Api, host: Host, stage: RwSignal<Stage>, incoming: Incoming) {
    stage.set(Stage::Starting);
    spawn_local(async move {
        let outcome = match host {
            Host::AzureDevOps => in_azure_devops(&api, incoming).await,
            Host::Tab => in_tab(&api).await,
        };
        if let Err(stop) = outcome {
            if host == Host::AzureDevOps {
                // The page itself says it, with a way to try again; the host only has to stop waiting.
                azure_devops::loaded();
            }
            stage.set(Stage::Stopped(stop));
        }
    });
}

async fn in_azure_devops(api: &Api, incoming: Incoming) -> Result<(), Stop> {
    if !azure_devops::connect().await {
        return Err(Stop::NotInAzureDevOps);
    }
    // Not waited for: whoever signs in doesn't depend on the address bar.
    spawn_local(navigation::take_handover(incoming));
    let proof = azure_devops::proof().await.ok_or(Stop::NoToken)?;
    api.sign_in(&proof).await.map_err(Stop::Failed)
}

async fn in_tab(api: &Api) -> Result<(), Stop> {
    if let Some(token) = tab::take_sign_in_token() {
        LINK.set(Some(token));
    }
    let kept = tab::kept_session().filter(|session| session.expires_at > clock::now());
    let refused = match LINK.with_borrow(Clone::clone) {
        None => Stop::NobodySignedIn,
        Some(token) => match api.sign_in(&SessionProof::SignInLink { token }).await {
            Ok(()) => {
                LINK.set(None);
                return Ok(());
            }
            Err(error) if error.nothing_was_done() => {
                LINK.set(None);
                Stop::Failed(error)
            }
            // Perhaps the node is back in a moment.
            Err(error) => return Err(Stop::Failed(error)),
        },
    };
    // A link that was used before still finds the session that it opened in this tab.
    let session = kept.ok_or(refused)?;
    api.resume(&session);
    Ok(())
}
