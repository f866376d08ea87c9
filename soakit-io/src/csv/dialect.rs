//! [`Dialect`]: what a CSV file looks like, as a value.

/// When the writer puts a cell in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Quoting {
    /// Where the text would be read as something else without: delimiters, line ends, quotes, texts that stand for a missing
    /// value.
    #[default]
    WhereNeeded,
    /// All texts, lists and maps; not numbers.
    NonNumeric,
    /// All cells but missing ones.
    All,
}

/// What a CSV file looks like: delimiters, quotes, escapes, comments.
///
/// The default is RFC 4180 with any kind of line end. A dialect is made by the methods of [`Reader`](super::Reader) and
/// [`Writer`](super::Writer), or kept as a value for both.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialect {
    /// What stands between cells: `","`. Several characters are allowed; with none, a record is one cell.
    pub delimiter: String,
    /// What ends a record: `"\n"` means `\n`, `\r\n` and `\r`, mixed as they come. With none, the input is one record.
    pub terminator: String,
    /// What stands around texts that hold delimiters: `"`; `None` if quotes mean nothing.
    pub quote: Option<u8>,
    /// Whether a quote inside quotes is written twice.
    pub doubled_quote: bool,
    /// What introduces an escape (`\n`, `\u0041`) inside quotes, if anything does.
    pub escape: Option<u8>,
    /// What begins a comment, which ends with its line; anywhere outside quotes.
    pub comment: Option<u8>,
    /// Whether blanks before a cell are dropped, and blanks behind a cell without quotes. With a delimiter of blanks, several
    /// of them are one.
    pub initial_space: bool,
    /// Whether line ends inside quotes belong to the cell. If not, a record ends with its line, whatever it is in.
    pub quoted_newlines: bool,
    /// Whether delimiters inside `[…]` and `{…}` belong to the cell, in every column. Columns that are read as lists and maps
    /// are always read so; of columns that are not read, nobody knows without this. A bracket that begins no list or map up
    /// to the end of its cell is a letter like others; with a delimiter of blanks, so is one that a blank follows.
    pub brackets: bool,
    /// Texts that stand for a missing value, in columns whose cells may be missing.
    pub na: Vec<String>,
    /// Whether such a text in quotes stands for a missing value, too.
    pub quoted_na: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: ",".into(),
            terminator: "\n".into(),
            quote: Some(b'"'),
            doubled_quote: true,
            escape: None,
            comment: None,
            initial_space: false,
            quoted_newlines: true,
            brackets: false,
            na: vec!["NA".into()],
            quoted_na: false,
        }
    }
}

impl Dialect {
    /// The dialect of SFrame and GraphLab Create: blanks around cells dropped, quotes escaped or doubled, lists and maps in
    /// brackets, a record a line, `NA` missing also in quotes.
    ///
    /// This is what `SFrame.read_csv` sets in Python. The C++ library below it begins with other values, which hardly a file
    /// was read with: comments from `#`, quotes that are not doubled, no text that stands for a missing value.
    #[must_use]
    pub fn sframe() -> Self {
        Self {
            escape: Some(b'\\'),
            initial_space: true,
            quoted_newlines: false,
            brackets: true,
            quoted_na: true,
            ..Self::default()
        }
    }

    /// What stands between the cells of a record; empty, if a record is one cell: nothing that ends a record is inside one.
    pub(super) fn cell_delimiter(&self) -> &str {
        let is_line = self.terminator == "\n" && matches!(&*self.delimiter, "\n" | "\r" | "\r\n");
        if is_line || self.delimiter == self.terminator { "" } else { &self.delimiter }
    }

    /// Refuses options of which nobody could say which one counts.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let begins = |text: &str, with| with == text.as_bytes().first().copied();
        let quote_begins = |text| self.quote.is_some() && begins(text, self.quote);
        let comment_begins = |text| self.comment.is_some() && begins(text, self.comment);
        if self.quote.is_some() && self.quote == self.comment {
            return Err("the quote begins a comment");
        }
        if quote_begins(&self.delimiter) || quote_begins(&self.terminator) {
            return Err("the delimiter or the terminator begins with the quote");
        }
        if comment_begins(&self.delimiter) || comment_begins(&self.terminator) {
            return Err("the delimiter or the terminator begins a comment");
        }
        Ok(())
    }
}

/// The methods that change the dialect of a [`Reader`](super::Reader) or a [`Writer`](super::Writer).
macro_rules! dialect_options {
    () => {
        /// Sets all of the [`Dialect`].
        #[must_use]
        pub fn dialect(self, dialect: Dialect) -> Self {
            Self { dialect, ..self }
        }

        /// Sets what stands between cells. Several characters are allowed; with none, a record is one cell.
        #[must_use]
        pub fn delimiter(mut self, delimiter: impl Into<String>) -> Self {
            self.dialect.delimiter = delimiter.into();
            self
        }

        /// Sets what ends a record. `"\n"` means any end of a line; with none, the input is one record.
        #[must_use]
        pub fn terminator(mut self, terminator: impl Into<String>) -> Self {
            self.dialect.terminator = terminator.into();
            self
        }

        /// Sets the quote; `None` if quotes mean nothing.
        #[must_use]
        pub fn quote(mut self, quote: impl Into<Option<u8>>) -> Self {
            self.dialect.quote = quote.into();
            self
        }

        /// Says whether a quote inside quotes is written twice.
        #[must_use]
        pub fn doubled_quote(mut self, is_doubled: bool) -> Self {
            self.dialect.doubled_quote = is_doubled;
            self
        }

        /// Sets the character that introduces an escape inside quotes.
        #[must_use]
        pub fn escape(mut self, escape: impl Into<Option<u8>>) -> Self {
            self.dialect.escape = escape.into();
            self
        }

        /// Sets the character that begins a comment.
        #[must_use]
        pub fn comment(mut self, comment: impl Into<Option<u8>>) -> Self {
            self.dialect.comment = comment.into();
            self
        }

        /// Says whether [blanks around cells](Dialect::initial_space) mean nothing.
        #[must_use]
        pub fn initial_space(mut self, is_dropped: bool) -> Self {
            self.dialect.initial_space = is_dropped;
            self
        }

        /// Says whether [line ends inside quotes](Dialect::quoted_newlines) belong to the cell.
        #[must_use]
        pub fn quoted_newlines(mut self, are_allowed: bool) -> Self {
            self.dialect.quoted_newlines = are_allowed;
            self
        }

        /// Says whether [brackets](Dialect::brackets) keep delimiters together in every column.
        #[must_use]
        pub fn brackets(mut self, have_meaning: bool) -> Self {
            self.dialect.brackets = have_meaning;
            self
        }

        /// Says whether [texts for a missing value](Dialect::quoted_na) stand for it in quotes, too.
        #[must_use]
        pub fn quoted_na(mut self, is_missing: bool) -> Self {
            self.dialect.quoted_na = is_missing;
            self
        }
    };
}

pub(super) use dialect_options;
