//! How fast `foi send` is when nothing but the machine limits it: letters a second to a loopback
//! `smtp-sink`, beside a bare loop of the same dialogue with one synced line a letter, in turns in
//! the same run. With `mailmerge` in the PATH it is measured too, from template to server, beside
//! `foi draft` and `foi send` as she runs them.
//!
//!     cargo build --release --bin foi
//!     cargo run --release --example send_speed -- [LETTERS] [ROUNDS]
//!
//! `smtp-sink` comes with Postfix. Pace limits rule in real life; this shows that nothing else does.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

#[path = "../tests/batch/letters.rs"]
#[allow(clippy::unwrap_used)]
mod letters;

use foidesk::casework::account::Accounts;
use foidesk::casework::send::{Choice, Delivery, Destination, deliver, plan};
use foidesk::casework::{Desk, settings};
use foidesk::letter::LetterState;

/// The line of which letters as long as a real request are made.
const LINE: &str =
    "Please send me the policy that governs this, with the date it came into force.\n";

/// Letters of about ten kilobytes.
const LETTERS: letters::Batch = letters::Batch {
    campaign: "speed",
    state: LetterState::Ready,
    body: |i, _token| format!("Dear University {i},\n\n{}\nRobin\n", LINE.repeat(120)),
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let letters: usize = arguments.next().map_or(Ok(500), |text| text.parse())?;
    let rounds: usize = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let sink = Sink::start()?;
    println!("{letters} letters of {} bytes, {rounds} rounds", LETTERS.letter(1).eml.len());
    let (mut bare, mut piped, mut foi) = (Vec::new(), Vec::new(), Vec::new());
    let (mut commands, mut merged) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        bare.push(bare_loop(sink.port, letters, false)?);
        piped.push(bare_loop(sink.port, letters, true)?);
        foi.push(foi_send(sink.port, letters)?);
        commands.extend(foi_commands(sink.port, letters)?);
        merged.extend(mailmerge(sink.port, letters)?);
    }
    show("bare loop, command by command, one fsync", &bare, "letters/s");
    show("bare loop, pipelined, one fsync", &piped, "letters/s");
    show("foi send, journal synced for every letter", &foi, "letters/s");
    show("foi : bare, command by command", &ratios(&foi, &bare), "");
    show("foi : bare, pipelined", &ratios(&foi, &piped), "");
    if !commands.is_empty() {
        show("foi draft && foi send, whole commands", &commands, "letters/s");
    }
    if !merged.is_empty() {
        show("mailmerge, template to server", &merged, "letters/s");
        show("foi : mailmerge", &ratios(&commands, &merged), "");
    }
    Ok(())
}

fn ratios(ours: &[f64], theirs: &[f64]) -> Vec<f64> {
    ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect()
}

fn show(what: &str, values: &[f64], unit: &str) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    println!(
        "{what:40} median {median:8.2} {unit} ({:.2} to {:.2})",
        sorted[0],
        sorted[sorted.len() - 1]
    );
}

/// Postfix's `smtp-sink` on a free port; it ends with this program.
struct Sink {
    child: Child,
    port: u16,
}

impl Sink {
    fn start() -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let program = ["/usr/sbin/smtp-sink", "/usr/libexec/postfix/smtp-sink"]
            .into_iter()
            .find(|path| Path::new(path).exists())
            .unwrap_or("smtp-sink");
        let mut command = Command::new(program);
        // As root it wants another user to run as; anybody else runs it as themselves.
        let user = Command::new("id").arg("-u").output()?.stdout;
        if user.trim_ascii() == b"0" {
            command.args(["-u", "nobody"]);
        }
        let child = command
            .args([&format!("127.0.0.1:{port}"), "256"])
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|error| format!("{program} (part of Postfix) cannot be run: {error}"))?;
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Sink { child, port })
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const MAIL: &str = "MAIL FROM:<robin@campaign.example>\r\n";

/// The same dialogue by hand, the content in one write, and one synced line a letter: letters a
/// second. `pipelined` writes the commands up to DATA together, as `foi` does where the server offers
/// it.
fn bare_loop(port: u16, letters: usize, pipelined: bool) -> Result<f64> {
    let folder = tempfile::tempdir_in(".")?;
    let mut log = std::fs::File::create(folder.path().join("log"))?;
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let mut say = |text: &[u8], answers: usize| -> Result<()> {
        writer.write_all(text)?;
        let (mut line, mut left) = (String::new(), answers);
        while left > 0 {
            line.clear();
            reader.read_line(&mut line)?;
            if line.as_bytes().get(3) != Some(&b'-') {
                left -= 1;
            }
        }
        Ok(())
    };
    say(b"EHLO [127.0.0.1]\r\n", 2)?;
    let prepared: Vec<(Vec<u8>, String)> = (1..=letters)
        .map(|i| {
            let letter = LETTERS.letter(i);
            ([letter.eml.as_slice(), b".\r\n"].concat(), letter.to_address)
        })
        .collect();
    let started = Instant::now();
    for (content, to) in &prepared {
        let rcpt = format!("RCPT TO:<{to}>\r\n");
        if pipelined {
            say(format!("{MAIL}{rcpt}DATA\r\n").as_bytes(), 3)?;
        } else {
            say(MAIL.as_bytes(), 1)?;
            say(rcpt.as_bytes(), 1)?;
            say(b"DATA\r\n", 1)?;
        }
        log.write_all(format!("{to} handed over\n").as_bytes())?;
        log.sync_data()?;
        say(content, 1)?;
    }
    Ok(letters as f64 / started.elapsed().as_secs_f64())
}

/// `foi send` as the command runs it, on a desk of its own: letters a second.
fn foi_send(port: u16, letters: usize) -> Result<f64> {
    let folder = tempfile::tempdir_in(".")?;
    let root = folder.path().join("desk");
    Desk::create(
        &root,
        &settings::written("Robin Example", "robin@campaign.example", Some("mine")),
    )
    .map_err(|error| error.to_string())?;
    let desk = Desk::open(&root).map_err(|error| error.to_string())?;
    LETTERS.put(&desk.store, letters);
    let path = folder.path().join("config.toml");
    foidesk::casework::account::add(
        &path,
        "mine",
        &[("host", "127.0.0.1".to_owned()), ("tls", "none".to_owned())],
    )
    .map_err(|error| error.to_string())?;
    let accounts = Accounts::load(&path).map_err(|error| error.to_string())?;
    let mut account = accounts.find("mine").map_err(|error| error.to_string())?.clone();
    account.port = port;
    account.limits = foidesk::outbox::Limits::default();
    account.copy_to_self = false;
    let server = account.server(|_| None, None).map_err(|error| error.to_string())?;
    let destination = Destination::Account { account: Box::new(account), server: Box::new(server) };
    let started = Instant::now();
    let plan = plan::plan(&desk, &Choice::default(), chrono::Utc::now())
        .map_err(|error| error.to_string())?;
    let delivery = Delivery {
        desk: &desk,
        destination: &destination,
        clock: &chrono::Utc::now,
        stop: &AtomicBool::new(false),
        watch: &mut |_| {},
    };
    let report = deliver::deliver(delivery, &plan.letters).map_err(|error| error.to_string())?;
    let taken = started.elapsed().as_secs_f64();
    if report.accepted.len() != letters {
        return Err(format!("only {} of {letters} accepted", report.accepted.len()).into());
    }
    Ok(letters as f64 / taken)
}

/// `foi draft` and `foi send` as two commands on a fresh desk, from template and register to the
/// server: letters a second. Nothing where `foi` was not built beside this example.
fn foi_commands(port: u16, letters: usize) -> Result<Option<f64>> {
    let Some(foi) = std::env::current_exe()?
        .ancestors()
        .map(|folder| folder.join("foi"))
        .find(|path| path.is_file())
    else {
        return Ok(None);
    };
    let folder = tempfile::tempdir_in(".")?;
    let desk = folder.path().join("desk");
    let config = folder.path().join("config");
    let run = |arguments: &[&str]| -> Result<()> {
        let output = Command::new(&foi)
            .env("XDG_CONFIG_HOME", &config)
            .args(["--desk".as_ref(), desk.as_os_str()])
            .args(arguments)
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            Ok(())
        } else {
            Err(format!("foi {arguments:?}: {said}").into())
        }
    };
    let made = Command::new(&foi)
        .args([
            "init",
            "--no-input",
            "--name",
            "Robin Example",
            "--email",
            "robin@campaign.example",
        ])
        .arg(&desk)
        .output()?;
    if !made.status.success() {
        return Err(String::from_utf8_lossy(&made.stderr).into_owned().into());
    }
    let identity = std::fs::read_to_string(desk.join("foi.toml"))?;
    std::fs::write(
        desk.join("foi.toml"),
        format!(
            "{}\n[sending]\naccount = \"mine\"\n",
            identity.split("[sending]").next().unwrap_or_default()
        ),
    )?;
    let register: String = (1..=letters)
        .map(|i| {
            format!(
                "[[authority]]\nid = \"uni-{i}\"\nname = \"University {i}\"\n\
                 kind = \"university\"\nnation = \"england\"\nemail = \"foi@uni-{i}.example\"\n\
                 tags = [\"speed\"]\n"
            )
        })
        .collect();
    std::fs::write(desk.join("authorities.toml"), register)?;
    std::fs::write(
        desk.join("templates/speed.txt"),
        format!(
            "+++\ntitle = \"Speed\"\nsubject = \"Freedom of Information request\"\nkind = \"request\"\n\
             +++\nDear {{{{ authority.name }}}},\n\nunder the {{{{ law.name }}}}\n\n{}\nRobin Example\n",
            LINE.repeat(120)
        ),
    )?;
    std::fs::create_dir_all(config.join("foi"))?;
    let accounts = config.join("foi/config.toml");
    std::fs::write(
        &accounts,
        format!(
            "[account.mine]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nper_minute = 0\n\
             per_hour = 0\nper_day = 0\ncopy_to_self = false\n"
        ),
    )?;
    #[cfg(unix)]
    std::fs::set_permissions(&accounts, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let started = Instant::now();
    run(&["draft", "speed", "--template", "speed", "--to", "tag:speed"])?;
    run(&["send", "speed", "--confirm", &letters.to_string()])?;
    Ok(Some(letters as f64 / started.elapsed().as_secs_f64()))
}

/// The same letters by `mailmerge`, where it is installed: letters a second.
fn mailmerge(port: u16, letters: usize) -> Result<Option<f64>> {
    if Command::new("mailmerge").arg("--version").output().is_err() {
        return Ok(None);
    }
    let folder = tempfile::tempdir()?;
    let template = format!(
        "TO: {{{{email}}}}\nSUBJECT: Freedom of Information request\nFROM: robin@campaign.example\n\n\
         Dear {{{{name}}}},\n\n{}\nRobin\n",
        LINE.repeat(120)
    );
    let rows: String =
        (1..=letters).map(|i| format!("foi@uni-{i}.example,University {i}\n")).collect();
    let server = format!("[smtp_server]\nhost = 127.0.0.1\nport = {port}\n");
    for (name, text) in [
        ("mailmerge_template.txt", template),
        ("mailmerge_database.csv", format!("email,name\n{rows}")),
        ("mailmerge_server.conf", server),
    ] {
        std::fs::write(folder.path().join(name), text)?;
    }
    let started = Instant::now();
    let ran = Command::new("mailmerge")
        .args(["--no-dry-run", "--no-limit"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .status()?;
    let taken = started.elapsed().as_secs_f64();
    Ok(ran.success().then_some(letters as f64 / taken))
}
