//! What is checked about whom the letter goes to.

use super::{Check, Facts, Finding, guard, warning};

/// Checks the recipient.
pub(super) fn look(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if let Some(form) = facts.web_form_only {
        let what = format!("the register has no address, only a web form: {form}");
        findings.push(guard(
            Check::WebFormOnly,
            what,
            "ask there by hand, or find an address: a request by e-mail is valid",
        ));
    } else if !facts.to.contains('@') {
        findings.push(guard(
            Check::NoAddress,
            "there is no address to write to",
            "add one to authorities.toml",
        ));
    } else if !facts.verified {
        let source = facts.source.unwrap_or("its source is not recorded");
        let what = format!("nobody has said yes to the address {} ({source})", facts.to);
        findings.push(guard(
            Check::Unverified,
            what,
            "look each up on its own page, then `foi authority verify AUTHORITY`",
        ));
    }
    if facts.bounced_before {
        let what = format!("mail to {} came back before", facts.to);
        findings.push(guard(
            Check::BouncedBefore,
            what,
            "find another address and put it into authorities.toml",
        ));
    }
    if !facts.same_inbox.is_empty() {
        let more = match facts.more_there {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let others = facts.same_inbox.join(", ");
        let what = format!("{} is also the inbox of {others}{more}", facts.to);
        findings.push(warning(
            Check::SharedInbox,
            what,
            "make sure that each is an authority of its own",
        ));
    }
    if let Some(why) = facts.left_out_by_default {
        findings.push(warning(
            Check::LeftOutByDefault,
            why,
            "write to it only if you chose it on purpose",
        ));
    }
}
