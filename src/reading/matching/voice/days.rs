//! What the days in a message say of one request: those that it gives for the request itself, and the
//! day that it promises.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Voice;
use crate::law::count::Count;
use crate::law::{Calendar, Holidays};
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::index::Index;
use crate::reading::matching::signals::Signals;

pub(super) fn hear_dates(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    let fit_of = |request: usize, day: NaiveDate| fit_of_request(index, request, day);
    let is_named = signals.dates_quoted.iter().any(|day| fit_of(request, *day) == SENT);
    let by_topic = voice.supported;
    for &day in &signals.dates_quoted {
        let fit = fit_of(request, day);
        let rival = index.siblings(request).map(|other| fit_of(other, day)).max().unwrap_or(0);
        // The very day of another letter beats a day or two after this one, unless the message says
        // otherwise that it means this one.
        let is_anothers = rival == SENT && fit < SENT && !is_named && !by_topic;
        let quote = day.format("%-d %B %Y").to_string();
        if fit > 0 && !is_anothers {
            voice.evidence.push(Evidence::new(Rule::QuotedDate, &quote));
            voice.own += if rival < fit { 20 * fit } else { 5 * fit };
            voice.supported |= rival == 0 && index.siblings(request).next().is_some();
        } else if rival > 0 {
            voice.against.push(Evidence::new(Rule::AnotherDate, &quote));
            voice.own_against += 1;
        } else if !is_named && !by_topic && is_before_all(index, request, day) {
            voice.against.push(Evidence::new(Rule::BeforeTheRequest, &quote));
            voice.own_against += 1;
        }
    }
}

/// Whether a day that a message gives for the request came well before its first letter, and is no
/// day of a letter written in another order or with another year.
fn is_before_all(index: &Index, request: usize, day: NaiveDate) -> bool {
    let letters = &index.requests[request].facts.letters;
    let sent: Vec<NaiveDate> =
        letters.iter().filter_map(|letter| letter.sent_at).map(|at| at.date_naive()).collect();
    let turned = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    let is_slip = |sent: NaiveDate| {
        let that_year = day.with_year(sent.year());
        turned.is_some_and(|day| fit(sent, day) > 0)
            || that_year.is_some_and(|that| that != day && fit(sent, that) > 0)
    };
    sent.iter().min().is_some_and(|first| day < *first - Days::new(1))
        && !sent.into_iter().any(is_slip)
}

/// How well the very day of a letter fits.
const SENT: i32 = 2;

/// How well a day that a message gives for the request fits its letters: 2 the day of a letter, 1
/// the days until the next working day but one, 0 otherwise.
fn fit_of_request(index: &Index, request: usize, day: NaiveDate) -> i32 {
    let letters = &index.requests[request].facts.letters;
    letters
        .iter()
        .filter_map(|letter| letter.sent_at)
        .map(|sent| fit(sent.date_naive(), day))
        .max()
        .unwrap_or(0)
}

fn fit(sent: NaiveDate, day: NaiveDate) -> i32 {
    if sent == day {
        return SENT;
    }
    let mut last = sent;
    loop {
        last = last + Days::new(1);
        if !matches!(last.weekday(), Weekday::Sat | Weekday::Sun) {
            break;
        }
    }
    i32::from(day > sent && day <= last)
}

/// The day they promise is most often the twentieth working day after the request (s.10(1)): where
/// that fits one of several requests best, it tells them apart. It never speaks against one.
pub(super) fn hear_due(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    let Some(due) = signals.due_quoted else { return };
    let own = fit_of_due(index, request, due);
    let rival = index.siblings(request).map(|other| fit_of_due(index, other, due)).max();
    if own > rival.unwrap_or(0) {
        let quote = format!("due {}", due.format("%-d %B %Y"));
        voice.evidence.push(Evidence::new(Rule::QuotedDate, &quote));
        voice.own += 15;
    }
}

/// The calendars by which clerks count.
const CALENDARS: [Calendar; 2] = [Calendar::Uk, Calendar::Scotland];

/// How well a promised day fits the letters of a request: 3 counted from the day of sending, 2 from
/// the working day after it, 1 from the one after that, 0 otherwise. The law leaves out the bank
/// holidays of the whole Kingdom; many clerks count by those of their own country.
fn fit_of_due(index: &Index, request: usize, due: NaiveDate) -> u32 {
    let letters = &index.requests[request].facts.letters;
    let after = |from, days, calendar| Count::new(from, days, calendar).end(Holidays::shipped());
    let fits = |sent: NaiveDate, later: u32| {
        CALENDARS.into_iter().any(|calendar| {
            let receipt = if later == 0 { sent } else { after(sent, later, calendar) };
            after(receipt, 20, calendar) == due
        })
    };
    let fit = |sent| (0..3).find(|later| fits(sent, *later)).map_or(0, |later| 3 - later);
    letters
        .iter()
        .filter_map(|letter| letter.sent_at)
        .map(|at| fit(at.date_naive()))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_receipt_is_the_day_of_the_letter_or_the_next_working_day() {
        let day = |d| NaiveDate::from_ymd_opt(2025, 3, d).unwrap();
        for (sent, said, expected) in
            [(5, 5, 2), (5, 6, 1), (5, 7, 0), (5, 4, 0), (7, 10, 1), (8, 10, 1), (7, 11, 0)]
        {
            assert_eq!(fit(day(sent), day(said)), expected, "{sent} {said}");
        }
    }
}
