//! Mail providers as data: hosts, TLS, limits and habits, from the built-in `providers.toml`. Each
//! figure says what it rests on, where that stands, and when it was looked up.

use serde::{Deserialize, Serialize};

use super::Tls;
use crate::words::words;

words! {
    /// What a figure rests on.
    pub enum Ground ("ground of a figure") {
        /// The provider's own page.
        Provider = "provider",
        /// Others quote the provider; its own page could not be read.
        Others = "others",
        /// No figure is known: it is foi's own.
        Own = "own",
    }
}

/// So many letters in so long, or so many megabytes, and what that rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// How many; 0 is no limit.
    #[serde(alias = "letters", alias = "megabytes")]
    pub amount: u32,
    /// What it rests on.
    pub ground: Ground,
    /// What is published.
    #[serde(default)]
    pub published: Option<String>,
    /// Where.
    #[serde(default)]
    pub source: Option<String>,
    /// When it was looked up.
    #[serde(default)]
    pub read: Option<chrono::NaiveDate>,
}

/// How many letters may leave in a while; 0 is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// In any 60 seconds.
    pub per_minute: u32,
    /// In any 60 minutes.
    pub per_hour: u32,
    /// In any 24 hours.
    pub per_day: u32,
}

/// One provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The word for it in the account's `provider`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The domains of addresses that are certainly its own.
    pub domains: Vec<String>,
    /// Its submission server; empty for `generic`.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub tls: Tls,
    /// Letters a minute.
    pub per_minute: Figure,
    /// Letters an hour.
    pub per_hour: Figure,
    /// Letters in 24 hours.
    pub per_day: Figure,
    /// The largest letter, as it is sent: base64 and all.
    pub largest: Figure,
    /// Whether it keeps a copy of what goes out by SMTP in the Sent folder.
    pub keeps_sent: bool,
    /// Whether it puts its own Message-ID on a letter.
    pub replaces_message_id: bool,
    /// How she logs in there.
    pub login: String,
}

impl Provider {
    /// Every provider that is known.
    pub fn all() -> Vec<Provider> {
        #[derive(Deserialize)]
        struct File {
            provider: Vec<Provider>,
        }
        let file: File = toml::from_str(include_str!("providers.toml"))
            .expect("the built-in list is read by a test");
        file.provider
    }

    /// The provider of this id.
    pub fn find(id: &str) -> Option<Provider> {
        Provider::all().into_iter().find(|provider| provider.id == id)
    }

    /// The provider to whom an address certainly belongs.
    pub fn of_address(address: &str) -> Option<Provider> {
        let (_, domain) = address.rsplit_once('@')?;
        let domain = domain.to_ascii_lowercase();
        Provider::all().into_iter().find(|provider| provider.domains.contains(&domain))
    }

    /// Its figures, by their keys in an account.
    pub fn figures(&self) -> [(&'static str, &Figure); 4] {
        [
            ("per_minute", &self.per_minute),
            ("per_hour", &self.per_hour),
            ("per_day", &self.per_day),
            ("megabytes", &self.largest),
        ]
    }

    /// Its limits.
    pub fn limits(&self) -> Limits {
        Limits {
            per_minute: self.per_minute.amount,
            per_hour: self.per_hour.amount,
            per_day: self.per_day.amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_whole() {
        let ids: Vec<String> = Provider::all().into_iter().map(|provider| provider.id).collect();
        let expected = [
            "gmail",
            "workspace",
            "microsoft365",
            "outlook.com",
            "fastmail",
            "icloud",
            "proton-bridge",
            "generic",
        ];
        assert_eq!(ids, expected);
        for provider in Provider::all() {
            assert_ne!(provider.tls, Tls::None, "{}", provider.id);
            let Limits { per_minute, per_hour, per_day } = provider.limits();
            assert!(0 < per_minute && per_minute <= per_hour && per_hour <= per_day);
            assert!(provider.largest.amount >= 10, "{}", provider.id);
            for (_, figure) in provider.figures() {
                let told = (&figure.published, &figure.source, figure.read);
                let is_sourced = matches!(told, (Some(_), Some(_), Some(_)));
                let is_bare = matches!(told, (None, None, None));
                assert!(is_sourced || is_bare && figure.ground == Ground::Own, "{}", provider.id);
            }
            assert_eq!(provider.host.is_empty(), provider.id == "generic");
        }
    }

    #[test]
    fn an_address_tells_its_provider_only_where_that_is_certain() {
        assert_eq!(Provider::of_address("ann@GMAIL.com").unwrap().id, "gmail");
        assert_eq!(Provider::of_address("ann@charity.example"), None);
    }
}
