//! The bytes of a file: small ones read, large regular ones mapped, unpacked ones spooled to an
//! anonymous temporary file once they outgrow memory. Nothing here ever writes to a source.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

/// Files up to this size are read: that is as fast, and a file that another program truncates
/// meanwhile cannot hurt.
const MAPPED_FROM: u64 = 4 * 1024 * 1024;

/// Unpacked content beyond this size goes to a temporary file.
const IN_MEMORY: usize = 64 * 1024 * 1024;

/// The content of one file.
#[derive(Debug)]
pub enum Bytes {
    /// Read into memory.
    Owned(Vec<u8>),
    /// Mapped; the pages belong to the system's cache.
    Mapped(Mmap),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Owned(bytes) => bytes,
            Bytes::Mapped(map) => map,
        }
    }
}

/// The bytes of the file at `path`: mapped when it is regular and large, else read to its end.
pub fn load(path: &Path) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_file() && about.len() >= MAPPED_FROM {
        return map(&file).map(Bytes::Mapped);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    file.read_to_end(&mut bytes)?;
    Ok(Bytes::Owned(bytes))
}

/// Maps a file for reading.
///
/// The one unsafe expression of the project. The map is read-only and private to this process; the
/// risk that remains is a file that another program *truncates* while it is mapped: the system then
/// ends this process with SIGBUS. Nothing is lost by that (what is kept is committed in whole
/// transactions), mail programs append or replace their files, and small files are read instead.
/// A file that is *overwritten* meanwhile gives garbled messages, as it would when read.
#[allow(unsafe_code)]
fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: see above; no reference into the map outlives it, as `Bytes` owns it.
    unsafe { Mmap::map(file) }
}

/// Collects unpacked content: in memory while it is small, else in a temporary file without a name,
/// which vanishes with this process.
#[derive(Debug, Default)]
pub struct Spool {
    memory: Vec<u8>,
    file: Option<File>,
}

impl Spool {
    /// All that was written.
    pub fn finish(mut self) -> io::Result<Bytes> {
        let Some(mut file) = self.file.take() else { return Ok(Bytes::Owned(self.memory)) };
        file.write_all(&self.memory)?;
        file.flush()?;
        map(&file).map(Bytes::Mapped)
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.memory.len() + bytes.len() > IN_MEMORY {
            let file = match &mut self.file {
                Some(file) => file,
                none => none.insert(tempfile::tempfile()?),
            };
            file.write_all(&self.memory)?;
            self.memory.clear();
        }
        self.memory.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_file_is_mapped_and_a_small_one_read() {
        let folder = tempfile::tempdir().unwrap();
        let (small, large) = (folder.path().join("small"), folder.path().join("large"));
        std::fs::write(&small, b"abc").unwrap();
        std::fs::write(&large, vec![b'x'; 5 << 20]).unwrap();
        assert!(matches!(load(&small).unwrap(), Bytes::Owned(b) if b == b"abc"));
        assert!(matches!(load(&large).unwrap(), Bytes::Mapped(m) if m.len() == 5 << 20));
    }

    #[test]
    fn a_spool_keeps_every_byte_in_order() {
        let mut spool = Spool::default();
        let mut expected = Vec::new();
        for n in 0..70u8 {
            let chunk = vec![n; 1 << 20];
            spool.write_all(&chunk).unwrap();
            expected.extend_from_slice(&chunk);
        }
        let bytes = spool.finish().unwrap();
        assert!(matches!(bytes, Bytes::Mapped(_)));
        assert!(*bytes == expected[..]);
    }
}
