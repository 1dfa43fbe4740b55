//! A way to a node on which messages can be lost.

use super::node::TestNode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing.
    Nothing,
    /// The next request to such a path, before it arrives.
    Request(&'static str),
    /// The next answer to a request to such a path: the request has arrived.
    Answer(&'static str),
    /// Everything, until something else is said.
    Everything,
    /// Every answer, and nobody is told: the connection stays open.
    Silence,
}

/// Stands in front of a node.
pub struct Lossy {
    /// Its address.
    pub url: String,
    target: Arc<Mutex<String>>,
    loss: Arc<Mutex<Loss>>,
    waiting: Arc<AtomicUsize>,
}

impl Lossy {
    /// A way that leads nowhere yet: a node has to know its address before it starts.
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let way = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            target: Arc::default(),
            loss: Arc::new(Mutex::new(Loss::Nothing)),
            waiting: Arc::default(),
        };
        let (target, loss) = (Arc::clone(&way.target), Arc::clone(&way.loss));
        let waiting = Arc::clone(&way.waiting);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (target, loss) = (Arc::clone(&target), Arc::clone(&loss));
                tokio::spawn(pass(near, target, loss, Arc::clone(&waiting)));
            }
        });
        way
    }

    /// A way to this node.
    pub async fn before(node: &TestNode) -> Self {
        let way = Self::new().await;
        way.lead_to(node);
        way
    }

    /// From now on it leads to this node.
    pub fn lead_to(&self, node: &TestNode) {
        node.url
            .trim_start_matches("http://")
            .clone_into(&mut self.target.lock().unwrap());
    }

    /// How many callers wait in silence.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    /// From now on this is lost.
    pub fn lose(&self, loss: Loss) {
        *self.loss.lock().unwrap() = loss;
    }
}

/// Passes one request on, and its answer back. Where something is lost, the connection is closed.
async fn pass(
    mut near: TcpStream,
    target: Arc<Mutex<String>>,
    loss: Arc<Mutex<Loss>>,
    waiting: Arc<AtomicUsize>,
) -> Option<()> {
    let request = read_request(&mut near).await?;
    if *loss.lock().unwrap() == Loss::Silence {
        waiting.fetch_add(1, Ordering::SeqCst);
        // Until the caller gives up.
        let _ = near.read(&mut [0]).await;
        waiting.fetch_sub(1, Ordering::SeqCst);
        return None;
    }
    let line = String::from_utf8_lossy(&request);
    let path = line.split_whitespace().nth(1)?.to_owned();
    let lost = |what: fn(&'static str) -> Loss| {
        let mut loss = loss.lock().unwrap();
        let hit = match *loss {
            Loss::Everything => return true,
            Loss::Request(words) | Loss::Answer(words) => {
                *loss == what(words) && path.contains(words)
            }
            Loss::Nothing | Loss::Silence => false,
        };
        if hit {
            *loss = Loss::Nothing;
        }
        hit
    };
    if lost(Loss::Request) {
        return None;
    }
    let target = target.lock().unwrap().clone();
    let mut far = TcpStream::connect(target).await.ok()?;
    far.write_all(&request).await.ok()?;
    let mut answer = Vec::new();
    far.read_to_end(&mut answer).await.ok()?;
    if lost(Loss::Answer) {
        return None;
    }
    near.write_all(&answer).await.ok()
}

/// A whole request, changed so that its connection ends with the answer.
async fn read_request(near: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 65_536];
    loop {
        let read = near.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .and_then(|(_, length)| length.trim().parse().ok())
            .unwrap_or(0);
        if body.len() >= length {
            return Some(
                text.replacen("\r\n", "\r\nconnection: close\r\n", 1)
                    .into_bytes(),
            );
        }
    }
}
