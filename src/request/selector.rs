//! Selectors: how she names the authorities a command is about. `coventry-university`,
//! `kind:university`, `nation:wales`, `law:foisa`, `tag:north`, a part of a name, `@ids.txt`, `-`
//! (ids from standard input), `all`; several add up, `+` between words narrows
//! (`kind:university+nation:wales`), `!` takes away. Reads no file itself.

use std::collections::HashSet;
use std::str::FromStr;

use crate::law::{BodyKind, Nation, Regime};
use crate::request::authority::{Authority, Layer};
use crate::request::register::Register;
use crate::request::{AuthorityId, id};
use crate::words::{UnknownWord, nearest};

/// What one selector asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Everything in her register; the whole catalogue while she has no entry of her own.
    All,
    /// The built-in catalogue, as far as she has not overridden it.
    Catalogue,
    /// Bodies of one sort.
    Kind(BodyKind),
    /// Bodies of one nation.
    Nation(Nation),
    /// Bodies under one law.
    Law(Regime),
    /// Bodies with a label.
    Tag(String),
    /// Those that meet every one of these.
    Every(Vec<Wanted>),
    /// The ids that a file lists, one a line (`-` is standard input).
    File(String),
    /// An id, a name, or a part of a name.
    Named(String),
}

/// One selector: what it asks for, and whether that is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// What it asks for.
    pub wanted: Wanted,
    /// Whether it began with `!`.
    pub exclude: bool,
    /// How it was typed.
    pub typed: String,
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let (exclude, rest) = match typed.trim().strip_prefix('!') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, typed.trim()),
        };
        if rest.is_empty() {
            return Err("a selector is empty; `all` means every authority".to_owned());
        }
        Ok(Selector { wanted: wanted(rest)?, exclude, typed: typed.trim().to_owned() })
    }
}

/// The words that may stand before a colon.
const PREFIXES: &[&str] = &["kind", "nation", "law", "tag", "name", "id"];

fn wanted(text: &str) -> Result<Wanted, String> {
    let parts: Vec<&str> = text.split('+').map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| prefix(part).is_some()) {
        return Ok(Wanted::Every(parts.into_iter().map(wanted).collect::<Result<_, _>>()?));
    }
    if let Some((prefix, value)) = prefix(text) {
        return prefixed(prefix, value);
    }
    Ok(match text {
        "all" => Wanted::All,
        "catalogue" => Wanted::Catalogue,
        "-" => Wanted::File("-".to_owned()),
        _ => match text.strip_prefix('@') {
            Some(file) if !file.is_empty() => Wanted::File(file.to_owned()),
            _ => Wanted::Named(text.to_owned()),
        },
    })
}

fn prefix(text: &str) -> Option<(&str, &str)> {
    let (prefix, value) = text.split_once(':')?;
    (!prefix.contains(' ')).then_some((prefix.trim(), value.trim()))
}

fn prefixed(prefix: &str, value: &str) -> Result<Wanted, String> {
    Ok(match prefix {
        "kind" => Wanted::Kind(word(value)?),
        "nation" => Wanted::Nation(word(value)?),
        "law" => Wanted::Law(word(value)?),
        "tag" if !value.is_empty() => Wanted::Tag(value.to_owned()),
        "name" | "id" if !value.is_empty() => Wanted::Named(value.to_owned()),
        "tag" | "name" | "id" => {
            return Err(format!("`{prefix}:` needs something after the colon"));
        }
        _ => {
            let hint = nearest(prefix, PREFIXES.iter().copied())
                .map_or_else(|| PREFIXES.join(", "), |near| format!("did you mean `{near}:`?"));
            return Err(format!("`{prefix}:` selects nothing ({hint})"));
        }
    })
}

fn word<T: FromStr<Err = UnknownWord>>(value: &str) -> Result<T, String> {
    value.parse().map_err(|error: UnknownWord| error.to_string())
}

/// The authorities that selectors chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Their ids, each once, in the order of the register.
    pub chosen: Vec<AuthorityId>,
    /// How many each selector hit, in the order typed; what an exclusion took away.
    pub hits: Vec<(String, usize)>,
    /// Selectors and listed ids that hit nothing, files that could not be read.
    pub problems: Vec<String>,
}

/// Resolves selectors against a register. Exclusions win wherever they stand; exclusions alone are
/// taken from `all`. `read` gives the text of a file (or of standard input for `-`).
pub fn select(
    register: &Register,
    selectors: &[Selector],
    read: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Selection {
    let mut selection = Selection::default();
    let (mut taken, mut left_out) = (HashSet::new(), HashSet::new());
    if !selectors.is_empty() && selectors.iter().all(|selector| selector.exclude) {
        taken.extend(matching(register, &Wanted::All));
    }
    for selector in selectors {
        let found = hits(register, selector, read, &mut selection.problems);
        selection.hits.push((selector.typed.clone(), found.len()));
        let set = if selector.exclude { &mut left_out } else { &mut taken };
        set.extend(found);
    }
    selection.chosen = (register.authorities.iter().enumerate())
        .filter(|(place, _)| taken.contains(place) && !left_out.contains(place))
        .map(|(_, authority)| authority.id.clone())
        .collect();
    selection
}

/// The places in the register that one selector hits; what it misses is told.
fn hits(
    register: &Register,
    selector: &Selector,
    read: &mut dyn FnMut(&str) -> Result<String, String>,
    problems: &mut Vec<String>,
) -> Vec<usize> {
    let found = match &selector.wanted {
        Wanted::File(file) => match read(file) {
            Ok(text) => listed(register, file, &text, problems),
            Err(error) => {
                problems.push(error);
                return Vec::new();
            }
        },
        Wanted::Named(text) => named(register, text),
        wanted => matching(register, wanted),
    };
    if found.is_empty() {
        problems.push(missed(register, selector));
    }
    found
}

fn matching(register: &Register, wanted: &Wanted) -> Vec<usize> {
    let any_of_hers = register.authorities.iter().any(|a| a.layer == Layer::Desk);
    (register.authorities.iter().enumerate())
        .filter(|(_, authority)| meets(authority, wanted, any_of_hers))
        .map(|(place, _)| place)
        .collect()
}

fn meets(authority: &Authority, wanted: &Wanted, any_of_hers: bool) -> bool {
    match wanted {
        Wanted::All => !any_of_hers || authority.layer == Layer::Desk,
        Wanted::Catalogue => authority.layer == Layer::Catalogue,
        Wanted::Kind(kind) => authority.kind == *kind,
        Wanted::Nation(nation) => authority.nation == Some(*nation),
        Wanted::Law(law) => authority.regime(false) == *law,
        Wanted::Tag(tag) => authority.tags.iter().any(|own| own.eq_ignore_ascii_case(tag)),
        Wanted::Every(all) => all.iter().all(|one| meets(authority, one, any_of_hers)),
        Wanted::Named(text) => holds(authority, &id::slug(text)),
        Wanted::File(_) => false,
    }
}

/// An id hits one; a whole name hits those that have it; anything else hits as part of a name.
fn named(register: &Register, text: &str) -> Vec<usize> {
    if let Some(place) = register.place(&AuthorityId::from(text)) {
        return vec![place];
    }
    let wanted = id::slug(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let places = |hit: &dyn Fn(&Authority) -> bool| -> Vec<usize> {
        let hits = register.authorities.iter().enumerate().filter(|(_, a)| hit(a));
        hits.map(|(place, _)| place).collect()
    };
    match places(&|authority| authority.names().any(|name| id::slug(name) == wanted)) {
        whole if !whole.is_empty() => whole,
        _ => places(&|authority| holds(authority, &wanted)),
    }
}

/// Whether a part of a name stands in one of its names, at the beginning of a word.
fn holds(authority: &Authority, part: &str) -> bool {
    let part = format!("-{part}");
    !part.ends_with('-') && authority.names().any(|n| format!("-{}", id::slug(n)).contains(&part))
}

/// The ids of a file: one a line, `#` begins a remark.
fn listed(register: &Register, file: &str, text: &str, problems: &mut Vec<String>) -> Vec<usize> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let wanted = line.split('#').next().unwrap_or_default().trim();
        if wanted.is_empty() {
            continue;
        }
        match register.named(wanted).and_then(|authority| register.place(&authority.id)) {
            Some(place) => found.push(place),
            None => problems.push(format!(
                "{file} line {}: no authority is called `{wanted}`{}",
                number + 1,
                near(register, wanted)
            )),
        }
    }
    found
}

fn missed(register: &Register, selector: &Selector) -> String {
    match &selector.wanted {
        Wanted::Named(text) => {
            format!("no authority is called `{text}`{}", near(register, text))
        }
        Wanted::File(file) => format!("{file} names no authority of the register"),
        _ => format!("`{}` selects no authority of the register", selector.typed),
    }
}

fn near(register: &Register, text: &str) -> String {
    let ids = register.authorities.iter().map(|authority| authority.id.as_str());
    let slug = id::slug(text);
    match nearest(&slug, ids) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None => " (see `foi authority list`)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HERS: &str = r#"
catalogue = false
[[authority]]
name = "University of Dunbridge"
kind = "university"
nation = "england"
tags = ["north"]
[[authority]]
name = "University of Strathmoor"
kind = "university"
nation = "scotland"
[[authority]]
name = "Aberfell College"
former_names = ["Aberfell Institute"]
kind = "fe-college"
nation = "scotland"
tags = ["north"]
"#;

    fn chosen(typed: &[&str]) -> (Vec<String>, Vec<String>) {
        let selectors: Vec<Selector> = typed.iter().map(|t| t.parse().unwrap()).collect();
        let mut read = |file: &str| match file {
            "ids.txt" => Ok("# mine\naberfell-college\n\nnobody # gone\n".to_owned()),
            _ => Err(format!("cannot read {file}")),
        };
        let selection = select(&Register::layered(HERS), &selectors, &mut read);
        (selection.chosen.into_iter().map(|id| id.0).collect(), selection.problems)
    }

    #[test]
    fn selectors_add_up_narrow_and_take_away() {
        const DUNBRIDGE: &str = "university-of-dunbridge";
        const STRATHMOOR: &str = "university-of-strathmoor";
        const ABERFELL: &str = "aberfell-college";
        for (typed, expected) in [
            (vec!["all"], vec![DUNBRIDGE, STRATHMOOR, ABERFELL]),
            (vec!["kind:university"], vec![DUNBRIDGE, STRATHMOOR]),
            (vec!["kind:university+nation:scotland"], vec![STRATHMOOR]),
            (vec!["law:foisa", "tag:North"], vec![DUNBRIDGE, STRATHMOOR, ABERFELL]),
            (vec!["!tag:north", "all"], vec![STRATHMOOR]),
            (vec!["!kind:fe-college"], vec![DUNBRIDGE, STRATHMOOR]),
            (vec!["aberfell-college"], vec![ABERFELL]),
            (vec!["Aberfell Institute"], vec![ABERFELL]),
            (vec!["strath"], vec![STRATHMOOR]),
            (vec!["university of"], vec![DUNBRIDGE, STRATHMOOR]),
            (vec!["nation:england", "nation:england"], vec![DUNBRIDGE]),
        ] {
            let (ids, problems) = chosen(&typed);
            assert_eq!(
                (ids, problems),
                (expected.iter().map(ToString::to_string).collect(), vec![])
            );
        }
    }

    #[test]
    fn what_hits_nothing_is_told() {
        let (ids, problems) = chosen(&["@ids.txt", "@gone.txt", "aberfel-college", "tag:south"]);
        assert_eq!(ids, ["aberfell-college"]);
        assert_eq!(
            problems,
            [
                "ids.txt line 4: no authority is called `nobody` (see `foi authority list`)",
                "cannot read gone.txt",
                "no authority is called `aberfel-college` (did you mean `aberfell-college`?)",
                "`tag:south` selects no authority of the register",
            ]
        );
    }

    #[test]
    fn a_mistyped_selector_is_told_before_anything_is_selected() {
        for (typed, expected) in [
            ("kind:univeristy", "did you mean `university`?"),
            ("nations:wales", "did you mean `nation:`?"),
            ("tag:", "needs something after the colon"),
            ("!", "is empty"),
        ] {
            let error = typed.parse::<Selector>().unwrap_err();
            assert!(error.contains(expected), "{typed}: {error}");
        }
    }

    #[test]
    fn all_is_hers_and_the_catalogue_while_she_has_none() {
        let all: Selector = "all".parse().unwrap();
        let mut none = |_: &str| Err(String::new());
        let one = Register::layered("[[authority]]\nname = \"Aberfell College\"\n");
        assert_eq!(select(&one, std::slice::from_ref(&all), &mut none).chosen.len(), 1);
        assert_eq!(select(&Register::catalogue(), &[all], &mut none).chosen.len(), 148);
    }

    proptest! {
        #[test]
        fn no_selector_panics(typed in "[!@+:a-z -]{0,12}|.{0,12}") {
            if let Ok(selector) = typed.parse::<Selector>() {
                let mut none = |_: &str| Err(String::new());
                select(&Register::layered(HERS), &[selector], &mut none);
            }
        }
    }
}
