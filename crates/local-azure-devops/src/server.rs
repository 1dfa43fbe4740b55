//! Starting and stopping.

use crate::app::App;
use crate::error::{HubUrlError, StartError, TokenError};
use crate::installations::Installations;
use crate::organization::{Organization, Role};
use crate::store::Store;
use crate::{gallery, local, rest, settings};
use axum::Router;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

/// How long `stop` waits for requests under way.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// How to start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The loopback address to listen on; port 0 means any free one.
    pub listen: SocketAddr,
    /// Where the data is kept; made when it isn't there.
    pub data_dir: PathBuf,
    /// The `esm` directory of the npm package `azure-devops-extension-sdk`. Without it, the settings
    /// page can't frame a hub and says so.
    pub sdk_dir: Option<PathBuf>,
    /// The publisher of the extension: the first part of its contributions' ids.
    pub publisher: String,
    /// The loopback address of the gallery, which serves the files of installed extensions; port 0 means
    /// any free one.
    pub gallery_listen: SocketAddr,
}

/// A local Azure DevOps that answers requests until it is stopped or dropped.
pub struct Running {
    /// The address it listens at.
    pub address: SocketAddr,
    /// The address of the gallery.
    pub gallery: SocketAddr,
    app: Arc<App>,
    shutdown: watch::Sender<()>,
    servers: [JoinHandle<()>; 2],
}

/// Starts a local Azure DevOps.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let (listener, address) = listen(config.listen).await?;
    let (gallery_listener, gallery) = listen(config.gallery_listen).await?;
    let store = Store::open(&config.data_dir).await?;
    let organizations = store
        .organizations()
        .await
        .map_err(|source| StartError::Database {
            path: config.data_dir.clone(),
            source,
        })?;
    let app = Arc::new(App {
        store,
        organizations,
        installations: Installations::default(),
        address,
        gallery,
        sdk_dir: config.sdk_dir,
        publisher: config.publisher,
    });
    app.restore_extensions()
        .await
        .map_err(|source| StartError::Database {
            path: config.data_dir,
            source,
        })?;
    let (shutdown, stopped) = watch::channel(());
    let servers = [
        serve(listener, router(&app), stopped.clone()),
        serve(gallery_listener, gallery_router(&app), stopped),
    ];
    Ok(Running {
        address,
        gallery,
        app,
        shutdown,
        servers,
    })
}

fn serve(
    listener: TcpListener,
    router: Router,
    mut stopped: watch::Receiver<()>,
) -> JoinHandle<()> {
    let serve = axum::serve(listener, router).with_graceful_shutdown(async move {
        // An error means that `Running` was dropped, which is a wish to stop, too.
        stopped.changed().await.ok();
    });
    tokio::spawn(async move {
        if let Err(error) = serve.await {
            tracing::error!(%error, "the server ended");
        }
    })
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    if !address.ip().is_loopback() {
        return Err(StartError::NotLoopback { address });
    }
    let bound = async {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    bound.await.map_err(|source: std::io::Error| {
        if source.kind() == ErrorKind::AddrInUse {
            StartError::AddressInUse { address }
        } else {
            StartError::Listen { address, source }
        }
    })
}

fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new()
        .merge(rest::router(app))
        .merge(settings::router())
        .merge(local::router())
        .with_state(app.clone());
    if let Some(directory) = &app.sdk_dir {
        router = router.nest_service("/_sdk", ServeDir::new(directory));
    }
    router.layer(axum::middleware::from_fn(local::require_local_host))
}

fn gallery_router(app: &Arc<App>) -> Router {
    gallery::router()
        .with_state(app.clone())
        .layer(axum::middleware::from_fn(local::require_local_host))
}

impl Running {
    /// The organisation of this name.
    pub fn organization(&self, name: &str) -> Option<&Organization> {
        self.app.organization(name).map(AsRef::as_ref)
    }

    /// The address of an organisation, without a slash at the end. The names `signed-out`,
    /// `unauthorised`, `forbidden`, `throttled`, `broken` and `gibberish` have one as well: each
    /// answers every REST call with the failure that it is named after.
    pub fn organization_url(&self, name: &str) -> String {
        self.app.organization_url(name)
    }

    /// Mints the token that `SDK.getAppToken()` gives to this user.
    pub fn app_token(&self, organization: &str, role: Role) -> Result<String, TokenError> {
        self.app.app_token(organization, role)
    }

    /// Mints the token that `SDK.getAccessToken()` gives to this user.
    pub fn access_token(&self, organization: &str, role: Role) -> Result<String, TokenError> {
        self.app.access_token(organization, role)
    }

    /// Says where the settings page of an organisation frames the hub from; `None` forgets it.
    pub async fn set_hub_url(
        &self,
        organization: &str,
        url: Option<&str>,
    ) -> Result<(), HubUrlError> {
        self.app.set_hub_url(organization, url).await
    }

    /// Stops: no new requests, a few seconds for those under way.
    pub async fn stop(self) {
        // The receivers are gone only when the servers have ended already.
        self.shutdown.send(()).ok();
        let end = tokio::time::Instant::now() + STOP_WITHIN;
        for mut server in self.servers {
            if tokio::time::timeout_at(end, &mut server).await.is_err() {
                server.abort();
            }
        }
        self.app.store.close().await;
    }
}
