//! Snapshots, to come.
