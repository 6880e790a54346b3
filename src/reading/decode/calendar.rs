//! A calendar entry as text (RFC 5545), for messages that are nothing else: an invitation to a
//! meeting about the request.

/// The properties that say something to a reader, one a line; "" where there are none.
pub(super) fn text(calendar: &str) -> String {
    let mut out = String::new();
    for line in unfolded(calendar).lines() {
        let Some((head, value)) = line.split_once(':') else { continue };
        let name = head.split(';').next().unwrap_or(head);
        let label = match name.to_ascii_uppercase().as_str() {
            "SUMMARY" => "",
            "DTSTART" => "Start: ",
            "LOCATION" => "Place: ",
            "DESCRIPTION" => "",
            _ => continue,
        };
        if !value.trim().is_empty() {
            out.push_str(label);
            out.push_str(&unescaped(value));
            out.push('\n');
        }
    }
    out
}

/// Long lines are folded by a line end and a blank.
fn unfolded(text: &str) -> String {
    text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

fn unescaped(value: &str) -> String {
    value
        .replace("\\n", "\n")
        .replace("\\N", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_read() {
        let calendar = "BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Your request\\, FO\r\n I-12\r\nDTSTART:20260601T100000Z\r\nDESCRIPTION:See you\\nthere\r\nEND:VEVENT\r\n";
        assert_eq!(
            text(calendar),
            "Your request, FOI-12\nStart: 20260601T100000Z\nSee you\nthere\n"
        );
    }
}
