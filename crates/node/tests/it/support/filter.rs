//! What gets lost between two nodes.

use super::node::TestNode;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What gets lost of the requests to a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The request never arrives.
    Request,
    /// It arrives, but its answer does not.
    Answer,
}

/// Stands before a node, and loses what it is told to lose.
pub struct Filter {
    /// Its address.
    pub url: String,
    lost: Arc<Mutex<Option<(String, Lost)>>>,
}

impl Filter {
    /// A filter before a node, which lets everything pass.
    pub async fn before(node: &TestNode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let target = node.url.trim_start_matches("http://").to_owned();
        let lost = Arc::<Mutex<Option<(String, Lost)>>>::default();
        let told = Arc::clone(&lost);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(pass(near, target.clone(), Arc::clone(&told)));
            }
        });
        Self { url, lost }
    }

    /// From now on, this is lost of requests whose path contains `path`.
    pub fn lose(&self, path: &str, lost: Lost) {
        *self.lost.lock().unwrap() = Some((path.to_owned(), lost));
    }

    /// From now on, everything passes.
    pub fn pass(&self) {
        *self.lost.lock().unwrap() = None;
    }
}

/// Passes one request on, and its answer back.
async fn pass(mut near: TcpStream, target: String, lost: Arc<Mutex<Option<(String, Lost)>>>) {
    let Some((head, body)) = request(&mut near).await else {
        return;
    };
    let rule = lost.lock().unwrap().clone();
    let line = head.lines().next().unwrap_or_default();
    let lost = rule
        .filter(|(path, _)| line.contains(path))
        .map(|(_, lost)| lost);
    if lost == Some(Lost::Request) {
        return;
    }
    let Ok(mut far) = TcpStream::connect(&target).await else {
        return;
    };
    // One request a connection, so that the answer ends where the connection ends.
    let head = format!("{head}\r\nconnection: close\r\n\r\n");
    let mut answer = Vec::new();
    let _ = far.write_all(head.as_bytes()).await;
    let _ = far.write_all(&body).await;
    let _ = far.read_to_end(&mut answer).await;
    if lost.is_none() {
        let _ = near.write_all(&answer).await;
    }
}

/// A whole request: its head without the empty line, and its body.
async fn request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut read = Vec::new();
    loop {
        let end = read.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&read[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.trim().parse().unwrap());
            if read.len() >= end + 4 + length {
                return Some((head, read[end + 4..].to_vec()));
            }
        }
        let mut buffer = [0; 8192];
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(length) => read.extend_from_slice(&buffer[..length]),
        }
    }
}
