//! Broken input: well-formed beginnings, pieces that mean something to some parser, and the changes made with
//! them. Random by a seed, so that a run can be had again.

/// Inputs grow no further, in bytes.
const LARGEST: usize = 64 * 1024;

/// Well-formed beginnings; each target gets all of them.
pub const SEEDS: [&[u8]; 11] = [
    b"From a@b.example Mon Mar  3 11:34:31 2025\nFrom: a@b.example\nContent-Length: 9\n\n>From x.\n\nFrom - Mon Mar  3 11:34:31 2025\nX-Mozilla-Status: 0001\nSubject: y\n\nz\n",
    b"Message-ID: <1@a.example>\nDate: Mon, 3 Mar 2025 11:34:31 +0000\nFrom: \"FOI\" <foi@a.example>\nSubject: =?utf-8?Q?Re:_FOI1198?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Transfer-Encoding: quoted-printable\n\nSection 31=\n(1)(a) =E2=82=AC\n--c\nContent-Type: text/html\n\n<table><td>Ref<td>FOI1198</table>\n--c--\n--b\nContent-Type: application/pdf; name*0*=utf-8''x; name*1=\".pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQ=\n--b--\n",
    b"Our ref: FOI/2025/00123\n\nDear Robin,\n\nWe aim to answer by 3 April 2025. Section 12(1) and regulation 12(4)(b) apply.\n\n-----Original Message-----\nFrom: Robin <r@c.example>\nSent: 3 March 2025 11:34\n\n> On 3 March 2025 Robin wrote:\n> > Question 1\n-- \nTeam\n",
    b"Reporting-MTA: dns; mx.example\nArrival-Date: Mon, 3 Mar 2025 11:34:31 +0000\n\nFinal-Recipient: rfc822; foi@a.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n",
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>endobj 4 0 obj<</Length 112>>stream\nBT /F1 11 Tf 72 700 Td [(Our)-300(ref)]TJ 0 -14 Td /F2 9 Tf <00410042> Tj T* (x)' 1 2(y)\" ET q 1 0 0 1 0 0 cm Q\nendstream endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[65/eacute/f_i]>>/FirstChar 65/Widths[500 600]>>endobj 6 0 obj<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[1[500]2 9 600]/DW 800>>]/ToUnicode 7 0 R>>endobj 7 0 obj<</Length 94>>stream\n1 begincodespacerange<0000><ffff>endcodespacerange 1 beginbfrange<0041><0050><0061>endbfrange\nendstream endobj",
    b"<w:document><w:p><w:r><w:t>Our ref</w:t><w:tab/><w:t>FOI&amp;1&#x41;</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:t>x</w:t></w:p></w:tc></w:tr></w:tbl><text:s text:c='3'/></w:document>",
    b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>",
    b"\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Dear \\u8364?\\'e9\\par{\\*\\x y}\\bin3 abc\\cell\\row}",
    b"\x14\0\0\0\0\0\0\0!\0\x91\x16\x8d\x1a\x04\0\0\0\x04\0\0\0\x05\0\0\0a.txttextPK\x01\x02\x14\0\x14\0\0\0\0\0\0\0!\0\x91\x16\x8d\x1a\x04\0\0\0\x04\0\0\0\x05\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a.txtPK\x05\x06\0\0\0\0\x01\0\x01\x003\0\0\0'\0\0\0\0\0",
    b"\x01\x02\0\x09\x09\x02\x14\0\0\0\0\0\0\0\x06\0\0\0\x0c\0\0\0\0\0\xaa\x01\0\x40\0\0\0\0\xb0\x01\0\0\0\0Our ref\rx\x13y\x14z\x15\x07",
    b"\x40\0\0\0\x40\0\0\0LZFu\0\0\0\0\x00{\\rtf1\\f\x01\x00\x40romhtml1{\\*\\htmltag64 <p>}x}",
];

/// Pieces that mean something to some parser.
const PIECES: [&[u8]; 28] = [
    b"\nFrom ",
    b"\n\n",
    b"\r\n",
    b"--b",
    b"--",
    b">",
    b"=?utf-8?B?",
    b"?=",
    b"Content-Type: multipart/mixed; boundary=b\n",
    b"\0",
    b"\xff",
    b"\xe2\x82",
    b"<",
    b"</w:t>",
    b"{",
    b"}",
    b"\\u-1",
    b"<<",
    b">>",
    b"endobj 9 0 obj",
    b" R",
    b"stream\n",
    b"99999999999999999999",
    b"-1",
    b"(",
    b")",
    b"[",
    b"beginbfrange<00000000><ffffffff><0041>endbfrange",
];

/// splitmix64.
pub struct Random(pub u64);

impl Random {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    /// One change: a byte, a piece put in, a stretch cut, doubled, or taken from elsewhere.
    pub fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        let end = (at + self.below(40)).min(input.len());
        match self.below(6) {
            0 if at < input.len() => input[at] = self.below(256) as u8,
            1 => drop(input.drain(at..end)),
            2 => {
                let stretch = input[at..end].repeat(1 + self.below(30));
                input.splice(at..at, stretch);
            }
            3 => {
                let other = &seeds[self.below(seeds.len())];
                let from = self.below(other.len());
                let to = (from + self.below(200)).min(other.len());
                input.splice(at..at, other[from..to].iter().copied());
            }
            4 => input.truncate(at),
            _ => {
                let piece = PIECES[self.below(PIECES.len())];
                input.splice(at..at, piece.iter().copied());
            }
        }
        input.truncate(LARGEST);
    }
}
