//! postcard: a compact binary format, without names. It is read back by the same record, fields in the same order.
//!
//! ```
//! use soakit_io::postcard;
//! use soakit_runtime::record::Bulk;
//!
//! let rows = Bulk::from([(1_u16, Some(20.5)), (2, None)]);
//! let bytes = postcard::to_vec(&rows)?;
//! assert_eq!(postcard::from_slice::<(u16, Option<f64>)>(&bytes)?, rows);
//! let bytes = postcard::columns_to_vec(&rows)?;
//! assert_eq!(postcard::columns_from_slice::<(u16, Option<f64>)>(&bytes)?, rows);
//! # Ok::<(), soakit_io::FormError>(())
//! ```

use serde::{Deserialize, Serialize};
use soakit_runtime::record::serde::{Columns, DeserializeColumn, Rows, SerializeColumn};
use soakit_runtime::record::{Bulk, SoA};

use super::FormError;
use super::words::with_words;

const FORMAT: &str = "postcard";

/// The rows, one behind the other.
///
/// # Errors
/// When a cell refuses to be serialised.
pub fn to_vec<T: SoA>(rows: &Bulk<T>) -> Result<Vec<u8>, FormError>
where
    T::Columns: SerializeColumn,
{
    write(&Rows(rows))
}

/// Reads what [`to_vec`] has written.
///
/// # Errors
/// When the bytes are not such rows, from the first to the last, or a validator refuses one.
pub fn from_slice<T: SoA>(bytes: &[u8]) -> Result<Bulk<T>, FormError>
where
    T::Columns: for<'de> DeserializeColumn<'de>,
{
    read(bytes).map(|Rows(rows)| rows)
}

/// The columns, one behind the other: smaller to pack and faster to read than rows.
///
/// # Errors
/// When a cell refuses to be serialised.
pub fn columns_to_vec<T: SoA>(rows: &Bulk<T>) -> Result<Vec<u8>, FormError>
where
    T::Columns: SerializeColumn,
{
    write(&Columns(rows))
}

/// Reads what [`columns_to_vec`] has written.
///
/// # Errors
/// When the bytes are not such columns, from the first to the last, or a validator refuses a row.
pub fn columns_from_slice<T: SoA>(bytes: &[u8]) -> Result<Bulk<T>, FormError>
where
    T::Columns: for<'de> DeserializeColumn<'de>,
{
    read(bytes).map(|Columns(rows)| rows)
}

fn write(form: &impl Serialize) -> Result<Vec<u8>, FormError> {
    ::postcard::to_allocvec(form).map_err(|error| FormError::new(FORMAT, error))
}

fn read<'de, F: Deserialize<'de>>(bytes: &'de [u8]) -> Result<F, FormError> {
    let mut deserializer = ::postcard::Deserializer::from_bytes(bytes);
    let form = with_words(&mut deserializer).map_err(|error| FormError::new(FORMAT, error))?;
    match deserializer.finalize() {
        Ok([]) => Ok(form),
        Ok(rest) => Err(FormError::new(FORMAT, format_args!("{} bytes behind the last row", rest.len()))),
        Err(error) => Err(FormError::new(FORMAT, error)),
    }
}
