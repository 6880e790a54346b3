//! Measures matching on hard campaigns made from seeds (tests/campaign): runs the real `foi` on
//! each and compares what it filed with the truth.
//!
//!     cargo run --example evaluate_matching -- [--foi target/debug/foi] [--seeds 1..20]
//!         [--authorities 20] [--keep FOLDER] [-v]
//!
//! Prints what was filed under a wrong request (there must be nothing), the share of what ought to
//! be filed that was, how often the first candidate is right where the mail can tell, and how often
//! nothing is offered for mail about no request; with `-v` every miss. `--keep` leaves the mail.

#![allow(clippy::print_stdout, dead_code, missing_docs)]

#[path = "../tests/campaign/mod.rs"]
mod campaign;
#[path = "../tests/campaign_score.rs"]
mod campaign_score;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use campaign::Campaign;
use campaign_score::Score;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| arguments.iter().skip_while(|a| *a != name).nth(1).cloned();
    let foi = PathBuf::from(after("--foi").unwrap_or_else(|| "target/debug/foi".into()));
    let seeds = after("--seeds").unwrap_or_else(|| "1..5".into());
    let (first, last) = seeds.split_once("..").context("--seeds FIRST..LAST")?;
    let authorities = after("--authorities").map_or(Ok(20), |number| number.parse())?;
    let mut score = Score::default();
    for seed in first.parse::<u64>()?..last.parse::<u64>()? {
        let campaign = Campaign::new(seed, authorities);
        let folder = tempfile::tempdir()?;
        let at = after("--keep").map_or_else(|| folder.path().to_owned(), PathBuf::from);
        score.add(seed, &campaign, &run(&foi, &campaign, &at)?);
    }
    print(&score, arguments.iter().any(|a| a == "-v"));
    Ok(())
}

/// What `foi list` and `foi check` say of the campaign.
fn run(foi: &Path, campaign: &Campaign, folder: &Path) -> anyhow::Result<[serde_json::Value; 2]> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("sent.mbox"), &campaign.sent)?;
    std::fs::write(folder.join("in.mbox"), campaign.received())?;
    let said = |arguments: &[&str]| -> anyhow::Result<Vec<u8>> {
        let output = std::process::Command::new(std::path::absolute(foi)?)
            .current_dir(folder)
            .args(["--json", "--no-input", "--today", "2025-06-02"])
            .args(arguments)
            .output()
            .with_context(|| format!("cannot run {}", foi.display()))?;
        if !output.status.success() {
            bail!("foi {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    };
    said(&["init", "--name", "Robin Example", "--email", campaign::HER])?;
    said(&["adopt", "sent.mbox", "--campaign", "Hard"])?;
    let report = serde_json::from_slice(&said(&["check", "in.mbox"])?)?;
    Ok([serde_json::from_slice(&said(&["list"])?)?, report])
}

/// Prints the figures; with every miss if `all`.
fn print(score: &Score, all: bool) {
    for wrong in &score.wrong {
        println!("WRONG {wrong}");
    }
    for (case, misses) in &score.misses {
        println!("{case}: {} of {} missed", misses.len(), score.counts[case]);
        misses.iter().filter(|_| all).for_each(|miss| println!("    {miss}"));
    }
    let share = |(right, of): (usize, usize)| {
        format!("{right} of {of} ({:.1} %)", 100.0 * right as f64 / of.max(1) as f64)
    };
    println!(
        "messages {}, filed under a wrong request: {}",
        score.counts.values().sum::<usize>(),
        score.wrong.len()
    );
    println!("filed of what is to be filed: {}", share(score.filed));
    println!("first candidate right where the mail can tell: {}", share(score.first));
    println!("nothing offered for other mail: {}", share(score.left));
}
