//! When letters may go out: the working hours of the authorities, `Mon-Fri 09:00-17:00`, by the
//! clock of London.

use chrono::{DateTime, Datelike as _, Days, NaiveDateTime, NaiveTime, Utc, Weekday};

use crate::law::london;

/// Days and hours in which letters may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    first_day: Weekday,
    last_day: Weekday,
    opens: NaiveTime,
    closes: NaiveTime,
}

impl Window {
    /// When the window is next open: `now` itself, if it is.
    pub fn next_open(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let local = london::local(now);
        let mut day = local.date();
        // A week has an open day; one day more, for today's hours being over.
        for _ in 0..8 {
            let opens = day.and_time(self.opens);
            let over = local >= day.and_time(self.closes);
            if self.is_day(day.weekday()) && !over {
                return if local >= opens { now } else { to_utc(opens) };
            }
            day = day + Days::new(1);
        }
        now
    }

    fn is_day(&self, day: Weekday) -> bool {
        let place = |day: Weekday| day.num_days_from_monday();
        (place(self.first_day)..=place(self.last_day)).contains(&place(day))
    }
}

/// A civil time in London as an instant; in the hour that comes twice, the later one.
fn to_utc(local: NaiveDateTime) -> DateTime<Utc> {
    let guess = local.and_utc();
    guess - (london::local(guess) - local)
}

impl std::str::FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is not a window such as `09:00-17:00` or `Mon-Fri 09:00-17:00`");
        let (days, hours) = match text.trim().rsplit_once(' ') {
            Some((days, hours)) => (days.trim(), hours),
            None => ("Mon-Fri", text.trim()),
        };
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let day = |text: &str| text.trim().parse::<Weekday>().map_err(|_| wrong());
        let (opens, closes) = hours.split_once('-').ok_or_else(wrong)?;
        let time =
            |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").map_err(|_| wrong());
        let window = Window {
            first_day: day(first)?,
            last_day: day(last)?,
            opens: time(opens)?,
            closes: time(closes)?,
        };
        let place = |day: Weekday| day.num_days_from_monday();
        let ordered =
            window.opens < window.closes && place(window.first_day) <= place(window.last_day);
        if ordered { Ok(window) } else { Err(wrong()) }
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (opens, closes) = (self.opens.format("%H:%M"), self.closes.format("%H:%M"));
        write!(f, "{}-{} {opens}-{closes}", self.first_day, self.last_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_opens_by_the_clock_of_london() {
        let window: Window = "Mon-Fri 09:00-17:00".parse().unwrap();
        for (now, expected) in [
            // Winter: London is UTC.
            ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"),
            ("2026-03-02T08:59:00Z", "2026-03-02T09:00:00Z"),
            // Friday evening: Monday morning.
            ("2026-03-06T17:00:00Z", "2026-03-09T09:00:00Z"),
            // Summer: 09:00 in London is 08:00 UTC.
            ("2026-07-06T07:30:00Z", "2026-07-06T08:00:00Z"),
            ("2026-07-06T16:30:00Z", "2026-07-07T08:00:00Z"),
            // The Friday before the clocks go forward.
            ("2026-03-27T18:00:00Z", "2026-03-30T08:00:00Z"),
        ] {
            let opens = window.next_open(now.parse().unwrap());
            assert_eq!(opens, expected.parse::<DateTime<Utc>>().unwrap(), "{now}");
        }
    }

    #[test]
    fn a_window_is_read_or_explained() {
        assert_eq!("08:30-16:00".parse::<Window>().unwrap().to_string(), "Mon-Fri 08:30-16:00");
        assert_eq!("Tue 08:30-16:00".parse::<Window>().unwrap().to_string(), "Tue-Tue 08:30-16:00");
        for wrong in ["", "9-5", "17:00-09:00", "Fri-Mon 09:00-17:00", "Mon-Fri"] {
            assert!(wrong.parse::<Window>().is_err(), "{wrong}");
        }
    }
}
