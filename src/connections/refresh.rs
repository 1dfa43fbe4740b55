//! How often the list refreshes itself.

/// Milliseconds between two refreshes while the node answers.
pub const EVERY_MS: u32 = 5_000;
/// Milliseconds after which a node that doesn't answer is asked again at the latest.
pub const SLOWEST_MS: u32 = 60_000;

/// Milliseconds until the next refresh: the usual pace, after failures each time twice as long, and never
/// sooner than the node wished.
pub fn delay_ms(failures_in_a_row: u32, retry_after_s: Option<u32>) -> u32 {
    let doublings = failures_in_a_row.saturating_sub(1).min(4);
    let delay = (EVERY_MS << doublings).min(SLOWEST_MS);
    let wished = retry_after_s.unwrap_or(0).saturating_mul(1000);
    delay.max(wished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_slow_the_refresh_down_to_once_a_minute() {
        let delays: Vec<_> = (0..7).map(|failures| delay_ms(failures, None)).collect();
        assert_eq!(
            delays,
            [5_000, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000]
        );
        assert_eq!(delay_ms(u32::MAX, None), SLOWEST_MS);
    }

    #[test]
    fn the_nodes_wish_is_respected() {
        assert_eq!(delay_ms(1, Some(30)), 30_000);
        assert_eq!(delay_ms(1, Some(120)), 120_000);
        assert_eq!(delay_ms(1, Some(0)), EVERY_MS);
    }
}
