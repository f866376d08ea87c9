//! The most memory that this process has had: Linux tells, and forgets on request. Elsewhere nobody knows.

use std::fs;

/// Begins anew with what the process has now.
pub(super) fn reset_peak() {
    // A kernel without this file keeps the peak of the whole process, which is not less.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The peak since then.
pub(super) fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
