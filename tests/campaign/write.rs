//! Messages as bytes: headers, a plain or an HTML body, text attachments, and the mbox around them.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::Dice;

/// A message to be written.
#[derive(Debug, Clone, Default)]
pub struct Mail {
    pub id: Option<String>,
    pub from: String,
    pub to: String,
    pub date: Option<DateTime<Utc>>,
    pub subject: String,
    /// Further headers, each a whole line.
    pub headers: Vec<String>,
    pub text: String,
    /// Whether the body is a table of HTML, as case systems write.
    pub html: bool,
    /// Attached letters: name and text.
    pub attached: Vec<(String, String)>,
    /// A body with its own Content-Type, in place of the text.
    pub raw: Option<(String, String)>,
}

/// The message's bytes. All of it is ASCII.
pub fn mail(mail: &Mail, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("From: {}", mail.from));
    line(format!("To: {}", mail.to));
    if let Some(date) = mail.date {
        line(format!("Date: {}", date.to_rfc2822()));
    }
    line(format!("Subject: {}", mail.subject));
    if let Some(id) = &mail.id {
        line(format!("Message-ID: <{id}>"));
    }
    mail.headers.iter().cloned().for_each(&mut line);
    line("MIME-Version: 1.0".into());
    if let Some((media, body)) = &mail.raw {
        let _ = write!(out, "Content-Type: {media}\n\n{body}\n");
        return out;
    }
    let body = body(mail);
    if mail.attached.is_empty() {
        out.push_str(&body);
        return out;
    }
    let edge = format!("edge-{}", dice.tag(12));
    let _ = write!(out, "Content-Type: multipart/mixed; boundary=\"{edge}\"\n\n--{edge}\n{body}");
    for (name, text) in &mail.attached {
        let _ = write!(
            out,
            "\n--{edge}\nContent-Type: text/plain; charset=us-ascii; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\n{text}\n"
        );
    }
    let _ = writeln!(out, "\n--{edge}--");
    out
}

fn body(mail: &Mail) -> String {
    if !mail.html {
        return format!("Content-Type: text/plain; charset=utf-8\n\n{}\n", mail.text);
    }
    let text = mail.text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>\n");
    format!(
        "Content-Type: text/html; charset=utf-8\n\n<html><body><table><tr><td>{}</td></tr><tr><td>{text}</td></tr></table></body></html>\n",
        mail.subject
    )
}

/// Messages in one mbox.
pub fn mbox(mails: &[String]) -> String {
    let mut all = String::new();
    for mail in mails {
        all.push_str("From MAILER-DAEMON Mon Mar  3 09:00:00 2025\n");
        for line in mail.lines() {
            let quoted = line.trim_start_matches('>').starts_with("From ");
            let _ = writeln!(all, "{}{line}", if quoted { ">" } else { "" });
        }
        all.push('\n');
    }
    all
}
