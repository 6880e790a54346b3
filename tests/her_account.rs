//! Her account: added without a password, checked for real by `foi doctor`, and never shown to a log
//! or a desk. The pace holds across runs; what changed since the preview stops a run.

use foidesk::letter::LetterState;

use crate::batch::Batch;
use crate::desk::Desk;
use crate::smtp_server::{At, Do, Offer, SmtpServer, certificate};

#[test]
fn an_account_is_added_for_her_eyes_alone() {
    let desk = Desk::new();
    let add =
        ["account", "add", "mine", "--user", "robin@gmail.com", "--password-command", "pass mail"];
    let ran = desk.run(&add).exits(0);
    assert_eq!(ran.stdout, "$DESK/config/foi/config.toml\n");
    let list = desk.run(&["account", "list"]).exits(0);
    assert_eq!(list.stdout, "mine\tgmail\trobin@gmail.com\tsmtp.gmail.com:465\n");
    let again = desk.run(&add).exits(2);
    assert!(again.stderr.starts_with("error: there is an account `mine` already in $DESK/config"));
    desk.file(
        "foi.toml",
        "[identity]\nname = \"R E\"\nemail = \"r@x.example\"\n[sending]\naccount = \"mime\"\n",
    );
    let ran = desk.run(&["doctor", "--offline"]).exits(4);
    let rows: Vec<&str> = ran.stdout.lines().map(|line| &line[..16]).collect();
    assert_eq!(
        rows,
        ["ok  identity    ", "ok  register    ", "ok  journal     ", "NOT account     "]
    );
    assert!(ran.stderr.ends_with("hint: did you mean `mine`?\n"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_others_may_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = SmtpServer::willing();
    let batch = Batch::of(1);
    let path = batch.account(&server, "");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let ran = batch.send(1).exits(4);
    assert_eq!(
        ran.stderr,
        "error: others may read or write $DESK/config/foi/config.toml (mode 644)\n\
         hint: chmod 600 $DESK/config/foi/config.toml\n"
    );
    let doctor = batch.desk.run(&["doctor"]).exits(4);
    assert!(
        doctor.stdout.contains("\nNOT account      others may read or write"),
        "{}",
        doctor.stdout
    );
    std::fs::write(&path, "[account.mine]\npasword_command = \"x\"\n").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let doctor = batch.desk.run(&["doctor", "--offline"]).exits(4);
    assert!(doctor.stdout.contains("config.toml is not in order: "), "{}", doctor.stdout);
    assert!(
        doctor.stderr.ends_with("hint: did you mean `password_command`?\n"),
        "{}",
        doctor.stderr
    );
}

/// A small mail host's account is written without an editor, and what is missing is told by name.
#[test]
fn an_account_with_port_and_tls_is_added_and_looked_at() {
    let desk = Desk::new();
    let server = ["--host", "mail.small.example", "--port", "587", "--tls", "starttls"];
    let add = [&["account", "add", "small", "--user", "robin"], server.as_slice()].concat();
    let _ = desk.run(&add).exits(0);
    let written = std::fs::read_to_string(desk.path().join("config/foi/config.toml")).unwrap();
    assert!(
        written.ends_with(
            "\n\n[account.small]\nuser = \"robin\"\nhost = \"mail.small.example\"\nport = 587\ntls = \"starttls\"\n"
        ),
        "{written}"
    );
    desk.file(
        "foi.toml",
        "[identity]\nname = \"R E\"\nemail = \"r@x.example\"\n[sending]\naccount = \"other\"\n",
    );
    let ran = desk.run(&["doctor"]).exits(4);
    assert!(ran.stderr.ends_with("hint: there is small\n"), "{}", ran.stderr);
    desk.file(
        "foi.toml",
        "[identity]\nname = \"R E\"\nemail = \"r@x.example\"\n[sending]\naccount = \"small\"\n",
    );
    let ran = desk.run(&["doctor"]).exits(4);
    assert!(ran.stdout.starts_with("ok  identity"), "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with("NOT login        no password for account `small`\n"),
        "{}",
        ran.stdout
    );
    let none = desk.run(&["send", "--pilot", "0"]).exits(2);
    assert!(none.stderr.contains("at least one letter has to go"), "{}", none.stderr);
}

/// Opening a colleague's desk runs nothing: an account in it is refused.
#[test]
fn a_desk_holds_no_account() {
    let desk = Desk::new();
    let told = desk.path().join("ran");
    desk.file(
        "foi.toml",
        format!(
            "[identity]\nname = \"R\"\nemail = \"r@campaign.example\"\n[sending]\naccount = \"mine\"\n\
             [account.mine]\nhost = \"127.0.0.1\"\nuser = \"r\"\npassword_command = \"touch {}\"\n",
            told.display()
        ),
    );
    for arguments in [&["status"][..], &["doctor"], &["send"]] {
        let ran = desk.run(arguments).exits(4);
        assert!(ran.stderr.contains("$DESK/foi.toml is not in order\n"), "{}", ran.stderr);
        assert!(ran.stderr.contains("unknown field `account`"), "{}", ran.stderr);
    }
    assert!(!told.exists());
}

#[test]
fn the_doctor_tries_the_account_and_sends_nothing() {
    let (config, authority) = certificate("localhost", false);
    let offer =
        Offer { tls: Some(config), implicit: true, auth: Some("PLAIN"), ..Offer::default() };
    let server = SmtpServer::offering(offer, |_| Do::Usual);
    let batch = Batch::of(1);
    let ca = batch.desk.file("ca.pem", &authority);
    let account = |port: u16, more: &str| {
        let ca = ca.display();
        batch.account_at(port, &format!("host = \"localhost\"\nca_file = \"{ca}\"\n{more}"));
    };
    let login = "tls = \"implicit\"\nuser = \"robin\"\npassword_command = \"echo sesame\"\n";
    account(server.port, login);
    let ran = batch.desk.run(&["doctor"]).exits(0);
    let rows: Vec<&str> =
        ran.stdout.lines().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(
        rows,
        ["identity", "register", "journal", "account", "name", "connection", "encryption", "login"]
    );
    assert!(!server.lines().iter().any(|line| line.starts_with("MAIL")));

    let refusing =
        SmtpServer::offering(Offer { auth: Some("PLAIN"), ..Offer::default() }, |moment| {
            if moment.at == At::Auth { Do::Say("535 5.7.8 no") } else { Do::Usual }
        });
    batch.account(&refusing, "user = \"robin\"\npassword_command = \"echo sesame\"\n");
    let ran = batch.desk.run(&["doctor"]).exits(4);
    assert!(
        ran.stdout.ends_with(&format!(
            "NOT login        the server 127.0.0.1:{} refused the login; it said: 535 5.7.8 no\n",
            refusing.port
        )),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("hint: check user and password of account `mine`: another provider wants the user and password of the mailbox"),
        "{}",
        ran.stderr
    );
    let _ = batch.desk.run(&["doctor", "--offline"]).exits(0);
}

#[test]
fn a_secret_comes_from_command_or_environment_and_is_never_shown() {
    let offer = Offer { auth: Some("PLAIN XOAUTH2"), ..Offer::default() };
    let server = SmtpServer::offering(offer, |_| Do::Usual);
    let batch = Batch::of(3);
    let send = |more: &str, environment: &[(&str, &str)]| {
        batch.account(&server, more);
        let mut command = batch.desk.command();
        command
            .args(["send", "-v", "--limit", "1", "--confirm", "1"])
            .envs(environment.iter().copied());
        // The shell of a password_command needs to find its programs.
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        batch.desk.ran(command.output().unwrap())
    };
    let none = send("user = \"robin\"\n", &[]).exits(4);
    assert!(none.stderr.contains("error: no password for account `mine`\n"), "{}", none.stderr);
    let failing =
        send("user = \"robin\"\npassword_command = \"echo sesame; false\"\n", &[]).exits(4);
    assert!(
        failing.stderr.contains("the password_command of account `mine` failed (exit status: 1)")
    );
    let runs = [
        send("user = \"robin\"\npassword_command = [\"echo\", \"sesame\"]\n", &[]).exits(0),
        send("user = \"robin\"\n", &[("FOI_SMTP_PASSWORD", "sesame")]).exits(0),
        send("user = \"robin\"\ntoken_command = \"echo sesame-token\"\n", &[]).exits(0),
    ];
    for ran in runs.iter().chain([&none, &failing]) {
        assert!(!ran.stdout.contains("sesame") && !ran.stderr.contains("sesame"), "{}", ran.stderr);
    }
    let logins: Vec<String> =
        server.lines().into_iter().filter(|line| line.starts_with("AUTH")).collect();
    assert_eq!(logins.len(), 3);
    assert!(logins[2].starts_with("AUTH XOAUTH2 "));
    let database = std::fs::read(batch.desk.path().join(".foi/desk.db")).unwrap();
    assert!(!database.windows(6).any(|window| window == b"sesame"));
}

#[test]
fn the_pace_holds_across_runs() {
    let server = SmtpServer::willing();
    let batch = Batch::of(4);
    batch.account(&server, "per_day = 2\n");
    let ran = batch.send(4).exits(3);
    assert!(
        ran.stderr.ends_with(
            "2 accepted, 2 not tried\n\
             error: the pace of account `mine` allows no more letters now\n\
             hint: run the same command again after 3 March 2026 12:00 (London)\n"
        ),
        "{}",
        ran.stderr
    );
    let ran = batch.send(2).exits(1);
    assert!(ran.stderr.contains("\n0 accepted, 2 not tried\n"), "{}", ran.stderr);
    assert_eq!(server.received().len(), 2);
}

#[test]
fn outside_the_window_nothing_goes() {
    let server = SmtpServer::willing();
    let batch = Batch::of(1);
    batch.account(&server, "window = \"Tue-Fri 09:00-17:00\"\n");
    let dry = batch.desk.run(&["send", "--dry-run"]).exits(0).stderr;
    let told =
        "within the sending window Tue-Fri 09:00-17:00; the next is 3 March 2026 09:00 (London)\n";
    assert!(dry.ends_with(told), "{dry}");
    let doctor = batch.desk.run(&["doctor", "--offline"]).exits(0).stdout;
    assert!(
        doctor.contains("ok  window       letters go out Tue-Fri 09:00-17:00 (London)\n"),
        "{doctor}"
    );
    let ran = batch.send(1).exits(1);
    assert!(
        ran.stderr.ends_with(
            "error: the sending window Tue-Fri 09:00-17:00 allows no more letters now\n\
             hint: run the same command again after 3 March 2026 09:00 (London)\n"
        ),
        "{}",
        ran.stderr
    );
    assert_eq!(batch.states(), [LetterState::Ready]);
}

#[test]
fn what_changed_since_the_preview_stops_the_run() {
    let server = SmtpServer::willing();
    let desk = Desk::new();
    desk.file(
        "authorities.toml",
        "[[authority]]\nid = \"dunbridge\"\nname = \"University of Dunbridge\"\nkind = \"university\"\n\
         nation = \"england\"\nemail = \"foi@dunbridge.example\"\nsource = \"its website\"\nverified = 2026-02-01\n",
    );
    let draft = ["draft", "social", "--template", "social-media-monitoring", "--to", "dunbridge"];
    let drafted = desk.run(&draft);
    assert_eq!(drafted.code, 0, "{}", drafted.stderr);
    let register = std::fs::read_to_string(desk.path().join("authorities.toml")).unwrap();
    desk.file("authorities.toml", register.replace("foi@dunbridge", "requests@dunbridge"));
    let ran = desk.run(&["send", "--confirm", "1"]).exits(5);
    let told = "guard: its address in the register was `foi@dunbridge.example` and is now \
        `requests@dunbridge.example` (social/dunbridge)\n";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert!(ran.stderr.contains("error: nothing was sent: changed (1 letter)\n"), "{}", ran.stderr);
    desk.file("authorities.toml", register);

    // Her identity.
    let toml = std::fs::read_to_string(desk.path().join("foi.toml")).unwrap();
    desk.file("foi.toml", toml.replace("[identity]\n", "[identity]\nsignature = \"Researcher\"\n"));
    let ran = desk.run(&["send", "--confirm", "1"]).exits(5);
    let told = "guard: your signature was none and is now `Researcher` (social/dunbridge)\n";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    desk.file("foi.toml", toml);

    // The template.
    let template = desk.run(&["template", "show", "social-media-monitoring"]).exits(0).stdout;
    let (line, title) = template
        .lines()
        .enumerate()
        .find(|(_, line)| line.starts_with("title = "))
        .map(|(n, line)| (n + 1, line.to_owned()))
        .unwrap();
    let hers = template.replace(&title, "title = \"Another\"");
    let path = desk.file("templates/social-media-monitoring.txt", hers);
    let ran = desk.run(&["send", "--confirm", "1"]).exits(5);
    let told = format!(
        "guard: the template `social-media-monitoring` has changed since the letter was drafted: \
         line {line} was `{title}` and is now `title = \"Another\"` (social/dunbridge)\n"
    );
    assert!(ran.stderr.contains(&told), "{}", ran.stderr);
    std::fs::remove_file(path).unwrap();

    let _ = desk.run(&["send", "--confirm", "1"]).exits(0);
    drop(server);
}
