//! Which law a request falls under, and which of its special clocks an authority is entitled to.
//! The information decides, not the label on the letter; what is environmental is hers to say.

use super::{BodyKind, Nation, Regime};
use crate::words::words;

words! {
    /// The kinds of body for which a law counts differently.
    pub enum Body ("kind of body") {
        /// Twenty working days.
        Ordinary = "ordinary",
        /// Twenty school days, at most sixty working days (FOIA alone).
        School = "school",
        /// Thirty working days for a transferred record that is not open.
        Archive = "archive",
    }
}

/// The law of a request. Bodies of Scotland fall under the Scottish Act and Regulations; bodies of
/// the whole United Kingdom under FOIA wherever they work (FOISA s.3 and Sch.1; FOIA s.80).
/// A body that is an authority under the Regulations only is asked under them.
pub fn regime_for(
    nation: Nation,
    kind: BodyKind,
    environmental: bool,
    chosen: Option<Regime>,
) -> Regime {
    if let Some(regime) = chosen {
        return regime;
    }
    let environmental = environmental || kind == BodyKind::EnvironmentalBody;
    match (nation, environmental) {
        (Nation::Scotland, true) => Regime::Eisr,
        (Nation::Scotland, false) => Regime::Foisa,
        (Nation::England | Nation::Wales | Nation::NorthernIreland | Nation::Uk, true) => {
            Regime::Eir
        }
        (Nation::England | Nation::Wales | Nation::NorthernIreland | Nation::Uk, false) => {
            Regime::Foia
        }
    }
}

/// Whether the law reaches a kind of body at all: an independent school is no public authority.
pub fn is_public_authority(kind: BodyKind) -> bool {
    kind != BodyKind::IndependentSchool
}

/// The clock that a kind of body is entitled to under a law.
///
/// School days: maintained schools and nurseries (SI 2004/3364 reg 3), schools of Northern Ireland
/// (SI 2009/1369), academies, 16 to 19 academies among them, and so the trusts that are their
/// authority (SI 2010/2768). Not colleges of further education, sixth-form colleges, universities
/// or councils that hold school data, and not in Scotland. Thirty days: SI 2004/3364 reg 4 and
/// FOISA s.10(2); the Regulations know neither.
pub fn body_for(kind: BodyKind, regime: Regime) -> Body {
    match (kind, regime) {
        (BodyKind::MaintainedSchool | BodyKind::Academy | BodyKind::AcademyTrust, Regime::Foia) => {
            Body::School
        }
        (BodyKind::Archive, Regime::Foia | Regime::Foisa) => Body::Archive,
        _ => Body::Ordinary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nation_and_subject_choose_the_law_unless_she_does() {
        let law = |nation, kind, environmental| regime_for(nation, kind, environmental, None);
        assert_eq!(law(Nation::England, BodyKind::University, false), Regime::Foia);
        assert_eq!(law(Nation::Scotland, BodyKind::University, false), Regime::Foisa);
        assert_eq!(law(Nation::Uk, BodyKind::Department, false), Regime::Foia);
        assert_eq!(law(Nation::Scotland, BodyKind::Council, true), Regime::Eisr);
        assert_eq!(law(Nation::Wales, BodyKind::EnvironmentalBody, false), Regime::Eir);
        let chosen = regime_for(Nation::England, BodyKind::Council, false, Some(Regime::Eir));
        assert_eq!(chosen, Regime::Eir);
    }

    #[test]
    fn only_schools_under_foia_count_school_days() {
        for (kind, regime, body) in [
            (BodyKind::MaintainedSchool, Regime::Foia, Body::School),
            (BodyKind::Academy, Regime::Foia, Body::School),
            (BodyKind::MaintainedSchool, Regime::Foisa, Body::Ordinary),
            (BodyKind::Academy, Regime::Eir, Body::Ordinary),
            (BodyKind::SixthFormCollege, Regime::Foia, Body::Ordinary),
            (BodyKind::FeCollege, Regime::Foia, Body::Ordinary),
            (BodyKind::University, Regime::Foia, Body::Ordinary),
            (BodyKind::Council, Regime::Foia, Body::Ordinary),
            (BodyKind::Archive, Regime::Foisa, Body::Archive),
            (BodyKind::Archive, Regime::Eir, Body::Ordinary),
        ] {
            assert_eq!(body_for(kind, regime), body, "{kind} under {regime}");
        }
    }
}
