//! A hard campaign, made from a seed: her letters, all the mail that came, and the truth about each
//! message. The mail is what defeats tools of this kind: several requests to one authority, shared
//! domains, replies in the wrong thread, mistyped references, two answers in one mail, other
//! campaigns of hers, look-alikes. Everybody in it is invented.
//!
//! Used by the story `hard_campaigns_are_filed` and by `examples/evaluate_matching.rs`.

mod noise;
mod replies;
mod strangers;
mod traps;
mod world;
mod write;

pub use world::{HER, World};

/// What a careful clerk would do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ideal {
    /// File it: it names the request, and nothing contradicts.
    File,
    /// Offer it, the right request first: there is enough to tell, not enough to file.
    Offer,
    /// Ask: nobody can tell which of the authority's requests is meant.
    Open,
    /// Leave it: it is about none of the requests.
    Leave,
}

/// A message that came.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Its bytes.
    pub raw: String,
    /// What is hard about it.
    pub case: &'static str,
    /// The requests it is about, as places in [`World::requests`].
    pub requests: Vec<usize>,
    /// What to do with it.
    pub ideal: Ideal,
}

/// All of a campaign's mail.
#[derive(Debug)]
pub struct Campaign {
    /// Who was asked what.
    pub world: World,
    /// Her letters, as an mbox.
    pub sent: String,
    /// What came, in the order it lies in her mailbox.
    pub inbox: Vec<Arrived>,
}

impl Campaign {
    /// The campaign of that seed, to so many authorities.
    pub fn new(seed: u64, authorities: usize) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1CE);
        let world = World::new(&mut dice, authorities);
        let mut inbox = replies::all(&world, &mut dice);
        inbox.extend(traps::all(&world, &mut dice));
        inbox.extend(noise::all(&world, &mut dice));
        inbox.extend(strangers::all(&world, &mut dice));
        dice.shuffle(&mut inbox);
        Campaign { sent: write::mbox(&world.letters(&mut dice)), world, inbox }
    }

    /// The mailbox that she reads, as an mbox.
    pub fn received(&self) -> String {
        write::mbox(&self.inbox.iter().map(|arrived| arrived.raw.clone()).collect::<Vec<_>>())
    }
}

impl Campaign {
    /// The mailbox in two, as two exports.
    pub fn halves(&self) -> (String, String) {
        let raw: Vec<String> = self.inbox.iter().map(|arrived| arrived.raw.clone()).collect();
        let (first, second) = raw.split_at(raw.len() / 2);
        (write::mbox(first), write::mbox(second))
    }
}

/// A generator of numbers (splitmix64): the same seed, the same campaign.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }

    /// Figures and letters, so many.
    pub fn tag(&mut self, length: usize) -> String {
        let letters = b"abcdefghijklmnopqrstuvwxyz0123456789";
        (0..length).map(|_| char::from(*self.pick(letters))).collect()
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}
