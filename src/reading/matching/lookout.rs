//! What the glance looks out for, arranged so that a text is gone through once and at little cost:
//! addresses and Message-IDs by what stands around their `@`, names and tokens by their first word.

use std::collections::{HashMap, HashSet};

/// What names the requests of an index.
#[derive(Debug, Default)]
pub(super) struct Lookout {
    /// Addresses and Message-IDs.
    pub(super) addresses: Addresses,
    /// Message-IDs without an `@`, lower-cased.
    pub(super) odd_ids: Vec<String>,
    /// First words of authorities' names and of tokens.
    pub(super) words: Starts,
}

impl Lookout {
    /// From addresses and Message-IDs, and from first words of names and tokens, all lower-cased.
    pub(super) fn new<'a>(
        addresses: impl IntoIterator<Item = &'a String>,
        names: impl IntoIterator<Item = &'a String>,
        tokens: impl IntoIterator<Item = &'a String>,
    ) -> Self {
        let (known, odd): (Vec<&str>, Vec<&str>) =
            addresses.into_iter().map(String::as_str).partition(|known| known.contains('@'));
        let first = |token: &'a String| {
            let mut runs = token.split(|c: char| !c.is_alphanumeric());
            runs.find(|run| !run.is_empty()).unwrap_or_default().to_owned()
        };
        Lookout {
            addresses: Addresses::new(&known),
            odd_ids: odd.into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect(),
            words: Starts::new(names.into_iter().cloned().chain(tokens.into_iter().map(first))),
        }
    }
}

/// Words with an `@`, found by the bytes around it.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// How many bytes before the `@` are looked at first: as many as every word has, up to four.
    before: usize,
    around: HashMap<[u8; 8], Vec<(String, String)>>,
}

impl Addresses {
    fn new(words: &[&str]) -> Self {
        let parts: Vec<(&str, &str)> =
            words.iter().filter_map(|word| word.rsplit_once('@')).collect();
        let before = parts.iter().map(|(local, _)| local.len()).min().unwrap_or(0).min(4);
        let mut addresses = Addresses { before, around: HashMap::new() };
        for (local, domain) in parts {
            let key = addresses.key(local.as_bytes(), domain.as_bytes());
            let alike = addresses.around.entry(key).or_default();
            if !alike.iter().any(|(l, d)| l == local && d == domain) {
                alike.push((local.to_owned(), domain.to_owned()));
            }
        }
        addresses
    }

    /// Whether one of the words stands around the `@` at that place, in any case.
    pub(super) fn is_at(&self, text: &[u8], at: usize) -> bool {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let Some(alike) = self.around.get(&self.key(before, after)) else { return false };
        alike.iter().any(|(local, domain)| {
            let start = before.len().checked_sub(local.len());
            start.is_some_and(|start| before[start..].eq_ignore_ascii_case(local.as_bytes()))
                && after
                    .get(..domain.len())
                    .is_some_and(|after| after.eq_ignore_ascii_case(domain.as_bytes()))
        })
    }

    /// The last bytes of the local part and the first two of the domain, in lower case.
    fn key(&self, local: &[u8], domain: &[u8]) -> [u8; 8] {
        let mut key = [0; 8];
        let local = &local[local.len().saturating_sub(self.before)..];
        key[..local.len()].copy_from_slice(local);
        for (to, from) in key[4..6].iter_mut().zip(domain) {
            *to = *from;
        }
        key.make_ascii_lowercase();
        key
    }
}

/// First words, and a quick test for the many words that are none.
#[derive(Debug, Default)]
pub(super) struct Starts {
    words: HashSet<String>,
    /// Beginnings of words that are known.
    beginnings: Beginnings,
}

/// Beginnings of words, by a bit for each in a small table: several of them may share one.
#[derive(Debug, Default)]
struct Beginnings {
    bits: Vec<u64>,
}

/// So many bytes are a beginning.
const BEGINNING: usize = 8;

impl Beginnings {
    /// How many bits the number of a bit has.
    const WIDTH: u32 = 16;

    fn add(&mut self, word: &str) {
        self.bits.resize(1 << (Self::WIDTH - 6), 0);
        let bit = Self::bit(word.as_bytes(), word.len());
        self.bits[bit >> 6] |= 1 << (bit & 63);
    }

    /// Whether the word of that length at the start of the text may begin like a known one.
    fn may_hold(&self, text: &[u8], length: usize) -> bool {
        let bit = Self::bit(text, length);
        self.bits[bit >> 6] >> (bit & 63) & 1 == 1
    }

    /// The bit of a word of plain letters and figures, in any case.
    fn bit(text: &[u8], length: usize) -> usize {
        let first = match text.first_chunk::<BEGINNING>() {
            Some(first) => u64::from_le_bytes(*first),
            None => {
                let mut first = [0; BEGINNING];
                first[..text.len()].copy_from_slice(text);
                u64::from_le_bytes(first)
            }
        };
        let own = u64::MAX >> (64 - 8 * length.clamp(1, BEGINNING));
        // A letter in lower case, and a figure, has this bit set.
        let lower = (first | 0x2020_2020_2020_2020) & own;
        let spread = (lower ^ length.min(16) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (spread >> (64 - Self::WIDTH)) as usize
    }
}

impl Starts {
    fn new(words: impl IntoIterator<Item = String>) -> Self {
        let words: HashSet<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let mut beginnings = Beginnings::default();
        words.iter().for_each(|word| beginnings.add(word));
        Starts { words, beginnings }
    }

    /// Whether `confirm` says yes to one of the places in the text where such a word starts. Words
    /// are runs of letters and figures; apostrophes inside are left out.
    pub(super) fn any_in(&self, text: &str, confirm: impl Fn(usize) -> bool) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let bytes = text.as_bytes();
        // Runs before this place were looked at for what is no plain letter in them.
        let mut seen = 0;
        let mut joined = 0;
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            let Marks { words, others } = Marks::of(block);
            for bit in Bits(words & !(words << 1 | joined)) {
                let start = number * BLOCK + bit;
                let mut length = (!(words >> bit)).trailing_zeros() as usize;
                if bit + length >= BLOCK {
                    length = run_end(bytes, start) - start;
                }
                if self.beginnings.may_hold(&bytes[start..], length)
                    && self.is_word(&text[start..start + length])
                    && confirm(start)
                {
                    return true;
                }
            }
            for other in Bits(others).map(|bit| number * BLOCK + bit) {
                if other >= seen {
                    let start = run_start(bytes, other);
                    seen = run_end(bytes, other);
                    if self.starts_in(&text[start..seen], |offset| confirm(start + offset)) {
                        return true;
                    }
                }
            }
            joined = words >> (BLOCK - 1);
        }
        false
    }

    /// Whether a run is of plain letters and a word that is known.
    fn is_word(&self, run: &str) -> bool {
        run.bytes().all(|byte| SORT[usize::from(byte)] == LETTER)
            && self.words.contains(&run.to_ascii_lowercase())
    }

    /// Whether one of the words in a run of more than plain letters is known, and confirmed.
    fn starts_in(&self, run: &str, confirm: impl Fn(usize) -> bool) -> bool {
        let apart = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
        run.split(apart).any(|word| {
            let plain = word.bytes().all(|byte| SORT[usize::from(byte)] == LETTER);
            if plain && !self.beginnings.may_hold(word.as_bytes(), word.len()) {
                return false;
            }
            let bare = word.replace(['\'', '’'], "").to_lowercase();
            self.words.contains(&bare) && confirm(word.as_ptr() as usize - run.as_ptr() as usize)
        })
    }
}

/// Where the run of a word's bytes around this place starts.
fn run_start(text: &[u8], at: usize) -> usize {
    at - text[..at].iter().rev().take_while(|byte| SORT[usize::from(**byte)] != 0).count()
}

/// Where it ends.
fn run_end(text: &[u8], at: usize) -> usize {
    at + text[at..].iter().take_while(|byte| SORT[usize::from(**byte)] != 0).count()
}

/// So many bytes are marked at a time, a bit for each.
const BLOCK: usize = 64;

/// Which bytes of a block belong to words, and which of those are no plain letters or figures. There
/// is no branch for each byte: where a word ends is what a processor guesses worst.
struct Marks {
    words: u64,
    others: u64,
}

impl Marks {
    fn of(text: &[u8]) -> Self {
        let mut last = [0; BLOCK];
        let block = text.first_chunk::<BLOCK>().unwrap_or_else(|| {
            last[..text.len()].copy_from_slice(text);
            &last
        });
        let is_letter =
            |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10;
        let is_other = |byte: u8| byte >= 0x80 || byte == b'\'';
        let letters = bits(&block.map(|byte| u8::from(is_letter(byte))));
        let others = bits(&block.map(|byte| u8::from(is_other(byte))));
        Marks { words: letters | others, others }
    }
}

/// Sixty-four ones and zeros as bits, the first one lowest.
fn bits(ones: &[u8; BLOCK]) -> u64 {
    let mut bits = 0;
    for (place, eight) in ones.as_chunks::<8>().0.iter().enumerate() {
        // Each byte's one is carried to its place in the highest byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * place);
    }
    bits
}

/// The places of the bits that are set, lowest first.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = (self.0 != 0).then(|| self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(place)
    }
}

/// A plain letter or figure.
const LETTER: u8 = 1;
/// An apostrophe, or a byte beyond ASCII: a closer look tells whether it belongs to a word.
const OTHER: u8 = 2;

/// What each byte is to a word; 0 where none goes on.
const SORT: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        sorts[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => LETTER,
            b'\'' | 0x80.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    sorts
};

#[cfg(test)]
mod tests {
    use super::*;

    fn lookout() -> Lookout {
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        Lookout::new(
            &own(&["foi@marl.example", "letter-7@campaign.example", "a@b.example", "idwithout"]),
            &own(&["marl", "university", "stjohns", "d\u{fc}nbridge"]),
            &own(&["pk/00012", "our-a"]),
        )
    }

    #[test]
    fn an_address_is_found_whatever_stands_around_it() {
        let lookout = lookout();
        let found = |text: &str| {
            memchr::memchr_iter(b'@', text.as_bytes())
                .any(|at| lookout.addresses.is_at(text.as_bytes(), at))
        };
        for text in [
            "foi@marl.example",
            "<FOI@Marl.Example>",
            "rfc822;foi@marl.example.",
            "mailto:'foi@marl.example'",
            "Message-ID:letter-7@campaign.example;",
            "x@y z a@b.example",
        ] {
            assert!(found(text), "{text}");
        }
        for text in ["info@marl.exam", "oi@marl.example", "letter-8@campaign.example", "@", "a@"] {
            assert!(!found(text), "{text}");
        }
        assert_eq!(lookout.odd_ids, ["idwithout"]);
    }

    #[test]
    fn a_first_word_is_found_in_any_spelling() {
        let lookout = lookout();
        let starts = |text: &str| {
            let found = std::cell::RefCell::new(Vec::new());
            lookout.words.any_in(text, |at| {
                found.borrow_mut().push(at);
                false
            });
            found.into_inner()
        };
        assert_eq!(starts("The MARL, marl-side Marlow"), [4, 10]);
        assert_eq!(starts("\u{201c}University\u{201d} St John's"), [3]);
        assert_eq!(starts("ST'JOHN\u{2019}S D\u{dc}NBRIDGE"), [0, 12]);
        for before in 0..140 {
            let text = format!("{} marl d\u{fc}nbridge", "x".repeat(before));
            assert_eq!(starts(&text), [before + 1, before + 6], "{before}");
        }
        assert!(!lookout.words.any_in("none here", |_| true));
        assert!(lookout.words.any_in("see [PK/00012]", |at| at == 5));
    }
}
