//! The lines that a derive writes, counted after rustfmt, which gives all contenders the same style.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::project::Project;

/// The lines of an expanded crate. Blank lines do not count.
pub(crate) struct Lines {
    /// All of them.
    pub(crate) all: usize,
    /// Those that are no documentation.
    pub(crate) undocumented: usize,
}

/// Expands the crate and counts.
pub(crate) fn lines(project: &Project<'_>) -> Result<Lines, String> {
    // The option is unstable; the variable lets the stable compiler accept it, and prints what it compiles anyway.
    let arguments = ["rustc", "--lib", "--profile", "check", "--", "-Zunpretty=expanded"];
    let expanded = project.cargo(&arguments, &[("RUSTC_BOOTSTRAP", "1")])?.stdout;
    let formatted = format(&expanded)?;
    let written: Vec<&str> = formatted.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let documentation = |line: &&&str| line.starts_with("///") || line.starts_with("#[doc =");
    let undocumented = written.len() - written.iter().filter(documentation).count();
    Ok(Lines { all: written.len(), undocumented })
}

fn format(source: &[u8]) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("rustfmt does not run: {error}");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // Written in full before anything is read: rustfmt reads all of its input first.
    rustfmt.stdin.take().expect("piped above").write_all(source).map_err(failed)?;
    let output = rustfmt.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        return Err(String::from("rustfmt does not accept the expanded source"));
    }
    String::from_utf8(output.stdout).map_err(|_| String::from("rustfmt wrote something that is not text"))
}
