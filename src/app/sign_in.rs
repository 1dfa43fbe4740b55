//! Who is signed in: found out at the start, kept up while the page is open, and said when it ends.

use crate::backend::{Api, ApiError, Renewing, SessionKeeper};
use crate::clock;
use crate::host::handover::Incoming;
use crate::host::languages::PageLanguage;
use crate::host::{Handshake, Host, azure_devops, navigation, tab};
use crate::sign_in::stop::Stop;
use crosslink_protocol::session::{Role, Session, SessionProof, User};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;

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
    fn renew<'a>(&'a self, api: &'a Api, _: Option<String>) -> Renewing<'a> {
        Box::pin(async move {
            match self.host {
                Host::AzureDevOps => by_azure_devops(api).await,
                Host::Tab => Ok(None),
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

    fn ended(&self) {
        end(self.stage, Stop::SessionEnded);
    }
}

/// The session is over.
pub fn end(stage: RwSignal<Stage>, why: Stop) {
    tab::forget_session();
    stage.set(Stage::Stopped(why));
}

/// A session for whoever is signed in to Azure DevOps; `None` where it gives no token. A refused one is asked for once more:
/// Azure DevOps may have kept one that was too old.
async fn by_azure_devops(api: &Api) -> Result<Option<Session>, ApiError> {
    let mut refused_before = false;
    loop {
        let Some(proof) = azure_devops::proof().await else {
            return Ok(None);
        };
        match api.sign_in(&proof).await {
            Err(ApiError::SignedOut(_)) if !refused_before => refused_before = true,
            outcome => return outcome.map(Some),
        }
    }
}

thread_local! {
    /// The token of the one-time link, until the node has answered to it: a retry still has it.
    static LINK: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Finds out who is signed in.
pub fn begin(
    api: Api,
    host: Host,
    stage: RwSignal<Stage>,
    incoming: Incoming,
    language: PageLanguage,
) {
    stage.set(Stage::Starting);
    spawn_local(async move {
        // Before there is much to read.
        language.settle().await;
        let outcome = match host {
            Host::AzureDevOps => in_azure_devops(&api, incoming, language).await,
            Host::Tab => in_tab(&api).await,
        };
        let Err(stop) = outcome else { return };
        let late = stop == Stop::NotInAzureDevOps(Handshake::Silent);
        stage.set(Stage::Stopped(stop));
        if late && azure_devops::answers_late().await {
            // Unless somebody has pressed Retry meanwhile, which goes on from here, too.
            let waiting = Stage::Stopped(Stop::NotInAzureDevOps(Handshake::Silent));
            if stage.with_untracked(|stage| *stage == waiting) {
                begin(api, host, stage, incoming, language);
            }
        }
    });
}

async fn in_azure_devops(
    api: &Api,
    incoming: Incoming,
    language: PageLanguage,
) -> Result<(), Stop> {
    match azure_devops::connect().await {
        Ok(Handshake::Done) => {}
        Ok(other) => return Err(Stop::NotInAzureDevOps(other)),
        Err(_) => return Err(Stop::NotLoaded),
    }
    // The language of whoever is signed in there is known now.
    language.settle().await;
    // Not waited for: whoever signs in doesn't depend on the address bar.
    spawn_local(navigation::connect(incoming));
    match by_azure_devops(api).await {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(Stop::NoToken),
        Err(error) => Err(Stop::Failed(error)),
    }
}

async fn in_tab(api: &Api) -> Result<(), Stop> {
    if let Some(token) = tab::take_sign_in_token() {
        LINK.set(Some(token));
    }
    let kept = tab::kept_session().filter(|session| session.expires_at > clock::now());
    let refused = match LINK.with_borrow(Clone::clone) {
        None => Stop::NobodySignedIn,
        Some(token) => match api.sign_in(&SessionProof::SignInLink { token }).await {
            Ok(_) => {
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
