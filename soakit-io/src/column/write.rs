//! [`WriteColumn`]: from a column to the texts of its cells.

use soakit_runtime::column::{Bits, Column, Dict, Nullable, Text, Unit};

use crate::cell::{Shape, WriteCell};
use crate::write::Texts;

/// A column, or a tree of columns, whose cells can be written as texts.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be written as text",
    label = "a field's type is not `WriteCell`",
    note = "put `#[derive(Cell)]` on the type of the field, or implement `soakit::io::WriteCell` for it"
)]
pub trait WriteColumn: Column {
    /// Appends the texts of the cells of leaf number `leaf`.
    fn write(cells: Self::Slice<'_>, leaf: usize, texts: &mut Texts);

    /// What the texts of leaf number `leaf` look like.
    fn written_shape(leaf: usize) -> Shape;

    /// Whether cells of leaf number `leaf` may be missing.
    fn may_be_missing(leaf: usize) -> bool;
}

impl<A: WriteColumn, B: WriteColumn> WriteColumn for (A, B) {
    fn write(cells: Self::Slice<'_>, leaf: usize, texts: &mut Texts) {
        match leaf.checked_sub(A::LEAVES) {
            None => A::write(cells.0, leaf, texts),
            Some(leaf) => B::write(cells.1, leaf, texts),
        }
    }

    fn written_shape(leaf: usize) -> Shape {
        match leaf.checked_sub(A::LEAVES) {
            None => A::written_shape(leaf),
            Some(leaf) => B::written_shape(leaf),
        }
    }

    fn may_be_missing(leaf: usize) -> bool {
        match leaf.checked_sub(A::LEAVES) {
            None => A::may_be_missing(leaf),
            Some(leaf) => B::may_be_missing(leaf),
        }
    }
}

impl<T: WriteCell> WriteColumn for Vec<T> {
    fn write(cells: Self::Slice<'_>, _leaf: usize, texts: &mut Texts) {
        cells.iter().for_each(|cell| texts.push(cell));
    }

    fn written_shape(_leaf: usize) -> Shape {
        T::SHAPE
    }

    fn may_be_missing(_leaf: usize) -> bool {
        false
    }
}

impl<T: WriteCell> WriteColumn for Nullable<Vec<T>> {
    fn write(cells: Self::Slice<'_>, _leaf: usize, texts: &mut Texts) {
        cells.iter().for_each(|cell| match cell {
            Some(cell) => texts.push(cell),
            None => texts.push_missing(),
        });
    }

    fn written_shape(_leaf: usize) -> Shape {
        T::SHAPE
    }

    fn may_be_missing(_leaf: usize) -> bool {
        true
    }
}

impl WriteColumn for Bits {
    fn write(cells: Self::Slice<'_>, _leaf: usize, texts: &mut Texts) {
        cells.iter().for_each(|cell| texts.push(&cell));
    }

    fn written_shape(_leaf: usize) -> Shape {
        Shape::Bool
    }

    fn may_be_missing(_leaf: usize) -> bool {
        false
    }
}

macro_rules! text_columns {
    ($($column:ty),*) => {$(
        impl WriteColumn for $column {
            fn write(cells: Self::Slice<'_>, _leaf: usize, texts: &mut Texts) {
                cells.iter().for_each(|cell| texts.push_text(cell));
            }

            fn written_shape(_leaf: usize) -> Shape {
                Shape::Text
            }

            fn may_be_missing(_leaf: usize) -> bool {
                false
            }
        }

        impl WriteColumn for Nullable<$column> {
            fn write(cells: Self::Slice<'_>, _leaf: usize, texts: &mut Texts) {
                cells.iter().for_each(|cell| match cell {
                    Some(cell) => texts.push_text(cell),
                    None => texts.push_missing(),
                });
            }

            fn written_shape(_leaf: usize) -> Shape {
                Shape::Text
            }

            fn may_be_missing(_leaf: usize) -> bool {
                true
            }
        }
    )*};
}

text_columns! { Text, Dict }

impl WriteColumn for Unit {
    fn write(cells: Self::Slice<'_>, _leaf: usize, texts: &mut Texts) {
        use soakit_runtime::column::Slice;

        (0..cells.len()).for_each(|_| texts.push_missing());
    }

    fn written_shape(_leaf: usize) -> Shape {
        Shape::Number
    }

    fn may_be_missing(_leaf: usize) -> bool {
        true
    }
}
