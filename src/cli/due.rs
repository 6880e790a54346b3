//! `foi due`: what is due, overdue and about to lapse, by legal consequence; also as a calendar.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::list::known_campaign;
use super::print::{count, json, table, talk};
use super::{Context, Exit};
use crate::casework::board::{Board, Row};
use crate::casework::due::{self, DueItem};
use crate::casework::{Desk, Error, Result, calendar};
use crate::request::agenda::Consequence;

/// List what is due, overdue and about to lapse, the gravest first
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi due --days 14\n  foi due --exit-code >/dev/null || \
notify-send 'FOI: something is due'\n  foi due --ics due.ics\n\nRights of yours that end come \
first, then what is late, then what is coming. A calendar file\nholds every open date, however far \
ahead, and cancels what an earlier one held and is over; importing it updates the first.")]
pub(super) struct Due {
    /// Only this campaign's
    campaign: Option<String>,
    /// How many days to look ahead; 0 is today only
    #[arg(long, value_name = "N", default_value_t = 7)]
    days: u32,
    /// End with exit code 10 when something is listed, for cron
    #[arg(long)]
    exit_code: bool,
    /// Write a calendar (iCalendar) of every open date to this file; - is stdout
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

impl Due {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        known_campaign(&desk, self.campaign.as_deref())?;
        let board = Board::read(&desk, context.today)?;
        let mut items = due::all(&board);
        if let Some(campaign) = &self.campaign {
            items.retain(|due| due.campaign.as_str() == campaign);
        }
        if let Some(file) = &self.ics {
            self.write_calendar(file, &desk, &board, &items, context)?;
        }
        let listed = due::within(items, context.today, self.days);
        if self.ics.as_deref() != Some(Path::new("-")) {
            print(context, &listed, self.days);
        }
        Ok(if self.exit_code && !listed.is_empty() { Exit::Due } else { Exit::Done })
    }

    fn write_calendar(
        &self,
        file: &Path,
        desk: &Desk,
        board: &Board,
        items: &[DueItem],
        context: &Context,
    ) -> Result<()> {
        let is_chosen = |row: &&Row| {
            self.campaign.as_ref().is_none_or(|campaign| row.campaign.as_str() == campaign)
        };
        let chosen = board.rows().iter().filter(is_chosen).map(|row| &row.request).collect();
        let calendar = calendar::file(desk, items, &chosen, context.now)?;
        write(file, &calendar.text)?;
        if file != Path::new("-") {
            let over = match calendar.cancelled {
                0 => String::new(),
                n => format!(" and {n} cancelled"),
            };
            let open = count(calendar.open, "date", "dates");
            talk(&format!("{open}{over} written to {}", file.display()));
        }
        Ok(())
    }
}

fn print(context: &Context, items: &[DueItem], days: u32) {
    if context.global.json {
        json(&items);
        return;
    }
    let rows: Vec<Vec<String>> = items.iter().map(cells).collect();
    table(&["Date", "", "Request", "What"], &rows);
    let number =
        |consequence| items.iter().filter(|due| due.item.consequence == consequence).count();
    talk(&format!(
        "{} about to lapse, {} overdue, {} due within {}",
        number(Consequence::Lapses),
        number(Consequence::Overdue),
        number(Consequence::Due),
        count(days as usize, "day", "days"),
    ));
}

fn cells(due: &DueItem) -> Vec<String> {
    let item = &due.item;
    let days = count(item.working_days as usize, "working day", "working days");
    let when = match (item.consequence, item.working_days) {
        (Consequence::Overdue, _) => format!("{days} late"),
        (Consequence::Lapses | Consequence::Due, 0) => "today".to_owned(),
        (Consequence::Lapses | Consequence::Due, _) => format!("in {days}"),
    };
    let provisional = if item.provisional { " (provisional)" } else { "" };
    vec![format!("{}{provisional}", item.date), when, due.request.to_string(), item.because.clone()]
}

fn write(file: &Path, text: &str) -> Result<()> {
    let cannot = |error| Error::failed(format!("cannot write {}", file.display())).because(error);
    if file == Path::new("-") {
        return std::io::stdout().write_all(text.as_bytes()).map_err(cannot);
    }
    std::fs::write(file, text).map_err(cannot)
}
