//! An e-mail address as it may stand in a letter's envelope: one mailbox, no line break, the domain
//! in its ASCII form (IDNA, RFC 5890 to 5892). Mailboxes that need SMTPUTF8 (RFC 6531) are refused,
//! because most authorities' servers cannot take them. Does not ask whether the mailbox exists.

/// Why a text is no address that a letter can go to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing but blanks.
    #[error("the address is empty")]
    Empty,
    /// A line break or another control character: it could smuggle in a header.
    #[error("the address has a line break or a control character in it: {0:?}")]
    Control(String),
    /// Not of the form `name@domain`.
    #[error("`{0}` is not an e-mail address (name@domain)")]
    Form(String),
    /// Several addresses where one belongs.
    #[error("`{0}` is more than one address: give each authority one")]
    Several(String),
    /// A name before the @ that not every mail server takes.
    #[error("`{0}` has letters before the @ that many mail servers do not take")]
    Local(String),
    /// A domain that is no domain name, even after IDNA.
    #[error("`{0}` has no valid domain after the @")]
    Domain(String),
    /// Longer than RFC 5321 4.5.3.1 allows.
    #[error("`{0}` is longer than an address may be")]
    Long(String),
}

/// The address a text stands for, its domain lower-case and in ASCII; `mailto:`, a display name and
/// angle brackets around it are taken off.
pub fn parse(text: &str) -> Result<String, AddressError> {
    if is_plain(text) { Ok(text.to_owned()) } else { parse_any(text) }
}

/// Whether a text is an address as nearly all are, of letters, digits and few marks, and stands for
/// itself: told in one pass.
fn is_plain(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let mut before = b'.';
    for c in local.bytes() {
        let sound = match c {
            b'.' => before != b'.',
            _ => c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'+'),
        };
        if !sound {
            return false;
        }
        before = c;
    }
    if before == b'.' || local.len() > 64 || text.len() > 254 {
        return false;
    }
    let (mut label, mut labels) = (0, 1);
    before = b'.';
    for c in domain.bytes() {
        label += 1;
        match (before, c) {
            // Two hyphens may be those of "xn--".
            (b'.' | b'-', b'.' | b'-') => return false,
            (_, b'.') => (label, labels) = (0, labels + 1),
            (_, b'a'..=b'z' | b'0'..=b'9' | b'-') if label <= 63 => {}
            _ => return false,
        }
        before = c;
    }
    labels > 1 && !matches!(before, b'.' | b'-')
}

fn parse_any(text: &str) -> Result<String, AddressError> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(AddressError::Control(text.to_owned()));
    }
    let bare = bare(text);
    if bare.is_empty() {
        return Err(AddressError::Empty);
    }
    if bare.matches('@').count() > 1 && bare.contains([',', ';', ' ']) {
        return Err(AddressError::Several(bare.to_owned()));
    }
    let (local, domain) =
        bare.rsplit_once('@').ok_or_else(|| AddressError::Form(bare.to_owned()))?;
    check_local(local, bare)?;
    let domain = ascii_domain(domain).ok_or_else(|| AddressError::Domain(bare.to_owned()))?;
    if local.len() > 64 || local.len() + domain.len() + 1 > 254 {
        return Err(AddressError::Long(bare.to_owned()));
    }
    Ok(format!("{local}@{domain}"))
}

/// The domain of an address that [`parse`] has passed.
pub fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain)
}

/// A domain name in lower-case ASCII (punycode where it needs it); `None` when it is none with at
/// least one dot.
pub fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = if is_plain_domain(domain) {
        domain.to_owned()
    } else {
        idna::domain_to_ascii(domain).ok()?
    };
    (ascii.len() <= 253 && is_host_name(&ascii)).then_some(ascii)
}

/// Whether two addresses are one mailbox as far as any server in practice tells: case is ignored.
pub fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn bare(text: &str) -> &str {
    let inner = match (text.rfind('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => &text[open + 1..close],
        _ => text,
    };
    let inner = inner.trim();
    match inner.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &inner[7..],
        _ => inner,
    }
}

/// Before the @: a dot-atom (RFC 5322 3.2.3); quoted names are refused, nobody's FOI inbox has one.
fn check_local(local: &str, whole: &str) -> Result<(), AddressError> {
    if !local.is_ascii() {
        return Err(AddressError::Local(whole.to_owned()));
    }
    let atom = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&c);
    let sound = local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
    if sound { Ok(()) } else { Err(AddressError::Form(whole.to_owned())) }
}

/// Lower-case ASCII letters, digits, hyphens and dots need no IDNA (the way of nearly every entry
/// of a large register).
fn is_plain_domain(domain: &str) -> bool {
    domain.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        && !domain.contains("xn--")
}

fn is_host_name(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_normalised() {
        for (text, expected) in [
            ("foi@dunbridge.example", "foi@dunbridge.example"),
            ("  FOI@Dunbridge.Example ", "FOI@dunbridge.example"),
            ("mailto:foi@dunbridge.example", "foi@dunbridge.example"),
            ("FOI Team <foi@dunbridge.example>", "foi@dunbridge.example"),
            ("foi@bücher.example", "foi@xn--bcher-kva.example"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_reason() {
        for (text, expected) in [
            ("", "the address is empty"),
            ("foi@a.example\nBcc: x@b.example", "line break"),
            ("foi.dunbridge.example", "is not an e-mail address"),
            ("a@b.example; c@d.example", "more than one address"),
            ("foi officer@b.example", "is not an e-mail address"),
            ("döner@b.example", "before the @"),
            ("foi@localhost", "no valid domain"),
            ("foi@-b.example", "no valid domain"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_told_in_one_pass_is_told_alike(
            text in "[a-zA-Z0-9.@_+-]{0,12}@[a-z0-9.-]{0,12}|[a-z.]{60,66}@[a-z]{60,66}\\.[a-z.-]{0,4}|[a-z]{1,3}@xn--[a-z]{1,4}\\.uk",
        ) {
            if is_plain(&text) {
                prop_assert_eq!(parse_any(&text), Ok(text));
            }
        }

        #[test]
        fn whatever_passes_is_one_ascii_line_and_passes_again(text in ".{0,80}") {
            if let Ok(address) = parse(&text) {
                prop_assert!(address.is_ascii() && !address.contains(['\r', '\n', ' ', '<']));
                prop_assert_eq!(parse(&address), Ok(address.clone()));
            }
        }
    }
}
