//! What is said between two nodes, overheard.

use super::node::TestNode;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Stands between two nodes and keeps what passes: each request, as it was sent.
pub struct Tap {
    /// Its address.
    pub url: String,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Tap {
    /// A tap in front of a node.
    pub async fn before(node: &TestNode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let target = node.url.trim_start_matches("http://").to_owned();
        let requests = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (seen, target) = (Arc::clone(&seen), target.clone());
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(&target).await.unwrap();
                    let (mut near_read, mut near_write) = near.split();
                    let (mut far_read, mut far_write) = far.split();
                    let there = async {
                        let mut buffer = vec![0; 65_536];
                        loop {
                            match near_read.read(&mut buffer).await {
                                Ok(0) | Err(_) => return,
                                Ok(read) => {
                                    seen.lock().unwrap().push(buffer[..read].to_vec());
                                    let _ = far_write.write_all(&buffer[..read]).await;
                                }
                            }
                        }
                    };
                    let back = tokio::io::copy(&mut far_read, &mut near_write);
                    let _ = tokio::join!(there, back);
                });
            }
        });
        Self { url, requests }
    }

    /// How many requests with these words have passed.
    pub fn count(&self, words: &str) -> usize {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .filter(|bytes| String::from_utf8_lossy(bytes).contains(words))
            .count()
    }

    /// Sends what was seen again, changed by `change`; the answer as text.
    pub async fn again(
        &self,
        node: &TestNode,
        wanted: &str,
        change: impl Fn(String) -> String,
    ) -> String {
        let request = {
            let requests = self.requests.lock().unwrap();
            let texts: Vec<String> = requests
                .iter()
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
                .collect();
            texts
                .into_iter()
                .find(|text| text.contains(wanted))
                .expect("the request was seen")
        };
        let request = change(request.replacen("\r\n", "\r\nconnection: close\r\n", 1));
        let mut stream = TcpStream::connect(node.url.trim_start_matches("http://"))
            .await
            .unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }
}
