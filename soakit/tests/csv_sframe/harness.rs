//! What is done with every case, and the types of its columns.

use core::fmt::Debug;

use soakit::csv::{Dialect, Reader, Writer};
use soakit::io::{Any, ReadColumn, WriteColumn};
use soakit::prelude::*;

/// A map whose keys and values are known only when they are read.
pub(crate) type AnyMap = Vec<(Any, Any)>;

/// A record, and half of it.
pub(crate) trait Halved: SoA {
    type Half: SoA;

    fn half(&self) -> Self::Half;
}

/// Records of cells that may be missing, and for each a record of some of its fields.
macro_rules! records {
    ($($record:ident { $($field:ident: $cell:ty),* } $half:ident { $($kept:ident: $kept_cell:ty),* })*) => {$(
        #[derive(Clone, Debug, PartialEq, SoA)]
        struct $record {
            $($field: Option<$cell>,)*
        }

        #[derive(Clone, Debug, PartialEq, SoA)]
        struct $half {
            $($kept: Option<$kept_cell>,)*
        }

        impl $crate::harness::Halved for $record {
            type Half = $half;

            fn half(&self) -> $half {
                $half { $($kept: self.$kept.clone(),)* }
            }
        }
    )*};
}

pub(crate) use records;

/// A dialect, and how a file in it begins.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) dialect: Dialect,
    pub(crate) has_header: bool,
    pub(crate) skipped_records: usize,
}

impl Case {
    /// The dialect of SFrame, changed.
    pub(crate) fn new(change: impl FnOnce(&mut Dialect)) -> Self {
        let mut dialect = Dialect::sframe();
        change(&mut dialect);
        Self { dialect, has_header: true, skipped_records: 0 }
    }

    /// Cases with each delimiter and each end of records; the latter as it is written, and as it is named.
    pub(crate) fn for_all(mut see: impl FnMut(&Self, &dyn Fn(&str) -> String)) {
        for delimiter in [",", ";", "::", " ", "  ", "\t", "\t\t"] {
            for (end, terminator) in
                [("\n", "\n"), ("\r", "\n"), ("\r\n", "\n"), ("\r\n", "\r\n"), ("zzz", "zzz"), ("aab", "aab")]
            {
                let case = Self::new(|dialect| {
                    dialect.delimiter = delimiter.into();
                    dialect.terminator = terminator.into();
                });
                see(&case, &|text| text.replace('¦', delimiter).replace('¶', end));
            }
        }
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::new().dialect(self.dialect.clone()).header(self.has_header)
    }

    /// Reads, reads half of the columns, writes, reads again.
    pub(crate) fn check<T>(&self, text: &str, expected: &[T])
    where
        T: Halved + SoA<Columns: ReadColumn + WriteColumn> + Clone,
        T::Half: SoA<Columns: ReadColumn>,
        Bulk<T>: Send + Sync + Debug + PartialEq,
        Bulk<T::Half>: Send + Debug + PartialEq,
    {
        let told = || format!("{:?}\n{text}", self.dialect);
        let reader = self.reader().skip_records(self.skipped_records);
        let rows: Bulk<T> = reader.read_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{}", told()));
        assert_eq!(rows, Bulk::from(expected.to_vec()), "{}", told());

        let half: Bulk<T::Half> =
            reader.read_slice(text.as_bytes()).unwrap_or_else(|error| panic!("half: {error}\n{}", told()));
        assert_eq!(half, expected.iter().map(T::half).collect(), "half\n{}", told());

        let writer = Writer::new().dialect(self.dialect.clone()).header(self.has_header);
        let written = writer.to_string(&rows).unwrap_or_else(|error| panic!("{error}\n{}", told()));
        let again: Bulk<T> = self
            .reader()
            .read_slice(written.as_bytes())
            .unwrap_or_else(|error| panic!("again: {error}\n{}\n{written}", told()));
        assert_eq!(again, rows, "again\n{}\n{written}", told());
    }
}

pub(crate) fn text(text: &str) -> Any {
    Any::Text(text.into())
}

/// A text that is there.
#[expect(clippy::unnecessary_wraps, reason = "cells of columns that may have missing ones")]
pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.into())
}
