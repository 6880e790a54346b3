//! Laws, nations and kinds of public body: the words in which the register and the clock speak of
//! an authority. Does not hold the dates; see the clock.

use crate::words::words;

words! {
    /// The access law that a request falls under.
    pub enum Regime ("law") {
        /// Freedom of Information Act 2000 (c. 36).
        Foia = "foia",
        /// Freedom of Information (Scotland) Act 2002 (asp 13).
        Foisa = "foisa",
        /// Environmental Information Regulations 2004 (SI 2004/3391).
        Eir = "eir",
        /// Environmental Information (Scotland) Regulations 2004 (SSI 2004/520).
        Eisr = "eisr",
    }
}

words! {
    /// The part of the United Kingdom that an authority belongs to.
    pub enum Nation ("nation") {
        /// England.
        England = "england",
        /// Wales.
        Wales = "wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern-ireland",
        /// A body of the whole United Kingdom (under FOIA also where it works in Scotland).
        Uk = "uk",
    }
}

words! {
    /// What sort of public body an authority is, as far as law and practice tell sorts apart.
    pub enum BodyKind ("kind of authority") {
        /// University or other higher education institution.
        University = "university",
        /// Further education college.
        FeCollege = "fe-college",
        /// Sixth-form college.
        SixthFormCollege = "sixth-form-college",
        /// School maintained by a local authority.
        MaintainedSchool = "maintained-school",
        /// Academy or free school; its authority in law is its proprietor (Sch.1 para 52A).
        Academy = "academy",
        /// Academy trust, the proprietor of academies.
        AcademyTrust = "academy-trust",
        /// School outside the Act (independent schools).
        IndependentSchool = "independent-school",
        /// Principal local authority.
        Council = "council",
        /// Parish, town or community council.
        ParishCouncil = "parish-council",
        /// National Health Service body.
        Nhs = "nhs",
        /// General practice, dentist, optician or pharmacy (for its NHS work only).
        PrimaryCare = "primary-care",
        /// Police force or police body.
        Police = "police",
        /// Government department or ministry.
        Department = "department",
        /// Public record office holding transferred records (SI 2004/3364 reg 4).
        Archive = "archive",
        /// Body under the Regulations only (for example a water company).
        EnvironmentalBody = "environmental-body",
        /// Any other public authority.
        Other = "other",
    }
}
