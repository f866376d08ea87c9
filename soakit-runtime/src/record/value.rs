//! [`Value`]: a scalar whose type is known at run time only, for access by name.
//!
//! Whether a field's type has such a form is decided where the derive's code is compiled, by method resolution: the
//! generated call `(&ProbeCell(cell)).to_value()` finds [`ScalarCell`] if the cell is a [`Scalar`], and [`OpaqueCell`],
//! which stands one reference further away, if not. So any type may be a field, and no impl is asked of it. (In a generic
//! record, a field whose type is a type parameter counts as opaque: there is no telling at that place.)

use alloc::{borrow::ToOwned, string::String};
use core::{fmt, marker::PhantomData};

/// A scalar of a type known at run time.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A missing value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number; wide enough for every integer type but `u128`.
    Int(i128),
    /// A floating-point number. An `f32` widens without loss.
    Float(f64),
    /// Text. A `char` is text of one character.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.pad("null"),
            Self::Bool(value) => fmt::Display::fmt(value, f),
            Self::Int(value) => fmt::Display::fmt(value, f),
            Self::Float(value) => fmt::Display::fmt(value, f),
            Self::Text(value) => f.pad(value),
        }
    }
}

impl Value {
    /// The value as an error message shows it: text in quotes.
    pub(crate) fn quoted(&self) -> String {
        use alloc::format;
        match self {
            Self::Text(text) => format!("{text:?}"),
            other => format!("{other}"),
        }
    }
}

/// A type with a [`Value`] form.
///
/// Implemented for the integers up to 64 bits and `i128`, floats, `bool`, `char`, `String` and `Option` of these. Implement
/// it for a type of your own (an enum, a unit of measure) to read and write its columns by name.
///
/// # Errors
/// `from_value` answers `None` for a value that it would have to change: a fraction for an integer, a number out of
/// range, text for a number.
pub trait Scalar: Sized {
    /// The value.
    fn to_value(&self) -> Value;

    /// The value's own type, if nothing is lost.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Scalar for $integer {
            fn to_value(&self) -> Value {
                // Every listed type fits `i128`; `usize` and `isize` have no `Into` because their width varies.
                Value::Int(*self as i128)
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Int(value) => Self::try_from(value).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 usize }

impl Scalar for f64 {
    fn to_value(&self) -> Value {
        Value::Float(*self)
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Float(value) => Some(value),
            // Up to 2^53 every whole number is a double.
            Value::Int(value) if value.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS => Some(value as f64),
            _ => None,
        }
    }
}

impl Scalar for f32 {
    fn to_value(&self) -> Value {
        Value::Float(f64::from(*self))
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Float(value) if value.is_nan() => Some(f32::NAN),
            Value::Float(value) if f64::from(value as f32) == value => Some(value as f32),
            Value::Int(value) if value.unsigned_abs() <= 1 << f32::MANTISSA_DIGITS => Some(value as f32),
            _ => None,
        }
    }
}

impl Scalar for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }
}

impl Scalar for char {
    fn to_value(&self) -> Value {
        Value::Text((*self).into())
    }

    fn from_value(value: Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        let mut characters = text.chars();
        let first = characters.next()?;
        characters.next().is_none().then_some(first)
    }
}

impl Scalar for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(value) => Some(value),
            _ => None,
        }
    }
}

impl<T: Scalar> Scalar for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Scalar::to_value)
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// Why access by name failed, before the caller adds row, name and value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Miss {
    /// There is no such column.
    Unknown,
    /// The column's type has no [`Value`].
    Opaque,
    /// The column is derived, and cannot be written.
    Derived,
    /// The column is derived, and the row is in no container.
    NoContainer,
    /// The value does not fit the column's type.
    Type,
    /// The column's validator refuses.
    Refused(&'static str),
}

/// Borrowed cells that have a [`Value`].
pub trait ToValue {
    /// The cell's value.
    fn cell_value(self) -> Value;
}

impl<T: Scalar> ToValue for &T {
    fn cell_value(self) -> Value {
        self.to_value()
    }
}

impl<T: Scalar> ToValue for Option<&T> {
    fn cell_value(self) -> Value {
        self.map_or(Value::Null, Scalar::to_value)
    }
}

impl ToValue for &str {
    fn cell_value(self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for Option<&str> {
    fn cell_value(self) -> Value {
        self.map_or(Value::Null, |text| Value::Text(text.to_owned()))
    }
}

impl ToValue for bool {
    fn cell_value(self) -> Value {
        Value::Bool(self)
    }
}

/// The value of a cell whose type is known to have one.
///
/// # Errors
/// Never; the answer is what access by name wants.
pub fn value_of(cell: impl ToValue) -> Result<Value, Miss> {
    Ok(cell.cell_value())
}

/// A borrowed cell that may have a [`Value`].
pub struct ProbeCell<R>(pub R);

/// Found on a [`ProbeCell`] whose cell is a scalar.
pub trait ScalarCell {
    /// The cell's value.
    ///
    /// # Errors
    /// Never.
    fn to_value(&self) -> Result<Value, Miss>;
}

impl<R: ToValue + Copy> ScalarCell for ProbeCell<R> {
    fn to_value(&self) -> Result<Value, Miss> {
        Ok(self.0.cell_value())
    }
}

/// Found on a [`ProbeCell`] whose cell is no scalar.
pub trait OpaqueCell {
    /// The refusal.
    ///
    /// # Errors
    /// Always.
    fn to_value(&self) -> Result<Value, Miss>;
}

impl<R> OpaqueCell for &ProbeCell<R> {
    fn to_value(&self) -> Result<Value, Miss> {
        Err(Miss::Opaque)
    }
}

/// A cell type that may be made from a [`Value`].
pub struct ProbeType<V>(PhantomData<fn() -> V>);

impl<V> ProbeType<V> {
    /// The probe.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code makes probes")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// Found on a [`ProbeType`] of a scalar.
#[expect(clippy::wrong_self_convention, reason = "the probe stands for the type; method resolution needs the receiver")]
pub trait ScalarType {
    /// The type.
    type Cell;

    /// The value's cell.
    ///
    /// # Errors
    /// When the value has another type.
    fn from_value(&self, value: Value) -> Result<Self::Cell, Miss>;
}

impl<V: Scalar> ScalarType for ProbeType<V> {
    type Cell = V;

    fn from_value(&self, value: Value) -> Result<V, Miss> {
        V::from_value(value).ok_or(Miss::Type)
    }
}

/// Found on a [`ProbeType`] of anything else.
#[expect(clippy::wrong_self_convention, reason = "the probe stands for the type; method resolution needs the receiver")]
pub trait OpaqueType {
    /// The type.
    type Cell;

    /// The refusal.
    ///
    /// # Errors
    /// Always.
    fn from_value(&self, value: Value) -> Result<Self::Cell, Miss>;
}

impl<V> OpaqueType for &ProbeType<V> {
    type Cell = V;

    fn from_value(&self, _value: Value) -> Result<V, Miss> {
        Err(Miss::Opaque)
    }
}
