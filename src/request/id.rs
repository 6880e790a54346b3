//! The names by which things are called: typed, so that an authority is never taken for a request.
//!
//! Ids of campaigns, authorities and requests are slugs she can type (`coventry-university`,
//! `social-media/coventry-university`); letters, messages and events are numbered by the store.

use serde::{Deserialize, Serialize};

macro_rules! slug_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it is typed and stored.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                $name(id.to_owned())
            }
        }
    };
}

macro_rules! row_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

slug_id! {
    /// An authority of the register: `coventry-university`.
    AuthorityId
}
slug_id! {
    /// A campaign: the name she gave it, as a slug.
    CampaignId
}
slug_id! {
    /// A request: `<campaign>/<authority>`, with `~2`, `~3` where an adopted campaign holds
    /// several to one authority.
    RequestId
}
row_id! {
    /// A letter (outgoing), as numbered by the store.
    LetterId
}
row_id! {
    /// A message (incoming), as numbered by the store.
    MessageKey
}
row_id! {
    /// An event, in the order in which it was recorded.
    EventId
}

impl RequestId {
    /// The id of the `nth` request (from 1) of a campaign to an authority.
    pub fn new(campaign: &CampaignId, authority: &AuthorityId, nth: usize) -> Self {
        if nth <= 1 {
            RequestId(format!("{campaign}/{authority}"))
        } else {
            RequestId(format!("{campaign}/{authority}~{nth}"))
        }
    }

    /// The campaign's part of it.
    pub fn campaign(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The authority's part of it.
    pub fn authority(&self) -> &str {
        let authority = self.0.split_once('/').map_or("", |(_, authority)| authority);
        authority.split('~').next().unwrap_or_default()
    }
}

/// A slug of a name: lower-case ASCII letters and digits, runs of anything else become one `-`,
/// apostrophes vanish (`St John's` is `st-johns`).
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().filter(|c| !matches!(c, '\'' | '’' | '‘')) {
        match unaccented(c) {
            Some(plain) => slug.push(plain.to_ascii_lowercase()),
            None if slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The plain letter for the accented ones of Welsh, Gaelic and French names; `None` for anything
/// that is no letter or digit.
fn unaccented(c: char) -> Option<char> {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Some(c),
        'à' | 'á' | 'â' | 'ä' | 'À' | 'Á' | 'Â' | 'Ä' => Some('a'),
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => Some('e'),
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => Some('i'),
        'ò' | 'ó' | 'ô' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Ö' => Some('o'),
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => Some('u'),
        'ŵ' | 'Ŵ' => Some('w'),
        'ŷ' | 'ý' | 'ÿ' | 'Ŷ' => Some('y'),
        'ç' | 'Ç' => Some('c'),
        'ñ' | 'Ñ' => Some('n'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_she_would_type() {
        for (name, expected) in [
            ("Coventry University", "coventry-university"),
            ("St John's College, York", "st-johns-college-york"),
            ("Prifysgol Aberystwyth (Tŷ)", "prifysgol-aberystwyth-ty"),
            ("  &&& ", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn a_second_request_to_one_authority_has_its_own_id() {
        let (campaign, authority) = (CampaignId::from("social"), AuthorityId::from("coventry"));
        assert_eq!(RequestId::new(&campaign, &authority, 1).as_str(), "social/coventry");
        let second = RequestId::new(&campaign, &authority, 2);
        assert_eq!(second.as_str(), "social/coventry~2");
        assert_eq!((second.campaign(), second.authority()), ("social", "coventry"));
    }
}
