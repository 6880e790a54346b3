//! Mail providers as data: hosts, TLS, limits and habits, from the built-in `providers.toml`.

use serde::Deserialize;

use super::Tls;

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
    /// Letters a minute; 0 is no limit.
    pub per_minute: u32,
    /// Letters an hour; 0 is no limit.
    pub per_hour: u32,
    /// Letters in 24 hours; 0 is no limit.
    pub per_day: u32,
    /// Whether it keeps a copy of what goes out by SMTP in the Sent folder.
    pub keeps_sent: bool,
    /// Whether it puts its own Message-ID on a letter.
    pub replaces_message_id: bool,
    /// How she logs in there.
    pub login: String,
    /// Where the limits come from.
    pub source: String,
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

    /// Its limits.
    pub fn limits(&self) -> Limits {
        Limits { per_minute: self.per_minute, per_hour: self.per_hour, per_day: self.per_day }
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
            assert!(provider.per_minute <= provider.per_hour, "{}", provider.id);
            assert!(provider.per_hour <= provider.per_day, "{}", provider.id);
            assert_eq!(provider.host.is_empty(), provider.id == "generic");
        }
    }

    #[test]
    fn an_address_tells_its_provider_only_where_that_is_certain() {
        assert_eq!(Provider::of_address("ann@GMAIL.com").unwrap().id, "gmail");
        assert_eq!(Provider::of_address("ann@charity.example"), None);
    }
}
