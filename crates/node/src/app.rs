//! The node as a whole: what it is made of, how it starts and stops.

use crate::config::{Config, PublicUrl};
use crate::failure::Failure;
use crate::http;
use crate::jobs;
use crate::keys::{KeyError, Keys};
use crate::licensing::Licensing;
use crate::peer::{Calls, Guard, Identity, Peers};
use crate::ports::{Clock, Entropy, new_id};
use crate::reach::Reach;
use crate::store::{Activity, Facts, Store, StoreError, Tx};
use crate::tracker::{
    AzureDevOps, AzureDevOpsIdentity, IdentityVerifier, OwnOrganization, Projects,
};
use crate::vault::Vault;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::activity::ActivityEntry;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::peer::{NodeInfo, PROTOCOL, Tracker};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long requests under way may take when the node stops.
const DRAIN: Duration = Duration::from_secs(5);

/// Everything that handlers and jobs use.
pub(crate) struct App {
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) identity: Arc<Identity>,
    pub(crate) peers: Peers,
    pub(crate) tracker: Arc<AzureDevOps>,
    pub(crate) organization: Arc<OwnOrganization>,
    pub(crate) verifier: Box<dyn IdentityVerifier>,
    pub(crate) projects: Projects,
    pub(crate) limits: http::Limits,
    pub(crate) reach: Reach,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

impl App {
    /// Writes down who did what with a connection, in the transaction that does it.
    ///
    /// # Errors
    /// When the store fails, or there is no randomness for an id.
    pub(crate) async fn note(
        &self,
        tx: &mut Tx,
        connection: &ConnectionId,
        entry: &ActivityEntry,
    ) -> Result<(), Failure> {
        let id = new_id(&*self.clock, &*self.entropy)?;
        Ok(Activity::write(tx, &id, connection, entry).await?)
    }
}

/// Why a node doesn't start. Each is a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken, or not this machine's.
    #[error(
        "The node can't listen at {address}: {source}. Another program may use this port; choose one with --listen."
    )]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The keys can't be read or made.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database can't be opened.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Encryption can't be set up.
    #[error("The node's encryption can't be set up: {0}")]
    Crypto(Box<dyn std::error::Error + Send + Sync>),
    /// The key is not the one that the database belongs to: it was lost, and a new one was made in its place.
    #[error(
        "The key in {} is not the one that this node's database was made with. Restore identity.key and vault.key from a \
         backup; with another key all connections would be cut.",
        .0.display()
    )]
    OtherIdentity(std::path::PathBuf),
    /// The built console is not where it should be.
    #[error("There is no built console in {}: index.html is missing. Build it, or leave --console-dir out.", .0.display())]
    Console(std::path::PathBuf),
    /// A link can't be made.
    #[error("A sign-in link can't be made: {0}")]
    Link(#[from] Failure),
}

/// A node that runs.
pub struct Running {
    /// The address it listens at.
    pub address: SocketAddr,
    /// A one-time sign-in link, if the settings asked for one.
    pub sign_in_link: Option<String>,
    stop: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
    jobs: Vec<JoinHandle<()>>,
    store: Store,
}

impl Running {
    /// Stops the node: no new requests, those under way get a few seconds.
    pub async fn stop(self) {
        // Nobody listens any more only when everything has ended already.
        let _ = self.stop.send(true);
        let abort = self.server.abort_handle();
        if tokio::time::timeout(DRAIN, self.server).await.is_err() {
            tracing::warn!(
                "requests were still under way after {} s; they are cut",
                DRAIN.as_secs()
            );
            abort.abort();
        }
        for job in self.jobs {
            let _ = tokio::time::timeout(DRAIN, job).await;
        }
        self.store.close().await;
    }
}

/// Starts a node with this clock and this randomness.
///
/// # Errors
/// [`StartError`], each a sentence that says what to do.
pub async fn start(
    config: Config,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<Running, StartError> {
    // The provider may be installed already, by an embedding program or another node of the same process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    if let Some(folder) = config
        .console_dir
        .as_ref()
        .filter(|folder| !folder.join("index.html").is_file())
    {
        return Err(StartError::Console(folder.clone()));
    }
    let store = Store::open(config.place.database_url.as_deref(), &config.place.data_dir).await?;
    let address = config.listen;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen { address, source })?;
    let address = listener
        .local_addr()
        .map_err(|source| StartError::Listen { address, source })?;
    let licensing = Arc::new(Licensing::load(&config, &store, Arc::clone(&clock)).await?);
    let app = Arc::new(build(
        config,
        store.clone(),
        address,
        licensing,
        clock,
        entropy,
    )?);
    own_database(&app).await?;
    if !app.config.allow_private_destinations.is_empty() {
        let ranges = &app.config.allow_private_destinations;
        tracing::warn!(
            "destinations in private networks are allowed, also without TLS: {ranges:?}"
        );
    }
    let sign_in_link = match app.config.sign_in_link {
        true => Some(
            http::new_sign_in_link(
                &app.store,
                &*app.clock,
                &*app.entropy,
                &format!("http://{address}"),
            )
            .await?,
        ),
        false => None,
    };
    let (stop, stopped) = watch::channel(false);
    let jobs = jobs::start(&app, &stopped);
    let service =
        http::router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move {
        axum::serve(listener, service)
            .with_graceful_shutdown(jobs::until(stopped))
            .await
    });
    Ok(Running {
        address,
        sign_in_link,
        stop,
        server,
        jobs,
        store,
    })
}

fn build(
    config: Config,
    store: Store,
    address: SocketAddr,
    licensing: Arc<Licensing>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<App, StartError> {
    fn crypto(error: impl std::error::Error + Send + Sync + 'static) -> StartError {
        StartError::Crypto(Box::new(error))
    }
    let keys = Keys::load(&config.place.data_dir, &*entropy)?;
    let identity = Arc::new(Identity::from_seed(&keys.identity).map_err(crypto)?);
    let tracker = Arc::new(AzureDevOps::new(&config.organization_url).map_err(crypto)?);
    let own = node_info(&config, &identity, address);
    let organization = Arc::new(OwnOrganization::new(store.clone()));
    let verifier = Box::new(AzureDevOpsIdentity::new(
        config.app_token_keys.clone(),
        Arc::clone(&tracker),
        Arc::clone(&organization),
    ));
    let calls = Calls::new(Guard::new(&config.allow_private_destinations)).map_err(crypto)?;
    Ok(App {
        vault: Vault::new(&keys.vault).map_err(crypto)?,
        peers: Peers {
            calls,
            identity: Arc::clone(&identity),
            own,
            licensing,
            clock: Arc::clone(&clock),
            entropy: Arc::clone(&entropy),
        },
        projects: Projects::new(
            Arc::clone(&tracker),
            config.azure_devops_token.clone(),
            Arc::clone(&clock),
        ),
        limits: http::Limits::default(),
        reach: Reach::new().map_err(crypto)?,
        identity,
        tracker,
        organization,
        verifier,
        store,
        config,
        clock,
        entropy,
    })
}

/// A lost key folder must not silently make another node of this one.
async fn own_database(app: &App) -> Result<(), StartError> {
    let fingerprint = URL_SAFE_NO_PAD.encode(app.identity.fingerprint());
    let mut tx = app.store.begin().await?;
    let written = Facts::identity(&mut tx, &fingerprint).await?;
    tx.commit().await.map_err(StoreError::from)?;
    if written == fingerprint {
        Ok(())
    } else {
        Err(StartError::OtherIdentity(app.config.place.data_dir.clone()))
    }
}

/// What this node tells everybody. The modes are those of the licence, put in by `Peers::own_info`.
fn node_info(config: &Config, identity: &Identity, address: SocketAddr) -> NodeInfo {
    let url = config.public_url.as_ref().map(|url| match url {
        PublicUrl::Listen => format!("http://{address}"),
        PublicUrl::At(url) => url.clone(),
    });
    NodeInfo {
        protocol: PROTOCOL,
        uid: identity.uid(),
        public_key: identity.public_key.clone(),
        name: config.name.clone(),
        console_url: config.console_url.clone().or_else(|| {
            let served = config.console_dir.is_some();
            url.as_ref().filter(|_| served).map(|url| format!("{url}/"))
        }),
        url,
        tracker: Tracker {
            kind: "azureDevOps".to_owned(),
            url: config
                .organization_url
                .as_str()
                .trim_end_matches('/')
                .to_owned(),
        },
        version: env!("CARGO_PKG_VERSION").to_owned(),
        modes: Vec::new(),
    }
}
