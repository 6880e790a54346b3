//! Our tokens in a text: as they were written, in any case, and those with a check letter also where
//! spaces or the end of a line stand in place of their hyphens.

use super::index::{Index, found};
use crate::letter::token;

impl Index {
    /// Requests whose token stands in the text, each with the token.
    pub(super) fn by_token_in(&self, text: &str) -> Vec<(usize, String)> {
        let mut named = Vec::new();
        if self.tokens.is_empty() {
            return named;
        }
        for word in
            text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '_' | '.' | '#'))
        {
            let word = word.trim_matches(['.', '-', '/', '_']);
            if word.len() < 4 {
                continue;
            }
            for request in found(self.tokens.get(&word.to_ascii_lowercase())) {
                if !named.iter().any(|(known, _)| known == request) {
                    named.push((*request, word.to_owned()));
                }
            }
        }
        // Ours are known by their check letter too, with spaces for hyphens or over two lines.
        for token in token::find(text) {
            for request in found(self.tokens.get(token.as_str())) {
                if !named.iter().any(|(known, _)| known == request) {
                    named.push((*request, token.to_string()));
                }
            }
        }
        named
    }
}
