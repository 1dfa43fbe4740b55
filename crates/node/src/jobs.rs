//! What the node does by itself: heartbeats, acceptances that wait for an answer, tidying up.

use crate::app::App;
use crate::domain::{ConnectionRecord, Contact, Observation, observe};
use crate::failure::Failure;
use crate::peer::{deliver_due, ship_due};
use crate::store::{Connections, Tokens, Verifications};
use crosslink_protocol::ErrorCode;
use futures_util::StreamExt;
use futures_util::stream::iter;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;
use tokio::task::JoinHandle;

/// How often something is looked for that is due.
const TICK: Duration = Duration::from_secs(1);
/// Heartbeats at the same time.
const PARALLEL: usize = 8;
/// A side that can't be called is down when it has not called for so many heartbeat intervals.
const MISSED: i64 = 3;

/// Starts the jobs; they end when `stopped` says so.
pub(crate) fn start(app: &Arc<App>, stopped: &Receiver<bool>) -> Vec<JoinHandle<()>> {
    let interval = app.config.heartbeat_interval;
    vec![
        every(
            app,
            stopped,
            "tidying up",
            || TICK,
            |app| async move { tidy(&app).await },
        ),
        every(
            app,
            stopped,
            "sending acceptances",
            || TICK,
            |app| async move { deliver_due(&app).await },
        ),
        every(
            app,
            stopped,
            "sending configurations",
            || TICK,
            |app| async move { ship_due(&app).await },
        ),
        every(
            app,
            stopped,
            "heartbeats",
            move || jittered(interval),
            |app| async move { heartbeats(&app).await },
        ),
    ]
}

/// Waits until the node is told to stop.
pub(crate) async fn until(mut stopped: Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

fn every<F, W>(
    app: &Arc<App>,
    stopped: &Receiver<bool>,
    name: &'static str,
    wait: impl Fn() -> Duration + Send + 'static,
    work: W,
) -> JoinHandle<()>
where
    W: Fn(Arc<App>) -> F + Send + 'static,
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let (app, stopped) = (Arc::clone(app), stopped.clone());
    tokio::spawn(async move {
        loop {
            tokio::select! {
                () = until(stopped.clone()) => return,
                () = tokio::time::sleep(wait()) => {}
            }
            // In a task of its own: a panic ends that task, and not the job for good.
            match tokio::spawn(work(Arc::clone(&app))).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    tracing::error!(job = name, error = %chain(&error), "{name} failed; it is tried again");
                }
                Err(error) => {
                    tracing::error!(job = name, %error, "{name} ended before its time; it is tried again")
                }
            }
        }
    })
}

/// An error with its causes, for the log.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(current) = cause {
        text.push_str(": ");
        text.push_str(&current.to_string());
        cause = current.source();
    }
    text
}

/// A tenth more or less, so that the nodes of the world do not beat in time.
fn jittered(interval: Duration) -> Duration {
    let mut random = [0; 1];
    // Without randomness the beat is regular, which does no harm.
    let _ = getrandom::fill(&mut random);
    interval.mul_f64(0.9 + f64::from(random[0]) / 255.0 * 0.2)
}

async fn tidy(app: &App) -> Result<(), Failure> {
    app.limits.tidy();
    app.peers.licensing.reload(&app.store).await?;
    let mut tx = app.store.begin().await?;
    Tokens::tidy(&mut tx, app.clock.now()).await?;
    Verifications::tidy(&mut tx, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Asks the other side of each active connection whether it is there, and writes down what has changed.
async fn heartbeats(app: &Arc<App>) -> Result<(), Failure> {
    let active = Connections::active(&mut *app.store.read().await?).await?;
    let mut beats = iter(
        active
            .into_iter()
            .map(|connection| heartbeat(app, connection)),
    )
    .buffer_unordered(PARALLEL);
    while let Some(beat) = beats.next().await {
        // One failure must not drop the others half way.
        if let Err(error) = beat {
            tracing::error!(error = %chain(&error), "a heartbeat failed");
        }
    }
    Ok(())
}

async fn heartbeat(app: &App, connection: ConnectionRecord) -> Result<(), Failure> {
    match app.peers.heartbeat(&connection).await? {
        Some(contact) => record(app, &connection, contact).await,
        // It calls us; it is down when it has not done so for a while.
        None => {
            let patience = i64::try_from(app.config.heartbeat_interval.as_millis())
                .unwrap_or(i64::MAX)
                * MISSED;
            let silent = connection
                .last_contact_at
                .is_some_and(|last| app.clock.now().since(last) > patience.max(60_000));
            match silent {
                true => {
                    record(
                        app,
                        &connection,
                        Contact::Failed(ErrorCode::DestinationTimeout),
                    )
                    .await
                }
                false => Ok(()),
            }
        }
    }
}

/// Writes down what a contact showed, if it is news.
pub(crate) async fn record(
    app: &App,
    connection: &ConnectionRecord,
    contact: Contact,
) -> Result<(), Failure> {
    let before = Observation {
        health: connection.health,
        reason: connection.health_reason,
        last_contact_at: connection.last_contact_at,
    };
    let Some(after) = observe(before, contact, app.clock.now()) else {
        return Ok(());
    };
    let mut tx = app.store.begin().await?;
    Connections::observe(&mut tx, &connection.id, &after).await?;
    Ok(tx.commit().await?)
}
