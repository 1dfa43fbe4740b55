//! What an operator does with a node's data from the command line, also while the node runs: it reads all of this from the
//! database each time.

use crate::app::StartError;
use crate::config::Place;
use crate::http;
use crate::ports::{Clock, Entropy};
use crate::store::{Sessions, Store, StoreError};
use crate::tracker::OwnOrganization;

/// Makes a one-time link that signs in as an administrator at the node whose data is at `place`.
///
/// # Errors
/// [`StartError`], each a sentence that says what to do.
pub async fn sign_in_link(
    place: &Place,
    base: &str,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> Result<String, StartError> {
    let store = open(place).await?;
    let link = http::new_sign_in_link(&store, clock, entropy, base).await;
    store.close().await;
    Ok(link?)
}

/// Ends every session of the node whose data is at `place`, and takes back the sign-in links that nobody has used yet. For
/// when a secret was seen by somebody, or a device was lost. The number of sessions that ended.
///
/// # Errors
/// [`StartError`], each a sentence that says what to do.
pub async fn end_sessions(place: &Place, clock: &dyn Clock) -> Result<u64, StartError> {
    let store = open(place).await?;
    let ended = async {
        let mut tx = store.begin().await?;
        let ended = Sessions::delete_all(&mut tx, clock.now()).await?;
        tx.commit().await?;
        Ok::<_, StoreError>(ended)
    };
    let ended = ended.await;
    store.close().await;
    Ok(ended?)
}

/// Forgets which organisation the node at `place` belongs to: the next one that answers at its organisation URL is it.
///
/// # Errors
/// [`StartError`], each a sentence that says what to do.
pub async fn forget_organization(place: &Place) -> Result<(), StartError> {
    let store = open(place).await?;
    let forgotten = OwnOrganization::new(store.clone()).forget().await;
    store.close().await;
    Ok(forgotten?)
}

/// The store of a node that has run before: a mistyped folder must not become a new one.
async fn open(place: &Place) -> Result<Store, StoreError> {
    if place.database_url.is_none() && !place.data_dir.join("node.sqlite").is_file() {
        let source = std::io::Error::new(
            std::io::ErrorKind::NotFound,
            "there is no node's data in it",
        );
        return Err(StoreError::Folder {
            path: place.data_dir.clone(),
            source,
        });
    }
    Store::open(place.database_url.as_deref(), &place.data_dir).await
}
