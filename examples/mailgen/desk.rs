//! The desk that the mail is for: invented places, their hosts, the letters sent to them.

use chrono::{DateTime, Utc};

/// When the first letter went out.
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_600_000, 0).unwrap_or_default()
}

/// An invented place for each number.
pub fn place(n: usize) -> String {
    let first =
        ["Alder", "Brack", "Corn", "Dun", "Elms", "Fern", "Gorse", "Hazel", "Iver", "Jessa"];
    let middle = ["ing", "er", "en", "al", "is", "or", "un", "et", "am", "ow"];
    let last = ["ton", "ley", "wick", "ford", "mere", "stead", "combe", "thorpe", "dale", "holt"];
    format!("{}{}{}", first[n % 10], middle[n / 10 % 10], last[n / 100 % 10])
        + &if n < 1000 { String::new() } else { format!(" {}", n / 1000) }
}

pub fn host(n: usize) -> String {
    format!("{}.example", place(n).to_lowercase().replace(' ', "-"))
}

pub fn token(n: usize) -> String {
    format!("PK/{n:05}")
}

pub fn sent_id(n: usize) -> String {
    format!("request-{n}.parking@campaign.example")
}
