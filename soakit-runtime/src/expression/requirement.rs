//! [`Requirements`]: what a row must have for a filter to be true of it, as data.
//!
//! A filter is a tree of types, which only a row can be put to. Whoever keeps rows in blocks (files, storage, indexes) asks
//! something else: is there a block that no row of can pass? For that a filter names [`Requirements`]: columns, and a
//! [`Test`] that the column's value must stand.
//!
//! **The law.** In every row for which the filter is true, every requirement holds. The other way round nothing is promised: a
//! filter that is not understood requires nothing, and so nothing is skipped for it. The filter is still asked of each row that
//! is read.
//!
//! Understood are comparisons of a stored column with a literal (`eq ne lt le gt ge between is_in`), `is_some`, `is_none`,
//! `starts_with`, and `&` of them. Deliberately not: `|`, `!`, closures, arithmetic, columns beside columns, columns of joins, and
//! types whose order is their author's own (see [`Plain::constant`](crate::record::Plain::constant)).

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Bound;

use super::{Eval, Extent, Source};
use crate::record::Constant;

/// What a row must have for a filter to be true of it; all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirements(Vec<Requirement>);

/// One column, and what its value must stand.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Requirement {
    /// The column's external name; `outer.inner` in a nested record. A derived column's, too.
    pub column: String,
    /// What its value must stand.
    pub test: Test,
}

/// A question to one value of a column, whose answer its neighbours may share.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Test {
    /// The value is there, and lies between two ends.
    Within(Bound<Constant>, Bound<Constant>),
    /// The value is there, and equals one of these. Nothing equals one of none.
    OneOf(Vec<Constant>),
    /// The value is missing, or does not equal this one; NaN equals nothing.
    OtherThan(Constant),
    /// The value is there.
    There,
    /// The value is missing.
    Missing,
}

/// A comparison, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it")]
pub enum Relation {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Requirements {
    /// What an expression requires.
    ///
    /// # Examples
    ///
    /// ```
    /// use soakit_runtime::expression::{Expr, Requirements, Source, Tables};
    ///
    /// type Rows<'a> = Tables<'a, ((f64, Option<u8>),)>;
    /// let (temp, month) = Rows::TOKENS;
    /// let filter = temp.gt(30.0) & month.is_some() & (temp * 2.0).lt(99.0);
    /// assert_eq!(Requirements::of::<Rows<'_>>(&filter).to_string(), "0 > 30 and 1 is there");
    /// ```
    #[must_use]
    pub fn of<S: Source>(expression: &impl Eval<S>) -> Self {
        let mut all = Self::default();
        expression.require(&mut all);
        all
    }

    /// Adds one.
    pub fn add(&mut self, column: String, test: Test) {
        self.0.push(Requirement { column, test });
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Requirement> {
        self.0.iter()
    }

    /// Whether nothing is required.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Test {
    /// Whether a block of values may have one that stands the test. Yes, if too little is known of the block.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::ops::Bound;
    /// use soakit_runtime::expression::{Extent, Test};
    /// use soakit_runtime::record::Constant;
    ///
    /// let test = Test::Within(Bound::Excluded(Constant::Int(30)), Bound::Unbounded);
    /// let mut block = Extent::unknown(100);
    /// assert!(test.can_hold(&block));
    /// block.greatest = Some(Constant::Int(30));
    /// assert!(!test.can_hold(&block));
    /// ```
    #[must_use]
    pub fn can_hold(&self, block: &Extent) -> bool {
        match self {
            Self::Within(low, high) => block.can_reach(low, high),
            Self::OneOf(values) => values.iter().any(|value| {
                let value = Bound::Included(value.clone());
                block.can_reach(&value, &value)
            }),
            Self::OtherThan(value) => block.rows > 0 && !block.is_all(value),
            Self::There => block.can_be_there(),
            Self::Missing => block.missing != Some(0) && block.rows > 0,
        }
    }

    /// What a text must stand that starts so: it lies between the prefix and the first text behind all that start so.
    pub(super) fn starts_with(prefix: &str) -> Self {
        let mut behind = String::from(prefix);
        let end = loop {
            match behind.pop() {
                None => break Bound::Unbounded,
                // The next character; those of surrogates are none, and behind the last one there is none.
                Some(last) => {
                    if let Some(next) = (last..=char::MAX).nth(1) {
                        behind.push(next);
                        break Bound::Excluded(Constant::Text(behind));
                    }
                }
            }
        };
        Self::Within(Bound::Included(Constant::Text(prefix.into())), end)
    }
}

impl Relation {
    /// What a value must stand that has this relation to a constant: `value < constant`.
    pub(super) fn to(self, constant: Constant) -> Test {
        match self {
            Self::Equal => Test::OneOf(Vec::from([constant])),
            Self::NotEqual => Test::OtherThan(constant),
            Self::Less => Test::Within(Bound::Unbounded, Bound::Excluded(constant)),
            Self::AtMost => Test::Within(Bound::Unbounded, Bound::Included(constant)),
            Self::Greater => Test::Within(Bound::Excluded(constant), Bound::Unbounded),
            Self::AtLeast => Test::Within(Bound::Included(constant), Bound::Unbounded),
        }
    }

    /// What a value must stand that has this relation to a missing value: equal is what is missing too, and nothing is less or
    /// greater.
    pub(super) fn to_missing(self) -> Test {
        match self {
            Self::Equal => Test::Missing,
            Self::NotEqual => Test::There,
            _ => Test::OneOf(Vec::new()),
        }
    }

    /// The relation of the second to the first.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

impl fmt::Display for Requirements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, requirement) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " and " })?;
            requirement.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, test } = self;
        let end = |f: &mut fmt::Formatter<'_>, end: &Bound<Constant>, open: &str, closed: &str| match end {
            Bound::Unbounded => Ok(()),
            Bound::Excluded(constant) => write!(f, "{column} {open} {constant}"),
            Bound::Included(constant) => write!(f, "{column} {closed} {constant}"),
        };
        match test {
            Test::Within(low, high) => {
                end(f, low, ">", ">=")?;
                let both = *low != Bound::Unbounded && *high != Bound::Unbounded;
                f.write_str(if both { " and " } else { "" })?;
                end(f, high, "<", "<=")
            }
            Test::OneOf(values) if values.len() == 1 => write!(f, "{column} = {}", values[0]),
            Test::OneOf(values) => {
                write!(f, "{column} is one of [")?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Test::OtherThan(constant) => write!(f, "{column} is not {constant}"),
            Test::There => write!(f, "{column} is there"),
            Test::Missing => write!(f, "{column} is missing"),
        }
    }
}
