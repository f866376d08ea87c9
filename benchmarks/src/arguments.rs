//! A parser for the few flags of this program: `--flag`, `--list a,b`, and positional words.

/// The arguments that no one has asked for yet.
pub(crate) struct Arguments {
    left: Vec<String>,
}

impl Arguments {
    /// The arguments of the process, without its name.
    pub(crate) fn of_process() -> Self {
        Arguments { left: std::env::args().skip(1).collect() }
    }

    /// Takes the first argument that is left.
    pub(crate) fn word(&mut self) -> Option<String> {
        if self.left.is_empty() { None } else { Some(self.left.remove(0)) }
    }

    /// Takes a flag; whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let found = self.left.iter().position(|argument| argument == name);
        found.map(|index| self.left.remove(index)).is_some()
    }

    /// Takes a flag with a comma-separated list after it.
    pub(crate) fn list(&mut self, name: &str) -> Result<Option<Vec<String>>, String> {
        let Some(index) = self.left.iter().position(|argument| argument == name) else { return Ok(None) };
        self.left.remove(index);
        if index == self.left.len() {
            return Err(format!("`{name}` needs a value after it"));
        }
        Ok(Some(self.left.remove(index).split(',').map(String::from).collect()))
    }

    /// Refuses what is left.
    pub(crate) fn finish(self) -> Result<(), String> {
        match self.left.first() {
            None => Ok(()),
            Some(unknown) => Err(format!("unknown argument `{unknown}`")),
        }
    }
}

/// Reads `100000` or `1e5`.
pub(crate) fn row_count(text: &str) -> Result<usize, String> {
    match text.parse::<f64>() {
        Ok(count) if count >= 1.0 && count <= f64::from(u32::MAX) => Ok(count as usize),
        _ => Err(format!("`{text}` is no count of rows; write for instance 1e5")),
    }
}
