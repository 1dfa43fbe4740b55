//! Work that is finished even if whoever asked for it has gone.

use crate::failure::Failure;
use crosslink_protocol::ErrorCode;

/// Runs `work` in a task of its own and waits for it.
///
/// A handler is dropped when its client leaves. Dropped inside a transaction's begin, it would leave a pooled PostgreSQL
/// connection inside that transaction (sqlx issue 4393); dropped between a call to another node and the record of its
/// answer, it would leave the answer to a later attempt.
pub(crate) async fn detached<T: Send + 'static>(
    work: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    let task = tokio::spawn(tracing::Instrument::in_current_span(work));
    task.await.unwrap_or_else(|error| {
        tracing::error!(%error, "work ended before its time");
        Err(ErrorCode::Internal.into())
    })
}
