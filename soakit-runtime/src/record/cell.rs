//! [`Cell`]: types whose values stand in columns of results, and that expressions read.
//!
//! A field may have any type. A column of a *result* has no struct in which somebody wrote the type down and chose a
//! column; its type must know its own. Scalars also say that they are read by value ([`Plain`]), and how they are numbered
//! in order ([`Coded`]), which is what sorting, grouping and joining work with.

use alloc::{string::String, vec::Vec};

use super::{ColumnKind, Constant, ElementKind, Miss, Value};
use crate::column::{Column, Nullable, Text};

/// A type whose values stand in a column of a result, and that expressions read.
///
/// Implemented for the primitive types, `String`, `Vec<T>`, arrays, and `Option` of the scalar ones. For your own enums and
/// small structs, `#[derive(Cell)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a column of a result",
    label = "its column is not known",
    note = "put `#[derive(Cell)]` on the type, or turn it into a number, a text or a tuple with `map`"
)]
pub trait Cell: Sized {
    /// The column that holds such values in a result.
    type Column: Column<Item = Self> + ElementKind<Self>;

    /// A value as expressions see it: scalars by value, text as `&str`, other types by reference.
    type Read<'a>: Copy
    where
        Self: 'a;

    /// The type of a cell that may be missing: `Option<Self>`, or `Self` if it may be already.
    type Optional: Cell;

    /// The kind of the column, for the registry of results.
    const KIND: ColumnKind;
    /// The name of the type.
    const NAME: &'static str;
    /// Whether a cell can be missing.
    const NULLABLE: bool = false;

    /// The cell of a row that may not be there.
    fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
    where
        Self: 'a;

    /// The value of a cell, for access by name.
    ///
    /// # Errors
    /// When the type has no such form.
    fn value_of(cell: <Self::Column as Column>::Ref<'_>) -> Result<Value, Miss> {
        let _ = cell;
        Err(Miss::Opaque)
    }

    /// The cell that has a value, for access by name.
    ///
    /// # Errors
    /// When the type has no such form, or the value has another type.
    fn of_value(value: Value) -> Result<Self, Miss> {
        let _ = value;
        Err(Miss::Opaque)
    }
}

/// A scalar that expressions read by value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a scalar",
    label = "not read by value",
    note = "put `#[derive(Cell)]` on a `Copy` type of your own"
)]
pub trait Plain: for<'a> Cell<Column = Vec<Self>, Read<'a> = Self> + Copy + Send + Sync + 'static {
    /// Whether comparing two values runs no code that could panic. Loops then compare first, and ask whether a row counts
    /// afterwards.
    const IS_HARMLESS: bool = false;
    /// All values, of a type that has few; none stand here for one that has many. A comparison with a constant is then known
    /// value by value, and the type may order its values as it likes.
    const VALUES: &'static [Self] = &[];

    /// The value, in a form that has an order without the type.
    ///
    /// Of values that have such a form, `a < b`, `a <= b` and `a == b` exactly if their constants say so. Blocks of stored data
    /// are skipped on the word of this. A type that orders its values in a way of its own says nothing here.
    fn constant(self) -> Option<Constant> {
        None
    }

    /// `self < other`
    #[inline(always)]
    fn is_less(self, other: Self) -> bool
    where
        Self: PartialOrd,
    {
        self < other
    }

    /// `self <= other`
    #[inline(always)]
    fn is_at_most(self, other: Self) -> bool
    where
        Self: PartialOrd,
    {
        self <= other
    }
}

/// A scalar with a total order, numbered in that order.
///
/// - `a.code() == b.code()` exactly if the two are one key. Floats: `-0.0` is `0.0`, and every NaN is one NaN;
/// - `a.code() < b.code()` exactly if `a` comes before `b`. NaN comes last;
/// - a code is below `1 << BITS`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no order that columns can be sorted, grouped or joined by",
    label = "not a key",
    note = "put `#[derive(Cell)]` on an enum or a struct of one field, or use an expression that has an order as the key"
)]
pub trait Coded: Plain {
    /// How many bits a code has.
    const BITS: u32;

    /// The number of the value.
    fn code(self) -> u64;
}

/// Access by name to a cell that is a [`Scalar`].
macro_rules! values {
    () => {
        fn value_of(
            cell: <Self::Column as crate::column::Column>::Ref<'_>,
        ) -> Result<crate::record::Value, crate::record::Miss> {
            Ok(crate::record::value::ToValue::cell_value(cell))
        }

        fn of_value(value: crate::record::Value) -> Result<Self, crate::record::Miss> {
            <Self as crate::record::Scalar>::from_value(value).ok_or(crate::record::Miss::Type)
        }
    };
}

/// No access by name.
macro_rules! no_values {
    () => {};
}

macro_rules! plain_cells {
    ($values:ident: $($scalar:ty, |$x:ident| $constant:expr;)*) => {$(
        crate::record::cell::scalar_cells! { $values: $scalar }

        impl Plain for $scalar {
            const IS_HARMLESS: bool = true;

            fn constant(self) -> Option<Constant> {
                let $x = self;
                $constant
            }
        }
    )*};
}

macro_rules! scalar_cells {
    ($values:ident: $($scalar:ty),*) => {$(
        impl Cell for $scalar {
            type Column = Vec<Self>;
            type Read<'a> = Self;
            type Optional = Option<Self>;

            const KIND: ColumnKind = ColumnKind::Plain;
            const NAME: &'static str = stringify!($scalar);

            #[inline(always)]
            fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
            where
                Self: 'a,
            {
                read
            }

            crate::record::cell::$values!();
        }
    )*};
}

#[allow(unused_imports, reason = "dates are features")]
pub(super) use {no_values, plain_cells, scalar_cells, values};

plain_cells! {
    values:
    bool, |truth| Some(Constant::Bool(truth));
    char, |character| Some(Constant::Text(character.into()));
    i8, |number| Some(Constant::Int(number.into()));
    i16, |number| Some(Constant::Int(number.into()));
    i32, |number| Some(Constant::Int(number.into()));
    i64, |number| Some(Constant::Int(number.into()));
    i128, |number| Some(Constant::Int(number));
    isize, |number| number.try_into().ok().map(Constant::Int);
    u8, |number| Some(Constant::Int(number.into()));
    u16, |number| Some(Constant::Int(number.into()));
    u32, |number| Some(Constant::Int(number.into()));
    u64, |number| Some(Constant::Int(number.into()));
    usize, |number| number.try_into().ok().map(Constant::Int);
    f32, |number| Some(Constant::Float(number.into()));
    f64, |number| Some(Constant::Float(number));
}
plain_cells! {
    no_values:
    (), |_unit| None;
    u128, |number| number.try_into().ok().map(Constant::Int);
}

macro_rules! unsigned_codes {
    ($($integer:ty)*) => {$(
        impl Coded for $integer {
            const BITS: u32 = <$integer>::BITS;

            #[inline(always)]
            fn code(self) -> u64 {
                self as u64
            }
        }
    )*};
}

macro_rules! signed_codes {
    ($($integer:ty as $unsigned:ty),*) => {$(
        impl Coded for $integer {
            const BITS: u32 = <$integer>::BITS;

            #[inline(always)]
            fn code(self) -> u64 {
                // Turning the sign bit puts the negative numbers first.
                (self.cast_unsigned() ^ (1 << (<$integer>::BITS - 1))) as u64
            }
        }
    )*};
}

macro_rules! float_codes {
    ($($float:ty as $bits:ty),*) => {$(
        impl Coded for $float {
            const BITS: u32 = <$bits>::BITS;

            #[inline(always)]
            fn code(self) -> u64 {
                const SIGN: $bits = 1 << (<$bits>::BITS - 1);
                // Adding zero turns -0.0 into 0.0; NaNs of any sign and payload become the last code.
                let bits = (self + 0.0).to_bits();
                let code = if bits & SIGN == 0 { bits | SIGN } else { !bits };
                u64::from(if self.is_nan() { <$bits>::MAX } else { code })
            }
        }
    )*};
}

unsigned_codes! { u8 u16 u32 u64 usize }
signed_codes! { i8 as u8, i16 as u16, i32 as u32, i64 as u64, isize as usize }
float_codes! { f32 as u32, f64 as u64 }

impl Coded for bool {
    const BITS: u32 = 1;

    #[inline(always)]
    fn code(self) -> u64 {
        u64::from(self)
    }
}

impl Coded for char {
    const BITS: u32 = 21;

    #[inline(always)]
    fn code(self) -> u64 {
        u64::from(u32::from(self))
    }
}

impl Coded for () {
    const BITS: u32 = 0;

    #[inline(always)]
    fn code(self) -> u64 {
        0
    }
}

impl Cell for String {
    type Column = Text;
    type Read<'a> = &'a str;
    type Optional = Option<Self>;

    const KIND: ColumnKind = ColumnKind::Text;
    const NAME: &'static str = "String";

    #[inline(always)]
    fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
    where
        Self: 'a,
    {
        read
    }

    values!();
}

impl Cell for Option<String> {
    type Column = Nullable<Text>;
    type Read<'a> = Option<&'a str>;
    type Optional = Self;

    const KIND: ColumnKind = ColumnKind::Text;
    const NAME: &'static str = "String";
    const NULLABLE: bool = true;

    #[inline(always)]
    fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
    where
        Self: 'a,
    {
        read.flatten()
    }

    values!();
}

impl<T: Plain> Cell for Option<T> {
    type Column = Nullable<Vec<T>>;
    type Read<'a> = Self;
    type Optional = Self;

    const KIND: ColumnKind = ColumnKind::Plain;
    const NAME: &'static str = T::NAME;
    const NULLABLE: bool = true;

    #[inline(always)]
    fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
    where
        Self: 'a,
    {
        read.flatten()
    }

    fn value_of(cell: Option<&T>) -> Result<Value, Miss> {
        cell.map_or(Ok(Value::Null), T::value_of)
    }

    fn of_value(value: Value) -> Result<Self, Miss> {
        if value == Value::Null { Ok(None) } else { T::of_value(value).map(Some) }
    }
}

macro_rules! borrowed_cells {
    ($([$($parameters:tt)*] $name:literal $cell:ty),*) => {$(
        impl<T: Clone, $($parameters)*> Cell for $cell {
            type Column = Vec<Self>;
            type Read<'a>
                = &'a Self
            where
                T: 'a;
            type Optional = Option<Self>;

            const KIND: ColumnKind = ColumnKind::Plain;
            const NAME: &'static str = $name;

            #[inline(always)]
            fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
            where
                Self: 'a,
            {
                read
            }
        }

        impl<T: Clone, $($parameters)*> Cell for Option<$cell> {
            type Column = Nullable<Vec<$cell>>;
            type Read<'a>
                = Option<&'a $cell>
            where
                T: 'a;
            type Optional = Self;

            const KIND: ColumnKind = ColumnKind::Plain;
            const NAME: &'static str = $name;
            const NULLABLE: bool = true;

            #[inline(always)]
            fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
            where
                Self: 'a,
            {
                read.flatten()
            }
        }
    )*};
}

borrowed_cells! { [] "Vec" Vec<T>, [const N: usize] "array" [T; N] }
