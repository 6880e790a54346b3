//! The `foi` command: arguments, clock, environment, exit code; nothing else.

fn main() {}
