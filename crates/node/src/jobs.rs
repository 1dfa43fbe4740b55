//! What the node does by itself: heartbeats, what waits for an answer of another node, tidying up.

use crate::app::App;
use crate::expiry::expire;
use crate::failure::Failure;
use crate::heartbeats;
use crate::peer::{deliver_due, ship_due, tell_due, withdraw_due};
use crate::reach;
use crate::store::{Tokens, Verifications};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;
use tokio::task::JoinHandle;

/// How often something is looked for that is due.
const TICK: Duration = Duration::from_secs(1);

/// Starts the jobs; they end when `stopped` says so.
pub(crate) fn start(app: &Arc<App>, stopped: &Receiver<bool>) -> Vec<JoinHandle<()>> {
    let interval = app.config.heartbeat_interval;
    let trying = Arc::clone(app);
    let looking = Arc::clone(app);
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
            "ending invitations",
            || TICK,
            |app| async move { expire(&app).await },
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
            "telling of deleted connections",
            || TICK,
            |app| async move { tell_due(&app).await },
        ),
        every(
            app,
            stopped,
            "withdrawing acceptances",
            || TICK,
            |app| async move { withdraw_due(&app).await },
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
            |app| async move { heartbeats::all(&app).await },
        ),
        every(
            app,
            stopped,
            "trying the own URL",
            move || trying.reach.pause(),
            |app| async move { reach::check(&app).await.map(drop) },
        ),
        every(
            app,
            stopped,
            "looking at the organisation",
            move || looking.organization.pause(),
            |app| async move { look(&app).await },
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

/// Whether the organisation is still the one that this node belongs to.
async fn look(app: &App) -> Result<(), Failure> {
    match &app.config.azure_devops_token {
        Some(token) => Ok(app.organization.look(&app.tracker, token).await?),
        None => Ok(()),
    }
}
