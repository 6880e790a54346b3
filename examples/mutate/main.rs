//! Feeds every parser with broken input for a while: `cargo run --release --example mutate --
//! [--seconds 60] [--only TARGET] [--seed N] [--seeds FOLDER]`, so long for each target, as many targets at
//! once as there are processors. What is fuzzed is in `fuzz/targets.rs`; `fuzz/README.md` says when to use
//! this and when cargo-fuzz.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::panic::catch_unwind;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

mod change;
mod memory;
#[path = "../../fuzz/targets.rs"]
mod targets;

use change::{Random, SEEDS};
use targets::Target;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// Longer than this for one small input is a hang.
const SLOWEST: Duration = Duration::from_secs(2);

/// More than this, in bytes, for one small input is unbounded memory.
const HEAVIEST: usize = 256 << 20;

/// So many changed inputs are kept to be changed again, so that changes add up.
const KEPT: usize = 500;

/// What a run was asked for.
struct Wish {
    share: Duration,
    seed: u64,
    seeds: Vec<Vec<u8>>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().skip_while(|a| *a != name).nth(1).cloned();
    let number = |name: &str, usual| after(name).and_then(|s| s.parse().ok()).unwrap_or(usual);
    let only = after("--only");
    let mut seeds: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.to_vec()).collect();
    if let Some(folder) = after("--seeds") {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        seeds.extend(files.filter_map(|file| std::fs::read(file.path()).ok()));
    }
    let wish = Wish {
        share: Duration::from_secs(number("--seconds", 60)),
        seed: number("--seed", 1),
        seeds,
    };
    let chosen: Vec<Target> = targets::ALL
        .into_iter()
        .filter(|(name, _)| only.as_deref().is_none_or(|o| o == *name))
        .collect();
    std::panic::set_hook(Box::new(|_| {}));
    if !chosen.is_empty() && all(&chosen, &wish) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs the targets, one on each processor; true where none has a fault.
fn all(chosen: &[Target], wish: &Wish) -> bool {
    let (left, sound) = (Mutex::new(chosen.iter()), Mutex::new(true));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(target) = left.lock().ok().and_then(|mut left| left.next()) {
                    match run(*target, wish) {
                        Ok(line) => println!("{line}"),
                        Err(fault) => {
                            eprintln!("{fault}");
                            if let Ok(mut sound) = sound.lock() {
                                *sound = false;
                            }
                        }
                    }
                }
            });
        }
    });
    sound.into_inner().unwrap_or(false)
}

/// Runs one target for its share of the time; stops at its first fault. Gives the line that sums it up.
fn run((name, parse): Target, wish: &Wish) -> Result<String, String> {
    let mut random = Random(wish.seed);
    let mut pool = wish.seeds.clone();
    // Expressions are compiled at their first use, which is no fault of an input.
    wish.seeds.iter().for_each(|seed| drop(catch_unwind(|| parse(seed))));
    let (begin, mut slowest, mut heaviest, mut count) = (Instant::now(), Duration::ZERO, 0, 0);
    while begin.elapsed() < wish.share {
        let mut input = pool[random.below(pool.len())].clone();
        for _ in 0..1 + random.below(8) {
            random.change(&mut input, &wish.seeds);
        }
        let (start, mut survived) = (Instant::now(), false);
        let held = memory::most_held(|| survived = catch_unwind(|| parse(&input)).is_ok());
        let took =
            if survived { quickest(start.elapsed(), parse, &input) } else { start.elapsed() };
        slowest = slowest.max(took);
        heaviest = heaviest.max(held);
        count += 1;
        let fault = match () {
            () if !survived => "panics".to_owned(),
            () if took > SLOWEST => format!("takes {took:?}"),
            () if held > HEAVIEST => format!("holds {} MB", held >> 20),
            () => {
                keep(&mut pool, input, wish.seeds.len(), &mut random);
                continue;
            }
        };
        let file = format!("mutate-{name}-{}.bin", wish.seed);
        let kept = std::fs::write(&file, &input).map_or("not written".to_owned(), |()| file);
        return Err(format!("{name} {fault} after {count} inputs; the input: {kept}"));
    }
    Ok(format!(
        "{name}: {count} inputs, slowest {} ms, most memory {} KB",
        slowest.as_millis(),
        heaviest >> 10
    ))
}

/// How long an input takes: one that seemed to hang is tried again, as the machine may have been busy.
fn quickest(took: Duration, parse: fn(&[u8]), input: &[u8]) -> Duration {
    (0..3).fold(took, |least, _| {
        if least <= SLOWEST {
            return least;
        }
        let start = Instant::now();
        parse(input);
        least.min(start.elapsed())
    })
}

/// Keeps one input of eight for further changes, in the place of an earlier one when there are enough; the
/// well-formed ones stay.
fn keep(pool: &mut Vec<Vec<u8>>, input: Vec<u8>, well_formed: usize, random: &mut Random) {
    if random.below(8) > 0 {
        return;
    }
    if pool.len() < well_formed + KEPT {
        pool.push(input);
    } else {
        pool[well_formed + random.below(KEPT)] = input;
    }
}
