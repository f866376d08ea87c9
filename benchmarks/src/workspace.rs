//! Where the workspace and its target directory are.

use std::env;
use std::path::PathBuf;

/// The directory of the workspace.
pub(crate) fn root() -> Result<PathBuf, String> {
    // Cargo names the package when it runs this program; otherwise it is where it was when it was built.
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    Ok(package.parent().ok_or("the package has no workspace around it")?.to_path_buf())
}

/// The target directory of this program.
pub(crate) fn target_directory() -> Result<PathBuf, String> {
    let target = match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => PathBuf::from(target),
        None => root()?.join("target"),
    };
    std::path::absolute(&target).map_err(|error| format!("{}: {error}", target.display()))
}
