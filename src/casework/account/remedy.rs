//! What she can do about a fault of her mail account: said by `foi doctor`, and where a run of sending
//! stops.

use super::Account;
use crate::outbox::{Cause, Fault, Phase, Tls};

impl Account {
    /// What to mend, by what went wrong.
    pub fn remedy(&self, fault: &Fault) -> String {
        let name = &self.name;
        match (fault.phase, fault.cause) {
            (Phase::Journal, _) => {
                "make room on the disk, then run the same command again".to_owned()
            }
            (Phase::Resolve, _) => format!(
                "check the host of account `{name}`, and that this machine is online"
            ),
            (Phase::Auth, Cause::NoMechanism) if self.tls == Tls::None => {
                "servers offer a login only over TLS: tls = \"starttls\"".to_owned()
            }
            (Phase::Auth, _) if self.token_command.is_some() => format!(
                "the token of account `{name}` may have expired or lack the scope for SMTP: run its \
                 token_command by hand, then `foi doctor`"
            ),
            (Phase::Auth, _) => format!(
                "check user and password of account `{name}`: {} wants {}; then run `foi doctor`",
                self.provider.title, self.provider.login
            ),
            (_, Cause::Plaintext) => format!(
                "write tls = \"implicit\" (port 465) or tls = \"starttls\" (port 587) for account `{name}`"
            ),
            (_, Cause::NoStarttls) => {
                "somebody between you and the server may be stripping it: try another network, or \
                 tls = \"implicit\" on port 465"
                    .to_owned()
            }
            (_, Cause::WrongName) => {
                format!("check the host of account `{name}`; nothing was said to the server")
            }
            (_, Cause::Expired) => {
                "check the clock of this machine; where it is right, only the server's keeper can mend \
                 this; nothing was said to the server"
                    .to_owned()
            }
            (_, Cause::Untrusted) => format!(
                "a company's or Proton Bridge's own certificate goes into ca_file of account `{name}`; \
                 otherwise somebody may be listening in: nothing was said to the server"
            ),
            (_, Cause::Tls) if self.tls == Tls::Implicit => {
                "this port may want STARTTLS: tls = \"starttls\"".to_owned()
            }
            (Phase::Connect, Cause::TimedOut | Cause::Closed) if self.tls != Tls::Implicit => {
                "this port may want TLS from the first byte: tls = \"implicit\"".to_owned()
            }
            (Phase::Connect, _) => format!(
                "check host and port of account `{name}`; a firewall may close the port"
            ),
            (Phase::Mail, _) => format!(
                "the account has to be allowed to send as your address: check email in foi.toml, and \
                 which addresses account `{name}` has at {}",
                self.provider.title
            ),
            _ => "run `foi doctor`, then the same command again".to_owned(),
        }
    }
}
