//! The child process that reads attachments, and the side that feeds it.
//!
//! One child is kept alive and given many attachments over its standard input; it answers on its
//! standard output. Frames are lengths (little-endian u64) and bytes: three frames go in (media type,
//! name, content), two come back (text, problem). A child that takes too long is killed, one that dies
//! (of memory, of its stack, of a fault in a parser) is replaced: each costs one attachment.

use std::cell::RefCell;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::AttachmentText;

/// The hidden subcommand under which the program is the child.
const SUBCOMMAND: &str = "__extract";

/// Larger attachments are not given to the child at all.
const LARGEST: usize = 100 * 1024 * 1024;

/// What one attachment may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Seconds until the child is killed.
    pub time: Duration,
    /// Address space of the child in bytes (Unix only; macOS does not enforce it).
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { time: Duration::from_secs(10), memory: 1 << 30 }
    }
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program whose hidden subcommand reads attachments: `foi` itself. Until it is named, [`of`]
/// reads in this process, which is fit for tests only.
pub fn use_program(program: PathBuf) {
    PROGRAM.get_or_init(|| program);
}

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// The text of an attachment, read by a child process that belongs to this thread and lives on.
pub fn of(bytes: &[u8], media_type: &str, name: &str) -> AttachmentText {
    if let Some(picture) = super::of_picture(bytes, bytes.len() as u64) {
        return picture;
    }
    let Some(program) = PROGRAM.get() else { return super::read_here(bytes, media_type, name) };
    READER.with_borrow_mut(|reader| {
        let reader = reader.get_or_insert_with(|| Reader::new(program, Limits::default()));
        reader.read(bytes, media_type, name)
    })
}

/// Reads attachments in a child process, one after another.
#[derive(Debug)]
pub struct Reader {
    program: PathBuf,
    limits: Limits,
    child: Option<Running>,
}

/// A living child. Dropping it ends it.
#[derive(Debug)]
struct Running {
    child: Child,
    input: Option<ChildStdin>,
    answers: Receiver<io::Result<AttachmentText>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Ends at the end of its input anyway; a child that hangs must be killed. Nothing can be done
        // about a failure here, and the system takes the child back in the end.
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reader {
    /// A reader that starts `program` when the first attachment comes.
    pub fn new(program: &Path, limits: Limits) -> Reader {
        Reader { program: program.to_owned(), limits, child: None }
    }

    /// The text of one attachment. Whatever happens to the child, the next attachment is read.
    pub fn read(&mut self, bytes: &[u8], media_type: &str, name: &str) -> AttachmentText {
        if bytes.len() > LARGEST {
            return AttachmentText::none("is larger than is read (100 MB)");
        }
        let mut child = match self.child.take().map_or_else(|| self.start(), Ok) {
            Ok(child) => child,
            Err(error) => {
                return AttachmentText::none(format!("is not read: no reader starts ({error})"));
            }
        };
        let asked = child.input.as_mut().map(|input| ask(input, bytes, media_type, name));
        if !matches!(asked, Some(Ok(()))) {
            return AttachmentText::none("is not read: its reader has ended");
        }
        match child.answers.recv_timeout(self.limits.time) {
            Ok(Ok(text)) => {
                self.child = Some(child);
                text
            }
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => AttachmentText::none(
                "cannot be read: it is damaged, or needs more memory than it may have",
            ),
            Err(RecvTimeoutError::Timeout) => {
                let seconds = self.limits.time.as_secs_f32();
                AttachmentText::none(format!("is not read: it takes longer than {seconds} s"))
            }
        }
    }

    fn start(&self) -> io::Result<Running> {
        let mut child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .arg(self.limits.memory.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env_clear()
            .spawn()?;
        let input = child.stdin.take();
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let answer = answer_from(&mut output);
                let last = answer.is_err();
                if sender.send(answer).is_err() || last {
                    return;
                }
            }
        });
        Ok(Running { child, input, answers })
    }
}

fn ask(input: &mut ChildStdin, bytes: &[u8], media_type: &str, name: &str) -> io::Result<()> {
    let mut input = BufWriter::new(input);
    for frame in [media_type.as_bytes(), name.as_bytes(), bytes] {
        write_frame(&mut input, frame)?;
    }
    input.flush()
}

fn answer_from(output: &mut impl Read) -> io::Result<AttachmentText> {
    let text = read_frame(output)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let problem = read_frame(output)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let problem = String::from_utf8_lossy(&problem).into_owned();
    Ok(AttachmentText {
        text: String::from_utf8_lossy(&text).into_owned(),
        problem: Some(problem).filter(|problem| !problem.is_empty()),
    })
}

fn write_frame(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    to.write_all(&(frame.len() as u64).to_le_bytes())?;
    to.write_all(frame)
}

/// One frame, or `None` at the end of the stream.
fn read_frame(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = u64::from_le_bytes(length);
    let mut frame = Vec::new();
    if from.take(length).read_to_end(&mut frame)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(frame))
}

/// The stack of the thread that parses: deep nesting is common in what generators write.
const STACK: usize = 64 * 1024 * 1024;

/// The child: limits itself to `memory` bytes, then answers attachments from `input` on `output` until
/// the input ends. A panic in a parser is answered as a problem.
pub fn serve(
    memory: u64,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> io::Result<()> {
    limit(memory)?;
    std::panic::set_hook(Box::new(|_| {}));
    let serving = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || answer_all(&mut BufReader::new(input), &mut BufWriter::new(output)))?;
    serving.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

fn answer_all(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    while let Some(media_type) = read_frame(input)? {
        let name = read_frame(input)?.unwrap_or_default();
        let content = read_frame(input)?.unwrap_or_default();
        let (media_type, name) =
            (String::from_utf8_lossy(&media_type), String::from_utf8_lossy(&name));
        let read = std::panic::catch_unwind(|| super::read_here(&content, &media_type, &name));
        let found = read.unwrap_or_else(|_| AttachmentText::none("cannot be read: it is damaged"));
        write_frame(output, found.text.as_bytes())?;
        write_frame(output, found.problem.unwrap_or_default().as_bytes())?;
        output.flush()?;
    }
    Ok(())
}

/// Limits this process's address space, and leaves no core file of somebody's letter behind.
#[cfg(unix)]
fn limit(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, wanted) in [(Resource::As, memory), (Resource::Core, 0)] {
        let maximum = getrlimit(resource).maximum;
        let wanted = maximum.map_or(wanted, |maximum| wanted.min(maximum));
        setrlimit(resource, Rlimit { current: Some(wanted), maximum: Some(wanted) })?;
    }
    Ok(())
}

/// Elsewhere only time is limited.
#[cfg(not(unix))]
fn limit(_memory: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_child_answers_each_attachment_in_turn() {
        let mut input = Vec::new();
        for frame in [&b"text/plain"[..], b"a.txt", b"First.", b"", b"b", b"\x89PNG\r\n\x1a\n\0\0"]
        {
            write_frame(&mut input, frame).unwrap();
        }
        let mut output = Vec::new();
        answer_all(&mut input.as_slice(), &mut output).unwrap();
        let mut output = output.as_slice();
        let first = answer_from(&mut output).unwrap();
        assert_eq!((first.text.as_str(), first.problem), ("First.", None));
        assert_eq!(answer_from(&mut output).unwrap(), AttachmentText::default());
        assert!(answer_from(&mut output).is_err());
    }

    #[test]
    fn a_program_that_is_no_reader_costs_only_the_attachment() {
        let mut nothing = Reader::new(Path::new("/nonexistent/program"), Limits::default());
        assert!(nothing.read(b"x", "", "").problem.unwrap().contains("no reader starts"));
    }
}
