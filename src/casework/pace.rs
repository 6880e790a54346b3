//! How fast letters may leave. Counts the letters handed over by an account, in this run and before
//! it, so that stopping and starting again never makes a burst. Pure: times are given.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::outbox::Limits;

/// How far back letters count: the longest limit is a day.
pub const MEMORY: TimeDelta = TimeDelta::days(1);

/// The letters handed over, and the limits they are held to.
#[derive(Debug, Clone)]
pub struct Pace {
    limits: Limits,
    handed: Vec<DateTime<Utc>>,
}

impl Pace {
    /// A pace that remembers `handed`, oldest first.
    pub fn new(limits: Limits, handed: Vec<DateTime<Utc>>) -> Self {
        Pace { limits, handed }
    }

    /// Counts one more.
    pub fn count(&mut self, at: DateTime<Utc>) {
        self.handed.push(at);
    }

    /// When the next letter may leave: evenly through the minute, and within the hour's and the
    /// day's limits.
    pub fn next(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let spacing = match self.limits.per_minute {
            0 => TimeDelta::zero(),
            n => TimeDelta::milliseconds(60_000 / i64::from(n)),
        };
        let after_last = self.handed.last().map_or(now, |last| *last + spacing);
        [
            now,
            after_last,
            self.free(self.limits.per_minute, TimeDelta::minutes(1), now),
            self.free(self.limits.per_hour, TimeDelta::hours(1), now),
            self.free(self.limits.per_day, TimeDelta::days(1), now),
        ]
        .into_iter()
        .max()
        .unwrap_or(now)
    }

    /// When fewer than `limit` letters lie within `span` before it.
    fn free(&self, limit: u32, span: TimeDelta, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.handed.len().checked_sub(limit as usize) {
            Some(place) if limit > 0 => (self.handed[place] + span).max(now),
            _ => now,
        }
    }

    /// How long `letters` more will take, each handed over in `each`.
    pub fn forecast(&self, letters: usize, each: Duration, now: DateTime<Utc>) -> TimeDelta {
        let each = TimeDelta::from_std(each).unwrap_or_default();
        let mut pace = self.clone();
        let mut at = now;
        for _ in 0..letters {
            at = pace.next(at);
            pace.count(at);
            at += each;
        }
        at - now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn limits(per_minute: u32, per_hour: u32, per_day: u32) -> Limits {
        Limits { per_minute, per_hour, per_day }
    }

    #[test]
    fn letters_are_spread_evenly() {
        let pace = Pace::new(limits(20, 0, 0), vec![at(0)]);
        assert_eq!(pace.next(at(0)), at(3));
        assert_eq!(pace.next(at(10)), at(10));
    }

    #[test]
    fn the_day_before_counts() {
        let pace = Pace::new(limits(0, 0, 2), vec![at(0), at(100)]);
        assert_eq!(pace.next(at(200)), at(86_400));
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_burst() {
        let pace = Pace::new(limits(60, 0, 0), vec![at(50)]);
        assert_eq!(pace.next(at(0)), at(51));
    }

    #[test]
    fn the_forecast_is_what_happens() {
        let pace = Pace::new(limits(20, 0, 0), Vec::new());
        assert_eq!(pace.forecast(124, Duration::ZERO, at(0)), TimeDelta::seconds(123 * 3));
        let unlimited = Pace::new(Limits::default(), Vec::new());
        assert_eq!(unlimited.forecast(124, Duration::ZERO, at(0)), TimeDelta::zero());
    }

    proptest! {
        /// Whenever she starts and stops, no window ever holds more than its limit.
        #[test]
        fn no_window_overflows(pauses in prop::collection::vec(0i64..400, 1..120), per_minute in 1u32..9, per_hour in 9u32..40) {
            let mut pace = Pace::new(limits(per_minute, per_hour, 0), Vec::new());
            let mut now = at(0);
            for pause in pauses {
                now = pace.next(now + TimeDelta::seconds(pause));
                pace.count(now);
            }
            for (limit, span) in [(per_minute, 60), (per_hour, 3600)] {
                for (i, first) in pace.handed.iter().enumerate() {
                    let within = pace.handed[i..].iter().filter(|at| **at < *first + TimeDelta::seconds(span)).count();
                    prop_assert!(within <= limit as usize);
                }
            }
        }
    }
}
