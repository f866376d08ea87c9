//! [`RowFilter`]: a filter that has not met its rows yet.
//!
//! A query has its table from the start. Whoever reads rows from somewhere has a filter first, and the rows later, piece by piece;
//! and wants to know beforehand which pieces need not be read at all. So this keeps an expression, whose type is forgotten, for
//! any container of its record, and what the expression [requires](Requirements).

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::Predicate;
use crate::column::CloneColumn;
use crate::expression::{Eval, Requirements, Source, Tables};
use crate::record::{Bulk, Here, Selection, SoA};

/// The rows of a table of records `T`.
type Table<'a, T> = Tables<'a, (T,)>;

/// A filter, bound to whatever it is called with.
type Select<'f, T> = dyn Fn(&Bulk<T>) -> Selection + Send + Sync + 'f;

/// A filter of records `T`, to be asked of one container after the other.
///
/// # Examples
///
/// ```
/// use soakit_runtime::expression::Expr;
/// use soakit_runtime::query::RowFilter;
/// use soakit_runtime::record::Bulk;
///
/// let warm = RowFilter::<(f64, u8)>::new(|(temp, _)| temp.gt(30.0));
/// assert_eq!(warm.requirements().to_string(), "0 > 30");
/// assert_eq!(warm.keep(Bulk::from([(12.0, 1), (31.5, 7)])), Bulk::from([(31.5, 7)]));
/// ```
pub struct RowFilter<'f, T: SoA> {
    select: Box<Select<'f, T>>,
    requirements: Requirements,
    text: String,
}

impl<'f, T: SoA + 'static> RowFilter<'f, T> {
    /// Takes the closure that [`Query::filter`](super::Query::filter) takes.
    ///
    /// An expression that looks at whole columns, through a derived column declared as `[T]`, would answer by the piece that
    /// it is asked of. It does not compile. Neither does `map` with a closure over text or a list, which the compiler takes to be
    /// for the rows of one container: give it a function that has a name, such as `str::len`.
    pub fn new<E>(predicate: impl FnOnce(T::Fields<T, Here>) -> E) -> Self
    where
        E: for<'a> Predicate<Table<'a, T>, Checked = E> + Clone + Send + Sync + 'f,
    {
        const {
            assert!(
                <E as Eval<Table<'static, T>>>::IS_ROW_WISE,
                "this filter looks at more than one row: a column-wise derived column; read all rows, then filter them by `query()`"
            );
        }
        let predicate = predicate(Table::<T>::TOKENS);
        let mut text = String::new();
        Eval::<Table<'_, T>>::describe(&predicate, &mut text);
        Self {
            requirements: Requirements::of::<Table<'_, T>>(&predicate),
            text,
            select: Box::new(move |rows| rows.query().filter(|_| predicate.clone()).selection()),
        }
    }

    /// What a row must have for the filter to be true of it.
    #[must_use]
    pub fn requirements(&self) -> &Requirements {
        &self.requirements
    }

    /// The rows for which the filter is true.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn select(&self, rows: &Bulk<T>) -> Selection {
        (self.select)(rows)
    }

    /// The container with the rows for which the filter is true, in their order. Nothing is copied where all of them stay.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn keep(&self, rows: Bulk<T>) -> Bulk<T>
    where
        T::Columns: CloneColumn,
    {
        let kept = self.select(&rows);
        if kept.len() == rows.len() { rows } else { rows.select(&kept) }
    }
}

impl<T: SoA> fmt::Debug for RowFilter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RowFilter({})", self.text)
    }
}
