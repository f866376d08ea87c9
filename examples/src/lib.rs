//! The examples are programs: `cargo run --release --example weather`, `cargo run --release --example particles`,
//! `cargo run --release --example tpch`.
