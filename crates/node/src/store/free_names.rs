//! New connections whose name the node finds.

use super::{Connections, StoreError};
use crate::domain::{ConnectionRecord, numbered};
use sqlx::AnyConnection;

/// No more names than this are tried.
const TRIES: usize = 10_000;

impl Connections {
    /// Stores a new connection under its name, or, if that is taken, under the next variant of it that is free.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when another connection came from the same invitation.
    pub(crate) async fn insert_freely(
        db: &mut AnyConnection,
        connection: &mut ConnectionRecord,
    ) -> Result<(), StoreError> {
        let wanted = connection.name.clone();
        for number in 1..TRIES {
            connection.name = numbered(&wanted, number);
            if Self::name_taken(&mut *db, &connection.name, None).await? {
                continue;
            }
            match Self::insert(&mut *db, connection).await {
                // Somebody else may have taken the name in between; if not, it was the invitation.
                Err(StoreError::Duplicate(_))
                    if Self::name_taken(&mut *db, &connection.name, None).await? => {}
                done => return done,
            }
        }
        Err(StoreError::Duplicate("name"))
    }
}
