//! Who was asked what: authorities with their habits, and the requests put to them.

use chrono::{DateTime, Days, TimeDelta, TimeZone as _, Utc};

use super::Dice;
use super::write::{self, Mail};

/// Everything the mail of a campaign is made from.
#[derive(Debug)]
pub struct World {
    pub authorities: Vec<Authority>,
    pub requests: Vec<Request>,
}

/// How an authority writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writes {
    /// From its own domain.
    Itself,
    /// From a domain below its own.
    Department,
    /// Through a case system that writes for many, which knows no threads.
    CaseSystem,
    /// From a mail provider or a mail service that many bodies share.
    Provider,
    /// From the domain of a neighbour with which it shares its offices.
    Joint,
}

/// An authority that was asked.
#[derive(Debug)]
pub struct Authority {
    pub name: String,
    pub domain: String,
    /// Where requests to it go.
    pub address: String,
    pub writes: Writes,
    /// What a reference of its looks like, `#` for the number.
    pub shape: &'static str,
    /// Whether its server gives our letters an id of its own.
    pub rewrites: bool,
    pub requests: Vec<usize>,
}

/// A request: one topic put to one authority.
#[derive(Debug)]
pub struct Request {
    pub authority: usize,
    pub topic: &'static Topic,
    pub sent: DateTime<Utc>,
    pub message_id: String,
    /// The id that the authority's server knows our letter by.
    pub server_id: String,
    /// Her address, with a plus part or without.
    pub from: String,
    pub tag: Option<String>,
    pub token: Option<String>,
    /// The number in its reference.
    pub number: u32,
    pub reference: String,
}

/// What is asked: in the subject, in the letter, and as a clerk sums it up.
#[derive(Debug)]
pub struct Topic {
    pub subject: &'static str,
    pub letter: &'static str,
    pub clerk: &'static str,
    /// What the words would be in a letter of an answer.
    pub answer: &'static str,
}

const TOPICS: [Topic; 6] = [
    Topic {
        subject: "swimming pool closures",
        letter: "the closure of public swimming pools for repairs",
        clerk: "your questions on closed swimming pools",
        answer: "The pools were shut for eleven days because of a broken boiler.",
    },
    Topic {
        subject: "winter gritting of footpaths",
        letter: "the gritting of footpaths and pavements in winter",
        clerk: "your questions on winter gritting",
        answer: "Footpaths were gritted on nineteen nights, with 40 tonnes of salt.",
    },
    Topic {
        subject: "leased photocopiers",
        letter: "the leasing of photocopiers and printers",
        clerk: "your questions on photocopier leases",
        answer: "We lease thirty photocopiers from two firms until 2027.",
    },
    Topic {
        subject: "allotment waiting lists",
        letter: "the waiting lists for allotment plots",
        clerk: "your questions on allotment plots",
        answer: "There are 212 people waiting for an allotment plot.",
    },
    Topic {
        subject: "translation and interpreting",
        letter: "the use of interpreters and translation agencies",
        clerk: "your questions on interpreters",
        answer: "Interpreters were booked 318 times, most often for Polish.",
    },
    Topic {
        subject: "bat surveys before building work",
        letter: "surveys for bats made before building work",
        clerk: "your questions on bat surveys",
        answer: "Four bat surveys were commissioned; none found a roost.",
    },
];

const PLACES: [&str; 20] = [
    "Ashmere",
    "Bellwick",
    "Corranby",
    "Dunfold",
    "Eskerton",
    "Farrowdale",
    "Gorsley",
    "Hexcombe",
    "Inkhaven",
    "Jessop",
    "Kelderby",
    "Lowmarsh",
    "Mossgate",
    "Nethercott",
    "Oxenholt",
    "Pellinstow",
    "Quenby",
    "Rushbourne",
    "Saltmere",
    "Tarrowby",
];

const BODIES: [&str; 5] = [
    "# District Council",
    "University of #",
    "# NHS Foundation Trust",
    "Upper # Parish Council",
    "# Fire and Rescue Authority",
];

const SHAPES: [&str; 10] = [
    "FOI-2025-#",
    "FOIA#",
    "#",
    "IG/25/#",
    "EIR#",
    "CAS-#-K4TP7Q",
    "W#",
    "RFI #",
    "DE2579041#",
    "FOI/#/25",
];

/// Her address without a plus part.
pub const HER: &str = "robin@campaign.example";

impl World {
    pub(super) fn new(dice: &mut Dice, authorities: usize) -> Self {
        let mut world = World { authorities: Vec::new(), requests: Vec::new() };
        for place in 0..authorities {
            let authority = world.authority(dice, place);
            world.authorities.push(authority);
            let several = if dice.chance(45) { 2 + dice.below(2) } else { 1 };
            let first = dice.below(TOPICS.len());
            let number = u32::try_from(1000 + dice.below(8000)).unwrap_or(1000);
            for nth in 0..several {
                // A log counts on: requests of one week have neighbouring numbers, and every log
                // of the same maker begins at the same number.
                let number = if dice.chance(20) { 4711 } else { number }
                    + u32::try_from(nth).unwrap_or(0) * if dice.chance(50) { 1 } else { 37 };
                let request =
                    world.request(dice, place, &TOPICS[(first + nth) % TOPICS.len()], number);
                world.authorities[place].requests.push(world.requests.len());
                world.requests.push(request);
            }
        }
        world
    }

    fn authority(&self, dice: &mut Dice, place: usize) -> Authority {
        let name = BODIES[dice.below(BODIES.len())].replace('#', PLACES[place % PLACES.len()]);
        let name = if place >= PLACES.len() {
            format!("{name} {}", ["North", "South", "East", "West"][(place / PLACES.len() - 1) % 4])
        } else {
            name
        };
        let mut domain = format!("{}.example", name.to_lowercase().replace(' ', "-"));
        let mut writes = *dice.pick(&[
            Writes::Itself,
            Writes::Itself,
            Writes::Department,
            Writes::CaseSystem,
            Writes::Provider,
            Writes::Joint,
        ]);
        let mut address = format!("foi@{domain}");
        match writes {
            Writes::Provider if dice.chance(50) => {
                "nhs.net".clone_into(&mut domain);
                address = format!("{}.foi@nhs.net", name.to_lowercase().replace(' ', "."));
            }
            Writes::Joint => match self.authorities.last() {
                Some(neighbour) if neighbour.writes == Writes::Itself => {
                    neighbour.domain.clone_into(&mut domain);
                    address = format!("{}@{domain}", PLACES[place % PLACES.len()].to_lowercase());
                }
                _ => writes = Writes::Itself,
            },
            _ => {}
        }
        Authority {
            name,
            domain,
            address,
            writes,
            shape: SHAPES[dice.below(SHAPES.len())],
            rewrites: dice.chance(35),
            requests: Vec::new(),
        }
    }

    fn request(
        &self,
        dice: &mut Dice,
        authority: usize,
        topic: &'static Topic,
        number: u32,
    ) -> Request {
        let nth = self.requests.len();
        let sent = Utc.with_ymd_and_hms(2025, 3, 3, 8, 0, 0).single().unwrap_or_default()
            + Days::new(dice.below(9) as u64)
            + TimeDelta::minutes(dice.below(600) as i64);
        let tag = dice.chance(45).then(|| dice.tag(8));
        let from = tag
            .as_ref()
            .map_or_else(|| HER.to_owned(), |tag| format!("robin+{tag}@campaign.example"));
        Request {
            authority,
            topic,
            sent,
            message_id: format!("{}.{nth}@campaign.example", dice.tag(10)),
            server_id: format!("{}@gateway.{}", dice.tag(14), self.authorities[authority].domain),
            from,
            tag,
            token: dice.chance(25).then(|| format!("RX/{}", 5000 + nth)),
            number,
            reference: self.authorities[authority].shape.replace('#', &number.to_string()),
        }
    }

    /// The other requests to the same authority.
    pub fn siblings(&self, request: usize) -> Vec<usize> {
        let all = &self.authorities[self.requests[request].authority].requests;
        all.iter().copied().filter(|other| *other != request).collect()
    }

    /// Who writes for the request.
    pub fn of(&self, request: usize) -> &Authority {
        &self.authorities[self.requests[request].authority]
    }

    /// Her letters.
    pub(super) fn letters(&self, dice: &mut Dice) -> Vec<String> {
        self.requests.iter().map(|request| self.letter(request, dice)).collect()
    }

    fn letter(&self, request: &Request, dice: &mut Dice) -> String {
        let authority = &self.authorities[request.authority];
        write::mail(
            &Mail {
                id: Some(request.message_id.clone()),
                from: format!("Robin Example <{}>", request.from),
                to: authority.address.clone(),
                date: Some(request.sent),
                subject: request.subject(),
                text: request.text(&authority.name),
                ..Mail::default()
            },
            dice,
        )
    }
}

impl Request {
    /// The subject of her letter.
    pub fn subject(&self) -> String {
        let token = self.token.as_ref().map_or_else(String::new, |token| format!(" [{token}]"));
        format!("Freedom of Information request - {}{token}", self.topic.subject)
    }

    /// The text of her letter.
    pub fn text(&self, name: &str) -> String {
        let token = self
            .token
            .as_ref()
            .map_or_else(String::new, |token| format!("\n\nMy reference: {token}"));
        format!(
            "Dear {name},\n\nUnder the Freedom of Information Act 2000 I ask about {}.\n\n1. The figures for each of the last two years.\n2. The name of the firm that was paid most.\n\nRobin Example{token}",
            self.topic.letter
        )
    }

    /// Her letter as a mail program quotes it below an answer.
    pub fn quoted(&self, authority: &Authority, outlook: bool) -> String {
        let text = self.text(&authority.name);
        if outlook {
            return format!(
                "\n\n________________________________\nFrom: Robin Example <{}>\nSent: {}\nTo: {}\nSubject: {}\n\n{text}",
                self.from,
                self.sent.format("%d %B %Y %H:%M"),
                authority.address,
                self.subject()
            );
        }
        let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
        format!(
            "\n\nOn {}, Robin Example <{}> wrote:\n\n{}",
            self.sent.format("%a, %-d %b %Y at %H:%M"),
            self.from,
            lines.join("\n")
        )
    }
}
