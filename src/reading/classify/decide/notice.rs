//! What outranks every answer: absence, a recall, the regulator, bulk mail, a request of hers, a
//! kind word.

use super::{Case, Opinion};
use crate::reading::classify::signal::Signal::*;
use crate::reading::kind::Kind;
use crate::reading::prose;

impl Case<'_> {
    /// Absence, recall, the regulator, bulk mail; a request of hers.
    pub(super) fn notice(&self) -> Option<Opinion> {
        if self.says(Chat) && self.tally.words() < 90 && !self.says_more_than_a_receipt() {
            return Some((Kind::OtherCorrespondence, &[Chat, Password]));
        }
        if self.says(Requester)
            && !self.letter.reply
            && self.letter.attachments.is_empty()
            && !self.says(Response)
        {
            return Some((Kind::OtherCorrespondence, &[Requester]));
        }
        if self.says(Recall) {
            return Some((Kind::Recall, &[Recall]));
        }
        let (automatic, absence) = (self.letter.automatic, self.letter.absence);
        // A machine's note of absence is one in every language; a mailbox is not away.
        let told = automatic && absence && !speaks_of_a_mailbox(self.letter.body);
        let away = told || self.says(Away) && (automatic || absence);
        if away && (self.tally.weight(Away) >= 8 || !self.says_more_than_a_receipt()) {
            return Some((Kind::OutOfOffice, &[Away]));
        }
        if is_regulator(self.letter.from) || self.tally.weight(Regulator) >= 9 {
            return Some((Kind::Regulator, &[Regulator]));
        }
        let many = self.letter.bulk && !self.letter.reply;
        let certain = self.tally.weight(Bulk) >= 10 || many && self.says(Bulk);
        let speaks_to_her =
            [Give, Response, NotHeld, CostRefused, Exempt, Neither, Clarify, Fee, Registered, Late]
                .into_iter()
                .any(|signal| self.says(signal))
                || self.tally.weight(Receipt) >= 5;
        (certain || (many || self.says(Bulk)) && !speaks_to_her)
            .then_some((Kind::Unrelated, &[Bulk]))
    }
}

fn speaks_of_a_mailbox(text: &str) -> bool {
    let folded = prose::fold(text);
    ["mailbox is", "inbox is", "address is", "account is"].iter().any(|word| folded.contains(word))
}

/// Whether the sender is a regulator or a tribunal of information rights.
pub(in crate::reading) fn is_regulator(from: &str) -> bool {
    let domain = from.rsplit_once('@').map_or("", |(_, domain)| domain);
    ["ico.org.uk", "ico.gsi.gov.uk", "foi.scot", "itspublicknowledge.info"]
        .iter()
        .any(|known| domain == *known || domain.ends_with(&format!(".{known}")))
        || domain.ends_with("justice.gov.uk") && from.starts_with("grc")
}
