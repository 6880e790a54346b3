//! What `html` is expected to make of invented mail.

use super::*;

fn text(html: &str) -> String {
    render(html).text.trim().to_owned()
}

#[test]
fn text_keeps_its_lines_and_its_cells_apart() {
    let cases = [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>\n<br>Three", "One\nTwo\n\nThree"),
        (
            "<table><tr><td>Ref</td><td>FOI-12</td></tr><tr><td>Due</td><td>1 May</td></tr></table>",
            "Ref\tFOI-12\nDue\t1 May",
        ),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        (
            "<p class=MsoNormal>a</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b</p>",
            "a\n\nb",
        ),
        ("<p class=MsoNormal>a</p>\n<p class=MsoNormal>b</p>", "a\nb"),
        ("a  \n  b<b>c</b> d", "a bc d"),
        ("<ul><li>one</li><li>two</li></ul>after", "- one\n- two\nafter"),
        ("5 &lt; 6 &amp; 7 &eacute;&#8217;&nbsp;x &unknown; AT&T", "5 < 6 & 7 é’ x &unknown; AT&T"),
        ("Write to <foi@town.example> or 1 < 2", "Write to <foi@town.example> or 1 < 2"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        (
            "<html><head><title>no</title><style>p{}</style></head><body>yes<script>var a='<p>'</script></body>",
            "yes",
        ),
        ("a<!-- hidden <p> -->b<![if !x]>c<![endif]>", "abc"),
        (
            "<div style='display:none'>hidden<div>too</div></div>seen<img style='display:none'> on",
            "seen on",
        ),
        ("<head><body>a head without an end", "a head without an end"),
        ("", ""),
    ];
    for (html, expected) in cases {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn the_structure_tells_what_is_quoted() {
    let cases = [
        ("new<blockquote type=cite>old</blockquote>more", "old"),
        (
            "new<blockquote class='gmail_quote' style='margin:0'>old<blockquote>older</blockquote></blockquote>",
            "old\nolder",
        ),
        ("new<blockquote>only indented</blockquote>", ""),
        (
            "new<blockquote style='margin: 0 0 0 40px; border: none; padding: 0'>indented</blockquote>",
            "",
        ),
        ("new<hr><div id=divRplyFwdMsg>From: a</div><div>old</div>", "From: a\nold"),
        (
            "new<div style='border:none;border-top:solid #E1E1E1 1.0pt'>From: a</div><p>old",
            "From: a\n\nold",
        ),
        (
            "<blockquote type=cite>one</blockquote>a<blockquote type=cite>two</blockquote>b",
            "one\n|two",
        ),
    ];
    for (html, expected) in cases {
        let page = render(html);
        let quoted: Vec<_> =
            page.quoted.iter().map(|range| page.text[range.clone()].trim_matches('\n')).collect();
        assert_eq!(quoted.join("\n|"), expected, "{html}");
    }
}

#[test]
fn plain_text_that_is_html_is_noticed() {
    assert!(looks_like_html("\n<html><body>x</body></html>"));
    assert!(looks_like_html("<p>Dear Ms Vale</p>"));
    assert!(!looks_like_html("Dear <name>\nuse <br> to break a line"));
    assert!(!looks_like_html("<foi@town.example> wrote"));
}

#[test]
fn where_a_link_in_a_sentence_leads_is_told() {
    for (html, text) in [
        (
            "Your answer is published <a href=\"https://town.example/2025.csv\">here</a>.",
            "Your answer is published here <https://town.example/2025.csv>.",
        ),
        (
            "It is in the <a href='https://town.example/r?a=1&amp;b=2'>annual report</a> of 2024",
            "It is in the annual report <https://town.example/r?a=1&b=2> of 2024",
        ),
        ("<a href=https://town.example/x>Click here</a>", "Click here <https://town.example/x>"),
        (
            "See the <a href=\"https://town.example/d\">data here</a>.",
            "See the data here <https://town.example/d>.",
        ),
        (
            "See us at <a href=\"https://www.town.example/\">www.town.example</a>",
            "See us at www.town.example",
        ),
        (
            "Write to us at <a href=\"mailto:foi@town.example\">our team</a>",
            "Write to us at our team",
        ),
        ("<a href=\"https://town.example/\">Town Hall</a>", "Town Hall"),
        ("We were all here <a href=\"https://town.example/\"><img src=x></a>", "We were all here"),
    ] {
        assert_eq!(render(html).text.trim(), text, "{html}");
    }
}
