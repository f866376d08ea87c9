//! Crates below the target directory, and cargo to build them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use super::cases::{Case, Content};
use crate::platform::user_time_of_children;
use crate::workspace;

/// The directory of all crates, and the workspace they depend on.
pub(crate) struct Workshop {
    directory: PathBuf,
    root: PathBuf,
}

impl Workshop {
    /// Uses a directory below the target directory of this program.
    pub(crate) fn new() -> Result<Self, String> {
        Ok(Workshop { directory: workspace::target_directory()?.join("compile-benchmark"), root: workspace::root()? })
    }

    /// Writes the crate of a contender.
    pub(crate) fn project<'a>(&'a self, case: &Case, content: Content) -> Result<Project<'a>, String> {
        let package = format!("{}-{}", case.name.replace(' ', "-").to_lowercase(), content.name());
        self.package(&package, case.dependency, case.source(content), &[])
    }

    /// Writes a crate: its `lib.rs`, and modules by their names. `{root}` in its dependencies stands for the workspace.
    pub(crate) fn package<'a>(
        &'a self,
        package: &str,
        dependencies: &str,
        source: String,
        modules: &[(String, String)],
    ) -> Result<Project<'a>, String> {
        let directory = self.directory.join(package);
        let dependencies = dependencies.replace("{root}", &self.root.display().to_string());
        let manifest = format!(
            "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\n{dependencies}\n\n[workspace]\n"
        );
        write(&directory.join("Cargo.toml"), &manifest)?;
        write(&directory.join("src/lib.rs"), &source)?;
        for (name, text) in modules {
            write(&directory.join("src").join(name), text)?;
        }
        // With the versions of the workspace, cargo finds all it needs on this machine.
        let lock = self.root.join("Cargo.lock");
        if lock.exists() {
            let copy = directory.join("Cargo.lock");
            fs::copy(&lock, &copy).map_err(|error| failure(&copy, &error))?;
        }
        Ok(Project { workshop: self, directory, source })
    }

    /// The text of a file of the workspace.
    pub(crate) fn read(&self, path: &str) -> Result<String, String> {
        let file = self.root.join(path);
        fs::read_to_string(&file).map_err(|error| failure(&file, &error))
    }

    /// Runs cargo in the workspace.
    pub(crate) fn cargo_at_root(&self, arguments: &[&str]) -> Result<Output, String> {
        run(&mut cargo(arguments, &self.root))
    }
}

/// A crate that can be built.
pub(crate) struct Project<'a> {
    workshop: &'a Workshop,
    directory: PathBuf,
    source: String,
}

impl Project<'_> {
    /// Builds the crate and whatever it depends on.
    pub(crate) fn build(&self, arguments: &[&str]) -> Result<(), String> {
        self.cargo(arguments, &[]).map(drop)
    }

    /// Builds the crate again, and nothing else; the user time of cargo and its children.
    pub(crate) fn rebuild(&self, arguments: &[&str]) -> Result<Duration, String> {
        // Written again, the file is newer than what was built of it.
        write(&self.directory.join("src/lib.rs"), &self.source)?;
        let before = user_time_of_children();
        self.build(arguments)?;
        Ok(user_time_of_children() - before)
    }

    /// Has the compiler write what `--emit=kind` names, of the optimised crate as one unit.
    pub(crate) fn emit(&self, kind: &str, options: &[&str]) -> Result<Vec<u8>, String> {
        let file = self.directory.join(kind);
        let emit = format!("--emit={kind}={}", file.display());
        let arguments = ["rustc", "--release", "--lib", "--", "-Ccodegen-units=1", &emit];
        // Without the file, cargo would still take the crate for built.
        write(&self.directory.join("src/lib.rs"), &self.source)?;
        self.cargo(&[&arguments, options].concat(), &[])?;
        fs::read(&file).map_err(|error| failure(&file, &error))
    }

    /// Runs cargo in the crate's directory.
    pub(crate) fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Result<Output, String> {
        run(cargo(arguments, &self.directory)
            .env("CARGO_TARGET_DIR", self.workshop.directory.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .envs(variables.iter().copied()))
    }
}

fn cargo(arguments: &[&str], directory: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments).current_dir(directory).env("CARGO_TERM_QUIET", "true").env("CARGO_TERM_COLOR", "never");
    cargo
}

fn run(command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|error| format!("cargo does not start: {error}"))?;
    if output.status.success() {
        Ok(output)
    } else {
        let report = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{command:?}` failed:\n{report}"))
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, text)).map_err(|error| failure(path, &error))
}

fn failure(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
