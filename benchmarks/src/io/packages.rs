//! The Python packages among the peers: installed once, in the versions named in `python/requirements.txt`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::data::failure;

const REQUIREMENTS: &str = include_str!("python/requirements.txt");

/// Finds the interpreter that has the packages, or makes a virtual environment below a directory and installs them.
pub(super) fn interpreter(directory: &Path) -> Result<PathBuf, String> {
    let home = directory.join("python");
    let interpreter = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last: an environment without it is not whole, or has other versions.
    let installed = home.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|versions| versions == REQUIREMENTS) {
        return Ok(interpreter);
    }
    eprintln!("Python packages are installed");
    fs::create_dir_all(&home).map_err(|error| failure(&home, error))?;
    let wanted = home.join("requirements.txt");
    fs::write(&wanted, REQUIREMENTS).map_err(|error| failure(&wanted, error))?;
    run(Command::new(if cfg!(windows) { "python" } else { "python3" }).args(["-m", "venv"]).arg(&home))?;
    run(Command::new(&interpreter).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
    fs::write(&installed, REQUIREMENTS).map_err(|error| failure(&installed, error))?;
    Ok(interpreter)
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}
