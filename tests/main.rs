//! All stories in one binary: one link, one place to look; one module a user story. How to write
//! one is in tests/README.md.

// A story that cannot go on has failed; an unwrap says so where it happens.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

mod campaign;
mod campaign_score;
mod desk;

mod batch;
mod smtp_server;

mod a_batch_is_held;
mod a_batch_is_sent;
mod a_bomb_costs_one_attachment;
mod a_desk_is_made;
mod a_glance_overlooks_nothing;
mod a_letter_is_checked;
mod a_message_is_forgotten;
mod a_message_is_read;
mod addresses_wait_for_her_yes;
mod an_account_that_cannot_work;
mod any_bytes_are_read;
mod bad_input_is_told;
mod doubts_are_settled;
mod drafting_is_taken_back;
mod every_date_is_proved;
mod every_fault_is_told;
mod hard_campaigns_are_filed;
mod help_is_whole;
mod her_account;
mod her_mail_is_filed;
mod her_register;
mod her_words_say_nothing;
mod letters_are_drafted;
mod letters_are_drafted_again;
mod letters_are_handed_over;
mod letters_are_of_their_kind;
mod letters_carry_files;
mod letters_come_back;
mod lists_are_imported;
mod mail_is_read;
mod no_answer_is_lost;
mod no_order_of_acts_doubles_a_letter;
mod nothing_is_overlooked;
mod nothing_is_sent_twice;
mod real_postfix;
mod reviews_are_drafted;
mod rooms_are_kept;
mod seed_threads_come_out;
mod she_decides;
mod she_sorts_the_tray;
mod the_clock_is_asked;
mod the_demo_is_run;
mod the_docs_are_true;
mod the_law_holds_for_any_date;
mod the_law_is_counted;
#[cfg(unix)]
mod the_password_is_asked;
mod the_providers_id_is_learned;
mod what_a_thread_comes_to;
mod what_comes_by_post;
mod what_is_due;
mod what_names_a_request;
mod what_speaks_against_sending;
