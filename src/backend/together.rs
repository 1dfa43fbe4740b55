//! Does something once for all who want it at the same time.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Something that is done once for all who want it at the same time.
pub struct Together<T>(Mutex<Option<Arc<Mutex<Running<T>>>>>);

struct Running<T> {
    outcome: Option<T>,
    waiting: Vec<Waker>,
}

impl<T: Clone> Together<T> {
    /// Nobody does it yet.
    pub fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Does it, or waits for the outcome of whoever does it already. Who begins has to bring it to its end: the others
    /// depend on it.
    pub async fn run(&self, act: impl Future<Output = T>) -> T {
        let under_way = open(&self.0).clone();
        if let Some(running) = under_way {
            return poll_fn(|context| {
                let mut running = open(&running);
                if let Some(outcome) = &running.outcome {
                    return Poll::Ready(outcome.clone());
                }
                running.waiting.push(context.waker().clone());
                Poll::Pending
            })
            .await;
        }
        let running = Arc::new(Mutex::new(Running {
            outcome: None,
            waiting: Vec::new(),
        }));
        *open(&self.0) = Some(running.clone());
        let outcome = act.await;
        *open(&self.0) = None;
        let waiting = {
            let mut running = open(&running);
            running.outcome = Some(outcome.clone());
            std::mem::take(&mut running.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
        outcome
    }
}

impl<T: Clone> Default for Together<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// A value in one thread can't be left half changed.
fn open<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::sync::Notify;

    #[tokio::test]
    async fn who_wants_it_at_the_same_time_gets_the_one_outcome() {
        let (together, times, go) = (Together::new(), AtomicU32::new(0), Notify::new());
        let act = || async {
            go.notified().await;
            times.fetch_add(1, Ordering::Relaxed) + 1
        };
        let (one, two, three, ()) = tokio::join!(
            together.run(act()),
            together.run(act()),
            together.run(act()),
            async { go.notify_one() }
        );
        assert_eq!((one, two, three), (1, 1, 1));
    }

    #[tokio::test]
    async fn who_comes_later_does_it_again() {
        let (together, times) = (Together::new(), AtomicU32::new(0));
        let act = || async { times.fetch_add(1, Ordering::Relaxed) + 1 };
        assert_eq!(together.run(act()).await, 1);
        assert_eq!(together.run(act()).await, 2);
    }
}
