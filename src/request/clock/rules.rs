//! By which rules a request is counted: the law, and what it asks of the authority.

use chrono::NaiveDate;

use crate::law::facts::Closure;
use crate::law::{Body, Facts, Regime};

/// The law of a request, the clock that its authority is entitled to, and when that authority is
/// known to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The law.
    pub regime: Regime,
    /// Which of its clocks.
    pub body: Body,
    /// When a school is closed, by the register; what is recorded of the request comes on top.
    pub closures: Vec<Closure>,
}

impl Rules {
    /// The rules for an authority whose closures nobody knows.
    pub fn of(regime: Regime, body: Body) -> Self {
        Rules { regime, body, closures: Vec::new() }
    }

    /// A request received on a day by these rules, and nothing else.
    pub(super) fn received(&self, on: NaiveDate) -> Facts {
        let closures = self.closures.clone();
        Facts { closures, ..Facts::received(self.regime, self.body, on) }
    }
}
