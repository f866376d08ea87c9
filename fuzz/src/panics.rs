//! Panics that somebody catches are no failures, others are.
//!
//! The fuzzer's own hook ends the program at every panic. What reads Arrow and Parquet contains the panics of the crates below
//! it, and means to: targets of such code are [`watched`] instead.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::Mutex;

static LAST: Mutex<String> = Mutex::new(String::new());

/// Makes panics silent; to be called once, before the first input.
pub fn keep_quiet() {
    set_hook(Box::new(|panic| *LAST.lock().expect("no panic in a hook") = panic.to_string()));
}

/// Runs a target; a panic that it lets through ends the program.
pub fn watched(target: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(target)).is_err() {
        eprintln!("{}", LAST.lock().expect("no panic in a hook"));
        std::process::abort();
    }
}
