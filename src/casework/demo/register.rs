//! The register of the demonstration: 124 invented universities at `.example` hosts, the same
//! every time. The places do not exist; RFC 2606 keeps the hosts from ever existing.

use std::fmt::Write as _;

use crate::law::Nation;
use crate::request::id::slug;

/// How many universities the demonstration writes to.
pub const COUNT: usize = 124;

/// Beginnings and endings of places that are on no map. Their numbers (29 and 16) have no common
/// divisor, so that stepping through both at once repeats no place.
const ENGLISH: [&str; 29] = [
    "Quarn", "Vesk", "Thrim", "Yelv", "Morv", "Brask", "Ostrel", "Ulvek", "Corv", "Drask",
    "Emmerl", "Farrel", "Grelv", "Hesk", "Ivark", "Jarrel", "Kelv", "Lorrim", "Marv", "Norv",
    "Ormel", "Pelv", "Querrin", "Rosk", "Selvan", "Tarrim", "Umbrel", "Wexel", "Zelm",
];
const ENDINGS: [&str; 16] = [
    "mere", "wick", "combe", "stead", "haven", "minster", "ford", "bury", "dale", "holme", "mouth",
    "bridge", "worth", "field", "cester", "stow",
];
const SCOTTISH: [&str; 14] = [
    "Inverquarn",
    "Strathvesk",
    "Glenmorv",
    "Auchterselv",
    "Kinbrask",
    "Ardthrim",
    "Dunostrel",
    "Pitkelv",
    "Lochhesk",
    "Craigulvek",
    "Balgrelv",
    "Fetterosk",
    "Kilquerrin",
    "Aberumbrel",
];
const WELSH: [&str; 7] =
    ["Llanvesk", "Aberquarn", "Caerthrim", "Pontyelv", "Tremorv", "Penbrask", "Rhydostrel"];
const NORTHERN_IRISH: [&str; 3] = ["Ballyquarn", "Carrickvesk", "Lisnathrim"];

/// Before the @: the usual names of such inboxes.
const INBOXES: [&str; 7] = [
    "foi",
    "foi",
    "foia",
    "freedom-of-information",
    "info-compliance",
    "information-rights",
    "foi-enquiries",
];

/// The text of the demonstration's `authorities.toml`.
pub fn register_text() -> String {
    let mut text = String::from(
        "# The register of the demonstration. Every university in it is invented, and nothing at\n\
         # `.example` can receive mail from the internet.\n\n\
         # The built-in catalogue of real universities does not lie beneath this register.\n\
         catalogue = false\n",
    );
    for (number, (place, nation)) in places().into_iter().enumerate() {
        entry(&mut text, number, &place, nation);
    }
    text
}

/// The places with their nations; the smaller nations are spread among the English ones.
fn places() -> Vec<(String, Nation)> {
    let elsewhere = SCOTTISH.iter().map(|place| (*place, Nation::Scotland));
    let elsewhere = elsewhere.chain(WELSH.iter().map(|place| (*place, Nation::Wales)));
    let elsewhere =
        elsewhere.chain(NORTHERN_IRISH.iter().map(|place| (*place, Nation::NorthernIreland)));
    let mut elsewhere = elsewhere.map(|(place, nation)| (place.to_owned(), nation));
    let mut english = 0;
    let mut next_english = || {
        let place = [ENGLISH[english % ENGLISH.len()], ENDINGS[english % ENDINGS.len()]].concat();
        english += 1;
        (place, Nation::England)
    };
    (0..COUNT)
        .map(|number| match number % 5 {
            2 => elsewhere.next().unwrap_or_else(&mut next_english),
            _ => next_english(),
        })
        .collect()
}

fn entry(text: &mut String, number: usize, place: &str, nation: Nation) {
    let name = match number % 7 {
        0 | 2 | 4 => format!("University of {place}"),
        1 | 3 => format!("{place} University"),
        5 => format!("{place} Metropolitan University"),
        _ => format!("{place} Institute of Art and Technology"),
    };
    let host = format!("{}.example", slug(place));
    let inbox = INBOXES[number % INBOXES.len()];
    let _ = write!(
        text,
        "\n[[authority]]\nid = \"{}\"\nname = \"{name}\"\nkind = \"university\"\n\
         nation = \"{nation}\"\nemail = \"{inbox}@{host}\"\n",
        slug(&name),
    );
    if number % 31 == 7 {
        let _ = writeln!(text, "former_names = [\"{place} Polytechnic\"]");
    }
    if number % 31 == 11 {
        let _ = writeln!(text, "review_email = \"secretary@{host}\"");
    }
    text.push_str("source = \"invented for the demonstration\"\nverified = 2026-01-05\n");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::law::Regime;
    use crate::request::register::check::check;
    use crate::request::{Authority, Register};

    #[test]
    fn it_holds_124_sound_entries_all_invented() {
        let register = Register::layered(&register_text());
        assert_eq!(check(&register), []);
        assert_eq!(register.authorities.len(), COUNT);
        let emails: BTreeSet<_> =
            register.authorities.iter().filter_map(|a| a.email.as_deref()).collect();
        assert_eq!(emails.len(), COUNT);
        assert!(emails.iter().all(|email| email.ends_with(".example")));
        assert!(register.authorities.iter().all(Authority::is_verified));
        let scottish = register.authorities.iter().filter(|a| a.regime(false) == Regime::Foisa);
        assert_eq!(scottish.count(), SCOTTISH.len());
    }

    #[test]
    fn it_names_no_authority_of_the_catalogue() {
        let real = Register::catalogue();
        for authority in Register::layered(&register_text()).authorities {
            assert!(real.named(&authority.name).is_none(), "{}", authority.name);
        }
    }
}
