//! The examples are programs: `cargo run --release -p examples --example weather`, `cargo run --release -p examples --example particles`,
//! `cargo run --release -p examples --example tpch`.
