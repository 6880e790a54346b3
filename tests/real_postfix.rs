//! A batch of 124, and letters with files, sent to a real Postfix: STARTTLS with a certificate of its own
//! authority, AUTH through Dovecot SASL, delivery into a Maildir; what arrives is what was previewed,
//! byte for byte, and reads the same in Python's parser. A letter larger than it takes is not offered.
//! Runs where FOI_REAL=1 (`.ci/run` installs the parts); there a missing part is a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use foidesk::letter::{LetterState, mime};
use tempfile::TempDir;

use crate::batch::Batch;
use crate::letters_carry_files;
use crate::smtp_server::certificate_files;

const LETTERS: usize = 124;

#[test]
fn real_postfix_gets_what_was_previewed() {
    if std::env::var_os("FOI_REAL").is_none() {
        return;
    }
    let post = Postfix::start();
    let batch = Batch::of(LETTERS);
    let ca = post.folder.path().join("ca.pem");
    let account = |password: &str| {
        format!(
            "host = \"localhost\"\ntls = \"starttls\"\nca_file = \"{}\"\nuser = \"robin\"\n\
             password_command = [\"echo\", \"{password}\"]\ntimeout = \"30s\"",
            ca.display()
        )
    };
    batch.account_at(post.port, &account("wrong"));
    let refused = batch.send(LETTERS).exits(4);
    assert!(refused.stderr.contains("535 5.7.8"), "{}", refused.stderr);

    batch.account_at(post.port, &account("sesame"));
    let well = batch.desk.run(&["doctor"]).exits(0);
    assert!(well.stdout.contains("robin is let in"), "{}", well.stdout);
    let ran = batch.send(LETTERS).exits(0);
    assert!(ran.stderr.contains("124 accepted"), "{}", ran.stderr);
    assert_eq!(batch.states(), vec![LetterState::Accepted; LETTERS]);

    post.has_what_was_previewed(&batch, LETTERS);

    let with_files = Batch { desk: letters_carry_files::desk(3) };
    with_files.desk.file(
        "foi.toml",
        "[identity]\nname = \"Robin Example\"\nemail = \"robin@campaign.example\"\n\
         [sending]\naccount = \"mine\"\n",
    );
    with_files.desk.run(letters_carry_files::DRAFT).done();
    with_files.account_at(post.port, &account("sesame"));
    with_files.send(3).done();
    assert!(with_files.letters().iter().all(|letter| letter.enclosed.is_some()));
    post.has_what_was_previewed(&with_files, LETTERS + 3);

    let large = Batch::larger_than_servers_take();
    large.account_at(post.port, &(account("sesame") + "\nmegabytes = 0"));
    let ran = large.send(1).exits(5);
    assert!(ran.stderr.contains("has 11.8 MB as it is sent, and the server takes 10.2 MB"));
    assert_eq!(large.states(), [LetterState::Ready]);
}

/// The message without what the servers put before it, its lines ended as they were sent.
fn as_it_left(delivered: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(delivered.to_vec()).unwrap();
    let start = text.find("\nDate: ").map_or(0, |at| at + 1);
    let added = ["Return-Path", "X-Original-To", "Delivered-To", "Received", " ", "\t"];
    for line in text[..start].lines() {
        assert!(added.iter().any(|name| line.starts_with(name)), "unexpected header: {line}");
    }
    text[start..].replace('\n', "\r\n").into_bytes()
}

/// Delivered and previewed letters, in pairs, read by Python's parser.
fn second_parser_agrees(pairs: &[PathBuf]) {
    let script = "
import sys
from email import message_from_bytes, policy
added = {'return-path', 'x-original-to', 'delivered-to', 'received', 'date'}
def read(path):
    message = message_from_bytes(open(path, 'rb').read(), policy=policy.default)
    assert not message.defects, message.defects
    headers = [(k, str(v)) for k, v in message.items() if k.lower() not in added]
    parts = [part for part in message.walk() if not part.is_multipart()]
    return headers, [(part.get_content_type(), part.get_filename(), content(part)) for part in parts]
def content(part):
    found = part.get_content()
    return found.replace('\\r\\n', '\\n') if isinstance(found, str) else found
paths = iter(sys.argv[1:])
for delivered, previewed in zip(paths, paths):
    a, b = read(delivered), read(previewed)
    assert a == b, (a, b)
";
    let ran = Command::new("python3").args(["-c", script]).args(pairs).output();
    let ran = ran.expect("python3 is installed");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// A Postfix and a Dovecot of the story's own, on loopback.
struct Postfix {
    folder: TempDir,
    port: u16,
    _dovecot: Dovecot,
}

/// A Dovecot that ends with the story.
struct Dovecot(std::process::Child);

impl Drop for Dovecot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Postfix {
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("foi-real").tempdir_in("/tmp").unwrap();
        let root = folder.path();
        make_readable(root);
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (certificate, key, authority) = certificate_files("localhost");
        for (name, text) in [("cert.pem", certificate), ("key.pem", key), ("ca.pem", authority)] {
            std::fs::write(root.join(name), text).unwrap();
        }
        let dovecot = dovecot(root);
        postfix(root, port);
        let post = Postfix { folder, port, _dovecot: dovecot };
        wait_until("Postfix to listen", || {
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        post
    }

    /// Every letter of a batch arrived as it was previewed; `n` messages lie there in all.
    fn has_what_was_previewed(&self, batch: &Batch, n: usize) {
        let arrived = self.mail(n);
        let mut pairs = Vec::new();
        for letter in batch.letters() {
            let id = format!("Message-ID: <{}>", letter.message_id.as_deref().unwrap());
            let (path, bytes) = arrived
                .iter()
                .find(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&id))
                .unwrap_or_else(|| panic!("{} did not arrive", letter.to_address));
            assert_eq!(mime::unstamped(&as_it_left(bytes)), letter.whole());
            assert!(letter.server_reply.as_deref().unwrap().contains("queued as"));
            let previewed = self.folder.path().join(format!("{n}-{}.eml", letter.id));
            std::fs::write(&previewed, letter.whole()).unwrap();
            pairs.extend([path.clone(), previewed]);
        }
        second_parser_agrees(&pairs);
    }

    /// The delivered messages, once there are `n`.
    fn mail(&self, n: usize) -> Vec<(PathBuf, Vec<u8>)> {
        let inbox = self.folder.path().join("mail/all/new");
        let files = || -> Vec<PathBuf> {
            std::fs::read_dir(&inbox)
                .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
                .unwrap_or_default()
        };
        wait_until("the delivery", || files().len() >= n);
        std::thread::sleep(Duration::from_millis(500));
        let files = files();
        assert_eq!(files.len(), n, "each letter once");
        files.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let configuration = self.folder.path().join("postfix");
        let _ = Command::new("postfix").arg("-c").arg(configuration).arg("stop").output();
    }
}

fn dovecot(root: &Path) -> Dovecot {
    std::fs::create_dir_all(root.join("run")).unwrap();
    let r = root.display();
    let configuration = format!(
        "protocols =\nbase_dir = {r}/run\nstate_dir = {r}/run\nlog_path = {r}/dovecot.log\nssl = no\n\
         auth_mechanisms = plain login\n\
         passdb {{\n  driver = passwd-file\n  args = {r}/users\n}}\n\
         userdb {{\n  driver = static\n  args = uid=nobody gid=nogroup home=/nonexistent\n}}\n\
         service auth {{\n  unix_listener {r}/auth {{\n    mode = 0666\n  }}\n}}\n"
    );
    std::fs::write(root.join("users"), "robin:{PLAIN}sesame::::::\n").unwrap();
    std::fs::write(root.join("dovecot.conf"), configuration).unwrap();
    let child = Command::new("dovecot")
        .arg("-F")
        .arg("-c")
        .arg(root.join("dovecot.conf"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("dovecot is installed");
    let dovecot = Dovecot(child);
    wait_until("Dovecot", || root.join("auth").exists());
    dovecot
}

fn postfix(root: &Path, port: u16) {
    let configuration = root.join("postfix");
    for folder in ["postfix", "queue", "data", "mail"] {
        std::fs::create_dir_all(root.join(folder)).unwrap();
    }
    run("chown", &["nobody", &root.join("mail").display().to_string()]);
    run("chown", &["postfix", &root.join("data").display().to_string()]);
    let nobody = Command::new("id").args(["-u", "nobody"]).output().unwrap().stdout;
    let uid = String::from_utf8(nobody).unwrap().trim().to_owned();
    let r = root.display();
    let main = format!(
        "compatibility_level = 3.6\nqueue_directory = {r}/queue\ndata_directory = {r}/data\n\
         maillog_file = {r}/mail.log\nmaillog_file_prefixes = {r}\nmyhostname = mail.test.example\n\
         mydestination =\ninet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmynetworks =\n\
         virtual_mailbox_domains = static:all\nvirtual_mailbox_base = {r}/mail\n\
         virtual_mailbox_maps = static:all/\nvirtual_minimum_uid = 1\n\
         virtual_uid_maps = static:{uid}\nvirtual_gid_maps = static:{uid}\n\
         smtpd_tls_cert_file = {r}/cert.pem\nsmtpd_tls_key_file = {r}/key.pem\n\
         smtpd_tls_security_level = encrypt\nsmtpd_sasl_auth_enable = yes\n\
         smtpd_sasl_type = dovecot\nsmtpd_sasl_path = {r}/auth\nsmtpd_tls_auth_only = yes\n\
         smtpd_relay_restrictions = permit_sasl_authenticated, reject\n\
         smtpd_recipient_restrictions = permit_sasl_authenticated, reject\n"
    );
    let master = format!(
        "127.0.0.1:{port} inet n - n - - smtpd\n\
         pickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\nqmgr unix n - n 300 1 qmgr\n\
         rewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\n\
         defer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\nflush unix n - n 1000? 0 flush\n\
         proxymap unix - - n - - proxymap\nanvil unix - - n - 1 anvil\ntlsmgr unix - - n 1000? 1 tlsmgr\n\
         showq unix n - n - - showq\nerror unix - - n - - error\nretry unix - - n - - error\n\
         discard unix - - n - - discard\nlocal unix - n n - - local\nvirtual unix - n n - - virtual\n\
         smtp unix - - n - - smtp\nrelay unix - - n - - smtp\nscache unix - - n - 1 scache\n\
         postlog unix-dgram n - n - 1 postlogd\n"
    );
    std::fs::write(configuration.join("main.cf"), main).unwrap();
    std::fs::write(configuration.join("master.cf"), master).unwrap();
    run("postfix", &["-c", &configuration.display().to_string(), "start"]);
}

fn run(program: &str, arguments: &[&str]) {
    let ran = Command::new(program).args(arguments).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program} is not installed: {error}"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
}

fn make_readable(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn wait_until(what: &str, happened: impl Fn() -> bool) {
    for _ in 0..600 {
        if happened() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("waited 30 seconds for {what}");
}
