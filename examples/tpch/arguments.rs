//! The command line: `[--scale SCALE] [QUERY…]`.

use super::queries::{QUERIES, Query};
use super::tables::Tables;

/// What is printed when the command line is asked for or not understood.
pub const USAGE: &str = "\
usage: tpch [--scale SCALE] [QUERY…]

  --scale SCALE   gigabytes of text that the tables would be, 0.1 unless told
  QUERY           numbers of queries, all unless told";

/// What to do.
pub struct Arguments {
    /// The scale of the tables.
    pub scale: f64,
    /// The queries to run.
    pub queries: Vec<Query>,
}

impl Arguments {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    /// With a sentence that says what is wrong.
    pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self { scale: 0.1, queries: Vec::new() };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            if word == "--scale" {
                arguments.scale = scale(&words.next().ok_or("--scale needs a number after it, such as 0.1")?)?;
            } else if word.starts_with('-') {
                return Err(format!("there is no option `{word}`"));
            } else {
                arguments.queries.push(query(&word)?);
            }
        }
        if arguments.queries.is_empty() {
            arguments.queries = QUERIES.into();
        }
        Ok(arguments)
    }
}

fn scale(word: &str) -> Result<f64, String> {
    let (least, greatest) = (Tables::LEAST_SCALE, Tables::GREATEST_SCALE);
    match word.parse() {
        Ok(scale) if (least..=greatest).contains(&scale) => Ok(scale),
        Ok(_) => Err(format!("the scale is {word}; it must be from {least} to {greatest}")),
        Err(_) => Err(format!("the scale is `{word}`; it must be a number such as 0.1")),
    }
}

fn query(word: &str) -> Result<Query, String> {
    let number = word.trim_start_matches(['q', 'Q']).parse::<usize>();
    let number = number.map_err(|_| format!("`{word}` is no number of a query"))?;
    let query = QUERIES.iter().find(|query| query.number == number);
    query.copied().ok_or_else(|| format!("there is no query {number} among the {} that there are", QUERIES.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(words: &[&str]) -> String {
        let arguments = Arguments::parse(words.iter().map(ToString::to_string));
        arguments.map(|arguments| arguments.scale).unwrap_err()
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(error(&["--scale"]), "--scale needs a number after it, such as 0.1");
        assert_eq!(error(&["--scale", "big"]), "the scale is `big`; it must be a number such as 0.1");
        assert_eq!(error(&["--scale", "0"]), "the scale is 0; it must be from 0.001 to 300");
        assert_eq!(error(&["--scale", "NaN"]), "the scale is NaN; it must be from 0.001 to 300");
        assert_eq!(error(&["--threads"]), "there is no option `--threads`");
        assert_eq!(error(&["first"]), "`first` is no number of a query");
        assert!(error(&["23"]).starts_with("there is no query 23 among the "));
    }

    #[test]
    fn all_queries_run_unless_told() {
        let arguments = Arguments::parse(["--scale".into(), "0.5".into()]).expect("a scale is enough");
        assert_eq!((arguments.scale, arguments.queries.len()), (0.5, QUERIES.len()));
    }
}
