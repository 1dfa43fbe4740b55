//! **Check now**: both ways of a connection tested, step by step.

use crate::app::App;
use crate::domain::{
    ConnectionRecord, Contact, incoming_of, incoming_of_silent, incoming_without_url, patience_ms,
    skipped, steps,
};
use crate::failure::Failure;
use crate::heartbeats::{hear, record};
use crate::peer::Delivery;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::check::{CheckKind, CheckReport, CheckStep, Direction};
use crosslink_protocol::peer::{CallbackReport, NodeInfo, StepReport};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How long a step may take: people wait for it.
const STEP: Duration = Duration::from_secs(4);
/// How long one of the steps may take that are made for the other side, which waits for both.
const STEP_FOR_OTHER: Duration = Duration::from_secs(3);
/// The steps of the way to the other side.
const OUTGOING: [CheckKind; 3] = [CheckKind::Reach, CheckKind::Identity, CheckKind::Recognised];

/// Tests a connection, and writes down what that says of its health.
pub(crate) async fn check(
    app: &App,
    connection: &ConnectionRecord,
) -> Result<CheckReport, Failure> {
    let checked_at = app.clock.now();
    let mut all = Vec::new();
    if app.peers.can_call(connection) {
        let (own, outgoing, back) = tokio::join!(
            tracker(app, connection),
            outgoing(app, connection),
            call_back(app, connection)
        );
        let outgoing = outgoing?;
        let passed =
            outgoing.len() == OUTGOING.len() && outgoing.iter().all(|s| s.failed.is_none());
        all.push(own);
        all.extend(steps(Direction::Outgoing, &OUTGOING, &outgoing));
        all.extend(match back? {
            Some(report) => incoming_of(passed, report),
            None => incoming_without_url(),
        });
    } else {
        all.push(tracker(app, connection).await);
        all.extend(
            OUTGOING.map(|kind| skipped(Direction::Outgoing, kind, ErrorCode::PeerCannotBeCalled)),
        );
        let patience = patience_ms(app.config.heartbeat_interval);
        let last = connection.last_contact_at;
        all.push(incoming_of_silent(last, checked_at, patience));
    }
    Ok(CheckReport {
        checked_at,
        steps: all,
    })
}

/// The own tracker answers, and still has the project.
async fn tracker(app: &App, connection: &ConnectionRecord) -> CheckStep {
    let Some(project) = &connection.project else {
        return skipped(
            Direction::Own,
            CheckKind::Tracker,
            ErrorCode::ProjectRequired,
        );
    };
    let started = Instant::now();
    let failed = match timeout(2 * STEP, app.projects.is_there(&project.id)).await {
        Ok(Ok(true)) => None,
        Ok(Ok(false)) => Some(ErrorCode::ProjectUnknown),
        Ok(Err(code)) => Some(code),
        Err(_) => Some(ErrorCode::TrackerUnreachable),
    };
    let step = took(started, failed);
    let mut own = steps(Direction::Own, &[CheckKind::Tracker], &[step]);
    own.remove(0)
}

/// A node answers, it is the pinned one, and it recognises this one. Ends with the first step that fails.
async fn outgoing(app: &App, connection: &ConnectionRecord) -> Result<Vec<StepReport>, Failure> {
    let Some(url) = connection.remote.node_url.as_deref() else {
        return Ok(Vec::new());
    };
    let (reach, node) = reach(app, url, STEP).await;
    let Some(node) = node else {
        let contact = Contact::Failed(reach.failed.unwrap_or(ErrorCode::DestinationUnreachable));
        record(app, connection, contact).await?;
        return Ok(vec![reach]);
    };
    let identity = StepReport {
        failed: (!is_pinned(connection, &node)).then_some(ErrorCode::OtherNodeAnswers),
        took_ms: 0,
    };
    if identity.failed.is_some() {
        let contact = Contact::Failed(ErrorCode::PeerSignatureInvalid);
        record(app, connection, contact).await?;
        return Ok(vec![reach, identity]);
    }
    let recognised = recognised(app, url, connection, STEP).await?;
    Ok(vec![reach, identity, recognised])
}

/// Has this node called back. `None` when it has no URL to be called at.
async fn call_back(
    app: &App,
    connection: &ConnectionRecord,
) -> Result<Option<Result<CallbackReport, ErrorCode>>, Failure> {
    let Some(url) = app.peers.own.url.as_deref() else {
        return Ok(None);
    };
    Ok(match app.peers.call_back(connection, url).await? {
        Some(Delivery::Done(report)) => Some(Ok(report)),
        Some(Delivery::Refused(code) | Delivery::Unknown(code)) => Some(Err(code)),
        None => Some(Err(ErrorCode::PeerCannotBeCalled)),
    })
}

/// Calls the other side at `url`, which it named, for the incoming half of its own check.
pub(crate) async fn for_other_side(
    app: &App,
    connection: &ConnectionRecord,
    url: &str,
) -> Result<CallbackReport, Failure> {
    let (mut reach, node) = reach(app, url, STEP_FOR_OTHER).await;
    if node
        .as_ref()
        .is_some_and(|node| !is_pinned(connection, node))
    {
        reach.failed = Some(ErrorCode::OtherNodeAnswers);
    }
    let recognised = match reach.failed {
        None => Some(recognised(app, url, connection, STEP_FOR_OTHER).await?),
        Some(_) => None,
    };
    Ok(CallbackReport { reach, recognised })
}

async fn reach(app: &App, url: &str, patience: Duration) -> (StepReport, Option<NodeInfo>) {
    let started = Instant::now();
    let asked = timeout(patience, app.peers.node_info(url)).await;
    match asked.unwrap_or(Err(ErrorCode::DestinationTimeout)) {
        Ok((node, _)) => (took(started, None), Some(node)),
        Err(code) => (took(started, Some(code)), None),
    }
}

/// Sends a heartbeat, and writes down what it shows.
async fn recognised(
    app: &App,
    url: &str,
    connection: &ConnectionRecord,
    patience: Duration,
) -> Result<StepReport, Failure> {
    let started = Instant::now();
    let sent = timeout(patience, app.peers.heartbeat_at(url, connection)).await;
    let failed = match sent {
        Ok(sent) => match sent? {
            Some(beat) => {
                hear(app, connection, &beat).await?;
                match beat.contact {
                    Contact::Failed(code) => Some(code),
                    Contact::Answered(_) | Contact::Called => None,
                }
            }
            None => Some(ErrorCode::NotAgreedYet),
        },
        Err(_) => {
            let contact = Contact::Failed(ErrorCode::DestinationTimeout);
            record(app, connection, contact).await?;
            Some(ErrorCode::DestinationTimeout)
        }
    };
    Ok(took(started, failed))
}

fn is_pinned(connection: &ConnectionRecord, node: &NodeInfo) -> bool {
    let remote = &connection.remote;
    remote.node_uid.as_ref() == Some(&node.uid)
        && remote.public_key.as_deref() == Some(node.public_key.as_str())
}

fn took(started: Instant, failed: Option<ErrorCode>) -> StepReport {
    StepReport {
        failed,
        took_ms: u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX),
    }
}
