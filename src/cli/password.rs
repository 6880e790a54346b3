//! Asking for a password on her terminal. Nothing of it is shown, also where it is typed or pasted
//! before the question stands there: the echo goes off first. Ctrl-C ends the question with the
//! terminal as it was.

use std::io;

/// Asks and reads one line, without its end.
///
/// Errors: no terminal, bytes that are no text; `Interrupted` where she pressed Ctrl-C.
#[cfg(unix)]
pub(super) fn ask(question: &str) -> io::Result<String> {
    use std::io::Write as _;
    let terminal = std::fs::OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    let silent = unix::Silent::begin(&terminal)?;
    (&terminal).write_all(question.as_bytes())?;
    let line = unix::line(&terminal);
    drop(silent);
    (&terminal).write_all(b"\n")?;
    let mut line = line?;
    match line.pop() {
        Some(unix::CTRL_C) => return Err(io::ErrorKind::Interrupted.into()),
        Some(b'\n') | None => {}
        Some(other) => line.push(other),
    }
    String::from_utf8(line).map_err(|_| io::Error::other("what was typed is no text"))
}

/// The same through `rpassword`.
#[cfg(not(unix))]
pub(super) fn ask(question: &str) -> io::Result<String> {
    rpassword::prompt_password(question)
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, Read as _};

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };

    /// What Ctrl-C types.
    pub(super) const CTRL_C: u8 = 3;

    /// The terminal without echo, for as long as this lives.
    pub(super) struct Silent<'t> {
        terminal: &'t File,
        before: Termios,
    }

    impl<'t> Silent<'t> {
        /// Turns the echo off and makes Ctrl-C end the line. What was typed ahead is read.
        pub(super) fn begin(terminal: &'t File) -> io::Result<Self> {
            let before = tcgetattr(terminal)?;
            let mut silent = before.clone();
            silent.local_modes -= LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ISIG;
            silent.local_modes |= LocalModes::ICANON;
            silent.special_codes[SpecialCodeIndex::VEOL] = CTRL_C;
            tcsetattr(terminal, OptionalActions::Drain, &silent)?;
            Ok(Silent { terminal, before })
        }
    }

    impl Drop for Silent<'_> {
        fn drop(&mut self) {
            // A terminal that is gone needs no echo.
            let _ = tcsetattr(self.terminal, OptionalActions::Drain, &self.before);
        }
    }

    /// A line with what ended it; without that at the end of the input.
    pub(super) fn line(mut terminal: &File) -> io::Result<Vec<u8>> {
        let (mut line, mut some) = (Vec::new(), [0; 1024]);
        loop {
            let n = terminal.read(&mut some)?;
            line.extend_from_slice(&some[..n]);
            if n == 0 || matches!(line.last(), Some(&(b'\n' | CTRL_C))) {
                return Ok(line);
            }
        }
    }
}
