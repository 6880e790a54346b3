//! One sender at a time: a lock on the desk that the system takes back when its holder dies, so
//! that a crash never leaves it locked.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};

use crate::casework::{Desk, Error, Result};

/// Held while letters are sent or settled.
#[derive(Debug)]
pub struct DeskLock {
    file: File,
}

impl DeskLock {
    /// Takes the lock, or says who has it.
    pub fn take(desk: &Desk) -> Result<Self> {
        let path = desk.root.join(".foi").join("send.lock");
        let cannot = |error: std::io::Error| {
            Error::failed(format!("cannot lock {}", path.display())).because(error)
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The holder's number is a courtesy; without it the message is still true.
                let _ = file.read_to_string(&mut holder);
                return Err(Error::failed(format!(
                    "another `foi send` is at work on this desk{}",
                    process(&holder)
                ))
                .hint("wait until it has finished, or stop it with Ctrl-C"));
            }
            Err(TryLockError::Error(error)) => return Err(cannot(error)),
        }
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| write!(file, "{}", std::process::id()));
        written.map_err(cannot)?;
        Ok(DeskLock { file })
    }
}

impl Drop for DeskLock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that is just being started holds it for an instant.
        let _ = self.file.unlock();
    }
}

fn process(holder: &str) -> String {
    match holder.trim().parse::<u32>() {
        Ok(id) => format!(" (process {id})"),
        Err(_) => String::new(),
    }
}
