//! Data: how references are labelled, what their shapes are, and what only looks like one.
//! Shapes seen at UK authorities; a label beats a shape. Holds no logic.

/// Words after which an authority's reference stands. Matched against the text in any case; the
/// label may be followed by what it is the reference of, "is", and punctuation.
pub(super) const STRONG_LABELS: &str = r"(?:\b(?:(?:our|the|your|unique|case|request|enquiry|query|foi|foia|foisa|eir|rfi|information|disclosure|review|complaint|correspondence|file|ticket|log|internal|customer|crm|sar|service|university|council|trust|office|tracking|job)[\s/]+){0,3}ref(?:erence)?s?\b\.?(?:\s*(?:number|numbers|no|nos|nr|num|id|code)\b\.?)?|\b(?:az|vg|gz)\.|\bcase-?ref(?:erence)?\b|\bour\s+(?:file|number|matter)\b(?:\s*(?:number|no)\b\.?)?|\bquote\s+this\s+(?:number|reference)\b[^.:\n]{0,40}:|\bcyfeirnod\s+(?:y|eich)\s+cais\b|\b(?:case|matter|enquiry|ticket|log|complaint|review|file|crm|foi|foia|eir|rfi|(?:information|foi|foia|eir|freedom of information|freedom of information act|service)\s+request|request|incident)\s*(?:number|no\b\.?|id\b|num\b)|\bgiven\s+(?:it\s+|this\s+|your\s+\w+\s+)?(?:the\s+)?(?:\w+\s+){0,2}?(?:number|reference|ref)\b|\b(?:ein\s+)?cyf(?:eirnod)?\b\.?|\brhif\s+(?:cyf(?:eirnod)?|y\s+cais|achos)\b\.?)";

/// Weaker labels: what follows must look like a reference and end there.
pub(super) const WEAK_LABELS: &str = r"(?:\bquot(?:e|ing)\b|\b(?:logged|registered|recorded|allocated|assigned|filed|opened)\s+(?:it\s+|this\s+|yours?\s+(?:\w+\s+)?)?(?:as|under|with|the)\b|\b(?:information|foi|foia|eir|foisa|rfi|freedom\s+of\s+information|environmental\s+information)\s+(?:act\s+)?(?:requests?|enquir(?:y|ies)|cases?|response|review|acknowledgement|disclosure)\b|\bcais(?:\s+rhyddid\s+gwybodaeth)?\b|\b(?:your\s+)?(?:case|request|enquiry|ticket|application)\b|\byour\s+(?:foia?|eir)\b|\bwith\s+\w*foia?\w*\b)";

/// Words that give a request another number, which follows.
pub(super) const RENUMBERED: &str = r"(?:\b(?:request|reference|ref|case|enquiry|number)\b[^.;\n]{0,60}?\b(?:known as|referred to as|re-?numbered(?: as| to)?|renamed(?: as| to)?|changed (?:from [^.;\n]{2,30}? )?to|replaced (?:by|with)|superseded by)\b|\b(?:opened|created|set up|started|raised)\s+(?:a|an|its own|their own|my own|our own)\s+(?:[a-z]+\s+){0,3}?(?:file|case|matter|record|ticket)(?:\s+of\s+(?:its|their|my|our)\s+own)?(?:\s+for\s+(?:this|it|your\s+(?:request|case)))\b,?)";

/// "Your FOI" and what stands in brackets behind it.
pub(super) const BRACKETED: &str =
    r"\byour\s+(?:foia?|foisa|eir)(?:\s+(?:request|ref(?:erence)?|case|enquiry))?[.:]?\s?\(";

/// What may stand between a label and its value.
pub(super) const BETWEEN: &str = r#"(?:\s+(?:for|to|of|on|relating\s+to)\s+(?:your|this|the)\s+(?:\w+\s+){0,3}?(?:request|enquiry|case|complaint|review|correspondence|application|matter))?(?:\s+(?:above|below|following|which|that))?(?:\s+(?:is|are|was|as|being|of|number))?[\s:.#=|*_)\]\-–—"'“”‘’>]{0,6}"#;

/// Labels whose value is the requester's own.
pub(super) const OUR_LABELS: &str =
    r"\b(?:your\s+ref(?:erence)?\b\.?(?:\s*no\b\.?)?|eich\s+cyf(?:eirnod)?\b\.?)\s*[:\-–.]?\s*";

/// Families of references that need no label: a run of letters, digits and `-/._` with one of
/// these in it, and a number of three figures or more.
pub(super) const FAMILIES: &[&str] = &["FOI", "EIR", "RFI", "INFREQ", "FOISA"];

/// Shapes that need no label: one system or authority each; matched in upper case.
pub(super) const FREE_SHAPES: &[&str] = &[
    r"\b(?:FOISA|FOI|EIR|RFI|REQUEST|CASE|NO\.?)\s+(?:NO\.?\s*)?\d{1,4}\s+OF\s+20\d{2}\b",
    r"\bF-20\d{2}-\d{3,5}\b",
    r"\bIM-FOI-20\d{2}-\d{3,5}\b",
    r"\b01[./]FOI[./]\d{2}[./]\d{6}(?:[./][A-Z])?\b",
    r"\bHQ/PA/\d{4,6}/\d{2}\b",
    r"\bIR[-\s]?20\d{2}/\d{3,6}\b",
    r"\bIR-\d{3,6}\b",
    r"\b(?-i:IR) (?:\d{3}|[013-9]\d{3}|\d{5,6})\b",
    r"\b(?-i:F)\d{2}(?:/\d{3,5}|-\d{4,5})\b",
    r"\b(?-i:[FPE])00\d{5}\b",
    r"\b(?-i:CS)\d{7}\b",
    r"\b(?-i:TO)\s?20\d{2}[/-]\d{4,6}\b",
    r"\b20\d{2}-00\d{5}\b",
    r"\b(?:DE|IR)-\d{7}\b",
    r"\bMGLA\d{6}-\d{4}\b",
    r"\bFDN-\d{6}\b",
    r"\bIAT[\s/-]?20\d{2}[\s/-]\d{4}\b",
    r"\bCR[MN][:\s#-]*\d{4,8}\b",
    r"\bCAS-\d{4,8}-[A-Z0-9]{6}\b",
    r"\bFS-CASE-\d{6,10}\b",
    r"\b(?:REQ|RITM|INC)\d{6,8}\b",
    r"\bSR-\d{5,8}\b",
    r"\b(?:IGR?|IRT|ATIR?|INFO|IRF|ISR)[-/]\d{3,7}\b",
];

/// What never is an authority's reference, as a whole token in upper case.
pub(super) const REJECTED: &[(&str, &str)] = &[
    (
        "Act and year",
        r"^(?:FOIA?|FOI ?ACT|FOISA|EIRS?|DPA|RPSI|EISRS?|GDPR|ACT)[\s-]?(?:1998|2000|2002|2004|2005|2015|2016|2018)$",
    ),
    (
        "statutory instrument",
        r"^(?:2004/3391|2004/520|2004/3364|2004/3244|2004/467|2009/1369|2010/2768|2015/1415|2016/679|2003/4)$",
    ),
    ("year", r"^(?:FOI\s)?(?:19|20)\d{2}$"),
    ("a paper's name", r"^FOI[-_ ](?:[A-Z]{3,}[-_ ])+(?:19|20)\d{2}(?:\.[A-Z]{3,4})?$"),
    ("years", r"^(?:19|20)\d{2}\s?[/-]\s?(?:(?:19|20)\d{2}|\d{2})$"),
    ("date", r"^(?:0?[1-9]|[12]\d|3[01])[/.\- ](?:0?[1-9]|1[0-2])[/.\- ](?:19|20)?\d{2}$"),
    ("date", r"^(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])$"),
    (
        "date",
        r"^\d{1,2}[- ]?(?:ST|ND|RD|TH)?[- ]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[- ]?(?:\d{2,4})?$",
    ),
    ("day", r"^\d{1,2}(?:ST|ND|RD|TH)$"),
    ("telephone number", r"^(?:\+?44\s?\(?0?\)?|0)[\d\s()-]{9,13}$"),
    ("postcode", r"^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$"),
    ("data protection registration", r"^(?:Z\d{6,7}[A-Z0-9]?|Z[AB]\d{6})$"),
    (
        "section",
        r"^(?:S|SS)[.\- ]*\d{1,3}[A-C]?(?:\(.*)?$|^(?:SEC|SECTION|SECTIONS|REG|REGULATION|ART|ARTICLE|ANNEX|APPENDIX|TABLE|PAGE|QUESTION|Q|PART|SCHEDULE|ROOM|FLOOR|LEVEL|BUILDING|BOX|UNIT|COVID|YEAR|VERSION|V)[.\- ]*\d.*$",
    ),
    ("a register's number", r"^(?:ISBN|ISSN|UPRN|URN|UKPRN|DUNS|NGR|VAT)\b.*$"),
    ("national insurance number", r"^[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]$"),
    (
        "the Commissioner's number",
        r"^(?:(?:ICO[/ -])?IC-\d{4,6}-[A-Z]\d[A-Z]\d|F(?:S|ER|AC|EIR)_?\d{7,8}|IRQ\d{7}|RFA\d{6,8}|ENQ\d{6,8})$",
    ),
    ("a tribunal's number", r"^(?:FT/|UK/)?(?:EA|D|GIA|UA|QA)[/.]?20\d{2}[/.]\d{3,4}.*$"),
    (
        "planning number",
        r"^(?:[A-Z]{1,4}/)?\d{2,4}/\d{2,6}/(?:[A-Z]{1,3}/)?(?:FUL|FULL|OUT|HOU|HSE|LBC|TPO|ADV|REM|COU|CLE|CLP|CND|COND|DIS|NMA|VAR|PRE|TCA|LDC|RES|DOC|AMD|PN|PA|LB|OL|FP|HH|S73|MJR|APP)$",
    ),
    ("a platform's number", r"^FOI\s?#\s?\d{4,8}$"),
    ("a campaign tool's token", r"^[A-Z]{2,4}/R\d{5}$"),
    ("picture or scan", r"^(?:IMG|IMAGE|SCAN|SCN|DSC|DOC|PDF|MFP|XEROX|WP|PXL|CCF)[-_ ]?\d+$"),
];

/// Words right before a number that say it is something else.
pub(super) const FOREIGN: &str = r"(?i)\b(?:your\s+ref(?:erence)?\.?(?:\s+no\.?)?|planning(?:\s+(?:case|application|reference|ref|permission|no|number)\.?)*|invoice|purchase\s+order|order(?:\s+(?:number|no|ref))?|company(?:\s+(?:registration|reg))?|charity|registered|registration|registered\s+with\s+the\s+\w+\s+under|certificate|vat(?:\s+(?:reg|registration))?|tel|telephone|phone|fax|mobile|switchboard|helpline|dial|ext|extension|isbn|issn|message|policy|report|strategy|document|doc|form|template|contract|tender|grant|vacancy|job|post|tribunal|appeal|decision(?:\s+notice)?|ico(?:'s)?|commissioner(?:'s|s')?|ombudsman(?:'s)?|ico\s+(?:case|complaint)|licence|crime|nhs|account|sort\s+code|uprn|student|staff|court|claim|their|model|product|part|catalogue|version|grid|title|dfe|establishment|urn|uprn|provider|p\.?\s?o\.?\s+box|minute|agenda)\b(?:\s*[(\[]?\s*(?:number|no|nos|ref|reference|code|id|num|case|under|is|of))*[\s:.#'’\-–(]*$";
