//! Whatever two administrators do, in whatever order, and whichever messages are lost: in the end the two sides agree. And
//! on the way the node allows exactly what the console offers.

use crate::support::{Database, Loss, Lossy, Options, TestNode, eventually, field_errors, new_key};
use crosslink_node::config::PublicUrl;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::{Connection, Lifecycle};
use crosslink_protocol::lifecycle::{Action, refusal};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How long invitations last here.
const LIFETIME: Duration = Duration::from_secs(60);
/// So many cases, unless `PROPTEST_CASES` says otherwise.
const CASES: u32 = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Source,
    Destination,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Accept,
    Act(Side, Action),
    /// The clocks go forward, past the end of every invitation.
    Later,
    /// From now on this is lost on the way to this side.
    Lose(Side, Loss),
    /// Time for a few heartbeats.
    Pause,
}

fn step() -> impl Strategy<Value = Step> {
    let side = || prop_oneof![Just(Side::Source), Just(Side::Destination)];
    let action = prop_oneof![
        3 => Just(Action::Activate),
        4 => Just(Action::Deactivate),
        3 => Just(Action::Delete),
        1 => Just(Action::Revoke),
        2 => Just(Action::Reissue),
        1 => Just(Action::Edit),
    ];
    let loss = prop_oneof![
        Just(Loss::Nothing),
        Just(Loss::Everything),
        Just(Loss::Request("/removal")),
        Just(Loss::Answer("/removal")),
        Just(Loss::Request("/heartbeat")),
        Just(Loss::Answer("/heartbeat")),
    ];
    let on_the_way_to_the_source = prop_oneof![
        Just(Loss::Request("/acceptance")),
        Just(Loss::Answer("/acceptance")),
        Just(Loss::Request("/withdrawal")),
        Just(Loss::Answer("/withdrawal")),
    ];
    prop_oneof![
        4 => Just(Step::Accept),
        6 => (side(), action).prop_map(|(side, action)| Step::Act(side, action)),
        1 => Just(Step::Later),
        3 => (side(), loss).prop_map(|(side, loss)| Step::Lose(side, loss)),
        2 => on_the_way_to_the_source.prop_map(|loss| Step::Lose(Side::Source, loss)),
        2 => Just(Step::Pause),
    ]
}

/// Many cases begin with an acceptance, many of these with one whose outcome the destination doesn't hear of.
fn beginning() -> impl Strategy<Value = Vec<Step>> {
    let lost = |loss| vec![Step::Lose(Side::Source, loss), Step::Accept];
    prop_oneof![
        2 => Just(Vec::new()),
        4 => Just(vec![Step::Accept]),
        2 => Just(lost(Loss::Request("/acceptance"))),
        3 => Just(lost(Loss::Answer("/acceptance"))),
        3 => Just([lost(Loss::Answer("/acceptance")), vec![Step::Act(Side::Destination, Action::Delete)]].concat()),
        1 => Just([lost(Loss::Answer("/acceptance")), vec![Step::Lose(Side::Source, Loss::Everything)]].concat()),
    ]
}

/// A node and the way to it.
struct Place {
    node: TestNode,
    way: Lossy,
}

impl Place {
    async fn of(organization: &str) -> Self {
        let way = Lossy::new().await;
        let options = Options {
            public_url: Some(PublicUrl::At(way.url.clone())),
            heartbeat: Duration::from_millis(100),
            ..Options::of(organization)
        };
        let node = TestNode::start_with(&Database::Sqlite, options, |config| {
            config.invitation_lifetime = LIFETIME;
        })
        .await;
        way.lead_to(&node);
        Self { node, way }
    }

    async fn connection(&self, id: Option<&str>) -> Option<Connection> {
        let (status, found) = self.node.get(&format!("/api/v1/connections/{}", id?)).await;
        assert!([200, 404].contains(&status), "{found}");
        (status == 200).then(|| serde_json::from_value(found).unwrap())
    }

    /// Does something with the connection; the status and the answer.
    async fn act(&self, connection: &Connection, action: Action) -> (u16, Value) {
        let (method, rest, body) = match action {
            Action::Activate => (Method::POST, "/activate", None),
            Action::Deactivate => (Method::POST, "/deactivate", None),
            Action::Delete => (Method::DELETE, "", None),
            Action::Revoke => (Method::DELETE, "/invitation", None),
            Action::Reissue => (Method::POST, "/invitation", None),
            Action::Edit => (Method::PATCH, "", Some(json!({"description": new_key()}))),
            Action::EditRules | Action::Check => unreachable!("not among the steps"),
        };
        let path = format!("/api/v1/connections/{}{rest}", connection.id);
        self.node
            .change(method, &path, &json!(connection.version), body)
            .await
    }
}

/// One connection, on its way through a case.
struct World<'a> {
    source: &'a Place,
    destination: &'a Place,
    at_source: Option<String>,
    at_destination: Option<String>,
    code: String,
    number: u32,
}

fn id_of(connection: &Value) -> Option<String> {
    connection["id"].as_str().map(str::to_owned)
}

impl<'a> World<'a> {
    async fn new(source: &'a Place, destination: &'a Place) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        for place in [source, destination] {
            place.way.lose(Loss::Nothing);
        }
        let request = source
            .node
            .initiation(Some(&destination.way.url), &format!("case {number}"))
            .await;
        let made = eventually("a connection is initiated", async || {
            // Many cases in a minute meet the limit on callers.
            let (status, made) = source
                .node
                .post_once("/api/v1/connections", &new_key(), request.clone())
                .await;
            (status == 201).then_some(made)
        })
        .await;
        Self {
            source,
            destination,
            at_source: id_of(&made["connection"]),
            at_destination: None,
            code: made["invitationCode"].as_str().unwrap().to_owned(),
            number,
        }
    }

    async fn both(&self) -> (Option<Connection>, Option<Connection>) {
        tokio::join!(
            self.source.connection(self.at_source.as_deref()),
            self.destination.connection(self.at_destination.as_deref())
        )
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Accept if self.at_destination.is_none() => {
                let name = format!("case {} {}", self.number, new_key());
                let (status, accepted) = self.destination.node.accept(&self.code, &name).await;
                assert!([201, 202, 422, 429].contains(&status), "{accepted}");
                self.at_destination = id_of(&accepted);
            }
            Step::Accept => {}
            Step::Act(side, action) => self.act(side, action).await,
            Step::Later => self.later(LIFETIME + Duration::from_secs(5)),
            Step::Lose(Side::Source, loss) => self.source.way.lose(loss),
            Step::Lose(Side::Destination, loss) => self.destination.way.lose(loss),
            Step::Pause => tokio::time::sleep(Duration::from_millis(250)).await,
        }
    }

    fn later(&self, by: Duration) {
        for place in [self.source, self.destination] {
            place.node.clock.advance(by);
        }
    }

    /// Does something, and holds the outcome against what the console would have offered.
    async fn act(&mut self, side: Side, action: Action) {
        let (place, id) = match side {
            Side::Source => (self.source, &mut self.at_source),
            Side::Destination => (self.destination, &mut self.at_destination),
        };
        // The other side's doings may come in between the look and the act; then both are made again.
        for _ in 0..10 {
            let Some(before) = place.connection(id.as_deref()).await else {
                return;
            };
            let (status, answer) = place.act(&before, action).await;
            let after = place.connection(id.as_deref()).await;
            let overtaken = status == 412
                || after
                    .as_ref()
                    .is_some_and(|after| after.version > before.version + 1)
                || (status >= 400 && after.as_ref().is_some_and(|a| a.version != before.version));
            if overtaken && !(200..300).contains(&status) {
                continue;
            }
            if !overtaken {
                judge(&before, action, status, &answer);
            }
            match action {
                Action::Delete if status == 204 => *id = None,
                Action::Reissue if status == 201 => {
                    self.code = answer["invitationCode"].as_str().unwrap().to_owned();
                }
                _ => {}
            }
            return;
        }
        panic!("{action:?} at the {side:?} was overtaken ten times");
    }

    /// The network is whole again, and the sides come to agree.
    async fn settle(&self) {
        for place in [self.source, self.destination] {
            place.way.lose(Loss::Nothing);
        }
        // What waits to be tried again is due.
        self.later(Duration::from_secs(15));
        let last = std::sync::Mutex::new(None);
        let settled = tokio::time::timeout(Duration::from_secs(12), async {
            loop {
                let (source, destination) = self.both().await;
                let agreed = agree(source.as_ref(), destination.as_ref());
                *last.lock().unwrap() = Some((source, destination));
                if agreed {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        if settled.await.is_err() {
            panic!("the sides do not agree: {:#?}", last.lock().unwrap());
        }
        // Nothing of a case is left for the next one.
        for (place, id) in [
            (self.source, &self.at_source),
            (self.destination, &self.at_destination),
        ] {
            while let Some(connection) = place.connection(id.as_deref()).await {
                place.act(&connection, Action::Delete).await;
            }
        }
    }
}

/// What was offered is done; what was not is refused for the reason that the console gives. What is so already may be
/// done again.
fn judge(before: &Connection, action: Action, status: u16, answer: &Value) {
    let told = format!("{action:?} on {before:?}: {status} {answer}");
    let done = (200..300).contains(&status);
    match refusal(action, before) {
        // Whether the own URL answers is another matter than what the connection allows.
        None if status == 422 => assert_eq!(answer["code"], "own_url_unreachable", "{told}"),
        None => assert!(done, "{told} {:?}", field_errors(answer)),
        Some(ErrorCode::AlreadyActive | ErrorCode::AlreadyDeactivated) => assert!(done, "{told}"),
        Some(ErrorCode::InvitationEnded) if before.lifecycle == Lifecycle::Revoked => {
            assert!(done, "{told}");
        }
        Some(code) => assert_eq!((status, &answer["code"]), (409, &json!(code)), "{told}"),
    }
}

/// Whether the two sides can stay like this for good. `None` is a side that has no connection (any more).
fn agree(source: Option<&Connection>, destination: Option<&Connection>) -> bool {
    use Lifecycle as L;
    let ended = |lifecycle| matches!(lifecycle, L::RemoteRemoved | L::Expired | L::Revoked);
    match (source, destination) {
        (None, None) => true,
        (None, Some(left)) => ended(left.lifecycle),
        (Some(left), None) => !matches!(left.lifecycle, L::Active | L::Deactivated),
        (Some(source), Some(destination)) => match (source.lifecycle, destination.lifecycle) {
            (L::Active, L::Active) => true,
            (L::Deactivated, L::Deactivated) => {
                (source.paused_here, source.paused_there)
                    == (destination.paused_there, destination.paused_here)
            }
            // The destination tried an invitation that has ended; the source may have made another one.
            (L::Pending | L::Expired | L::Revoked | L::RemoteRemoved, at_destination) => {
                ended(at_destination)
            }
            _ => false,
        },
    }
}

#[test]
fn the_sides_never_disagree_for_good_and_nothing_is_allowed_that_is_not_offered() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (source, destination) =
        runtime.block_on(async { tokio::join!(Place::of("company-a"), Place::of("company-b")) });
    let config = Config {
        cases: std::env::var("PROPTEST_CASES").map_or(CASES, |cases| cases.parse().unwrap()),
        max_shrink_iters: 40,
        max_shrink_time: 60_000,
        failure_persistence: None,
        ..Config::default()
    };
    let steps = (beginning(), proptest::collection::vec(step(), 1..11));
    let done = TestRunner::new(config).run(&steps, |(first, steps)| {
        runtime.block_on(async {
            let mut world = World::new(&source, &destination).await;
            for step in first.into_iter().chain(steps) {
                world.take(step).await;
            }
            world.settle().await;
        });
        Ok(())
    });
    if let Err(error) = done {
        panic!("{error}");
    }
}
