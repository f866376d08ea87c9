//! What a file says of the values in a row group or in a page, as [`Extent`]s.
//!
//! Invariant: an extent's ends lie outside of all values, or are unknown. Unknown is what was not written, what was written in an
//! order that nobody knows any more, what was cut where cutting changes more than the end of a text, and what is no text after all.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Decimal32Type, Decimal64Type, Decimal128Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, FieldRef, TimeUnit};
use parquet::arrow::arrow_reader::statistics::StatisticsConverter;
use parquet::basic::{ColumnOrder, Type};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::page_index::column_index::ColumnIndexMetaData;
use soakit_runtime::expression::Extent;
use soakit_runtime::record::Constant;

use super::metadata::flaw;
use super::refused;
use crate::error::ArrowError;

/// A column of a file, of whose values the file may say something.
pub(super) struct Described {
    /// The number of the leaf in the file.
    pub(super) leaf: usize,
    /// Its field in Arrow.
    pub(super) field: FieldRef,
    /// The file.
    pub(super) metadata: Arc<ParquetMetaData>,
}

impl Described {
    fn converter(&self) -> Result<StatisticsConverter<'_>, ArrowError> {
        let schema = self.metadata.file_metadata().schema_descr();
        let converter = StatisticsConverter::from_column_index(self.leaf, &self.field, schema).map_err(refused)?;
        Ok(converter.with_missing_null_counts_as_zero(false))
    }

    /// Whether the order in which values were compared is the type's own.
    fn has_known_order(&self) -> bool {
        matches!(self.metadata.file_metadata().column_order(self.leaf), ColumnOrder::TYPE_DEFINED_ORDER(_))
    }

    /// The extent of each row group.
    pub(super) fn row_groups(&self) -> Result<Vec<Extent>, ArrowError> {
        let converter = self.converter()?;
        let groups = || self.metadata.row_groups().iter();
        let mut ends = Ends::new(
            &converter.row_group_mins(groups()).map_err(refused)?,
            &converter.row_group_maxes(groups()).map_err(refused)?,
        );
        let extent = |(group, ends): (&RowGroupMetaData, _)| {
            let mut extent = Extent::unknown(group.num_rows().cast_unsigned());
            if let Some(statistics) = group.column(self.leaf).statistics() {
                extent.missing = statistics.null_count_opt();
                let is_whole =
                    is_text(self.field.data_type()) || (statistics.min_is_exact() && statistics.max_is_exact());
                if self.has_known_order() && !statistics.is_min_max_deprecated() && is_whole {
                    (extent.least, extent.greatest) = ends;
                }
            }
            extent
        };
        Ok(groups().zip(std::iter::from_fn(|| ends.next())).map(extent).collect())
    }

    /// The extent of each page of a row group; nothing if the file does not say.
    pub(super) fn pages(&self, group: usize, page_rows: &[u64]) -> Result<Option<Vec<Extent>>, ArrowError> {
        let (Some(columns), Some(offsets)) = (self.metadata.column_index(), self.metadata.offset_index()) else {
            return Ok(None);
        };
        let Some(index) = columns.get(group).and_then(|columns| columns.get(self.leaf)) else { return Ok(None) };
        if matches!(index, ColumnIndexMetaData::NONE) {
            return Ok(None);
        }
        if index.num_pages() != page_rows.len() as u64 {
            return Err(flaw("the index of pages counts them in two ways"));
        }
        let converter = self.converter()?;
        let mut ends = Ends::new(
            &converter.data_page_mins(columns, offsets, [&group]).map_err(refused)?,
            &converter.data_page_maxes(columns, offsets, [&group]).map_err(refused)?,
        );
        let is_known = self.has_known_order() && self.has_whole_ends(index);
        let extent = |(page, &rows): (usize, &u64)| {
            let mut extent = Extent::unknown(rows);
            let (least, greatest) = ends.next().unwrap_or_default();
            extent.missing = index.null_count(page).and_then(|missing| u64::try_from(missing).ok());
            if index.is_null_page(page) {
                extent.missing = Some(rows);
            } else if is_known {
                (extent.least, extent.greatest) = (least, greatest);
            }
            extent
        };
        Ok(Some(page_rows.iter().enumerate().map(extent).collect()))
    }

    /// Whether no end of a page was cut, or cutting does no harm. Pages do not say; but a number of a fixed number of bytes
    /// shows.
    fn has_whole_ends(&self, index: &ColumnIndexMetaData) -> bool {
        if is_text(self.field.data_type()) {
            return true;
        }
        let column = self.metadata.file_metadata().schema_descr().column(self.leaf);
        match index {
            ColumnIndexMetaData::BYTE_ARRAY(_) => false,
            ColumnIndexMetaData::FIXED_LEN_BYTE_ARRAY(index) => {
                let mut ends = index.min_values_iter().chain(index.max_values_iter()).flatten();
                column.physical_type() == Type::FIXED_LEN_BYTE_ARRAY
                    && ends.all(|end| i32::try_from(end.len()) == Ok(column.type_length()))
            }
            _ => true,
        }
    }
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, word) => is_text(word),
        _ => false,
    }
}

/// Least and greatest values, one pair after the other.
struct Ends {
    least: std::vec::IntoIter<Option<Constant>>,
    greatest: std::vec::IntoIter<Option<Constant>>,
}

impl Ends {
    fn new(least: &ArrayRef, greatest: &ArrayRef) -> Self {
        Self { least: constants(least).into_iter(), greatest: constants(greatest).into_iter() }
    }

    fn next(&mut self) -> Option<(Option<Constant>, Option<Constant>)> {
        self.least.next().zip(self.greatest.next())
    }
}

/// The values of an array as constants; none where one is missing, or has no such form.
fn constants(array: &ArrayRef) -> Vec<Option<Constant>> {
    fn each<T: ArrowPrimitiveType>(
        array: &ArrayRef,
        constant: impl Fn(T::Native) -> Option<Constant>,
    ) -> Vec<Option<Constant>> {
        array.as_primitive::<T>().iter().map(|value| value.and_then(&constant)).collect()
    }
    fn numbers<T: ArrowPrimitiveType<Native: Into<i128>>>(array: &ArrayRef) -> Vec<Option<Constant>> {
        each::<T>(array, |number| Some(Constant::Int(number.into())))
    }
    fn decimals<T: ArrowPrimitiveType<Native: Into<i128>>>(array: &ArrayRef, scale: i8) -> Vec<Option<Constant>> {
        each::<T>(array, |mantissa| {
            Some(Constant::Decimal { mantissa: mantissa.into(), scale: scale.try_into().ok()? })
        })
    }
    fn times<T: ArrowPrimitiveType<Native: Into<i64>>>(array: &ArrayRef, unit: i64) -> Vec<Option<Constant>> {
        each::<T>(array, |time| time.into().checked_mul(unit).map(Constant::Time))
    }
    fn instants<T: ArrowPrimitiveType<Native = i64>>(array: &ArrayRef, unit: i128) -> Vec<Option<Constant>> {
        // With a zone it is an instant, in whatever zone it is shown; without one it is what a clock on the wall says.
        let has_zone = matches!(array.data_type(), DataType::Timestamp(_, Some(_)));
        let constant = if has_zone { Constant::Instant } else { Constant::DateTime };
        each::<T>(array, |time| Some(constant(i128::from(time) * unit)))
    }
    let texts = |texts: &mut dyn Iterator<Item = Option<&str>>| -> Vec<_> {
        texts.map(|text| text.map(|text| Constant::Text(text.into()))).collect()
    };
    match array.data_type() {
        DataType::Boolean => array.as_boolean().iter().map(|truth| truth.map(Constant::Bool)).collect(),
        DataType::Int8 => numbers::<Int8Type>(array),
        DataType::Int16 => numbers::<Int16Type>(array),
        DataType::Int32 => numbers::<Int32Type>(array),
        DataType::Int64 => numbers::<Int64Type>(array),
        DataType::UInt8 => numbers::<UInt8Type>(array),
        DataType::UInt16 => numbers::<UInt16Type>(array),
        DataType::UInt32 => numbers::<UInt32Type>(array),
        DataType::UInt64 => numbers::<UInt64Type>(array),
        DataType::Float32 => each::<Float32Type>(array, |number| Some(Constant::Float(number.into()))),
        DataType::Float64 => each::<Float64Type>(array, |number| Some(Constant::Float(number))),
        DataType::Decimal32(_, scale) => decimals::<Decimal32Type>(array, *scale),
        DataType::Decimal64(_, scale) => decimals::<Decimal64Type>(array, *scale),
        DataType::Decimal128(_, scale) => decimals::<Decimal128Type>(array, *scale),
        DataType::Date32 => each::<Date32Type>(array, |days| Some(Constant::Date(days))),
        DataType::Time32(TimeUnit::Second) => times::<Time32SecondType>(array, 1_000_000_000),
        DataType::Time32(TimeUnit::Millisecond) => times::<Time32MillisecondType>(array, 1_000_000),
        DataType::Time64(TimeUnit::Microsecond) => times::<Time64MicrosecondType>(array, 1000),
        DataType::Time64(TimeUnit::Nanosecond) => times::<Time64NanosecondType>(array, 1),
        DataType::Timestamp(TimeUnit::Second, _) => instants::<TimestampSecondType>(array, 1_000_000_000),
        DataType::Timestamp(TimeUnit::Millisecond, _) => instants::<TimestampMillisecondType>(array, 1_000_000),
        DataType::Timestamp(TimeUnit::Microsecond, _) => instants::<TimestampMicrosecondType>(array, 1000),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => instants::<TimestampNanosecondType>(array, 1),
        DataType::Utf8 => texts(&mut array.as_string::<i32>().iter()),
        DataType::LargeUtf8 => texts(&mut array.as_string::<i64>().iter()),
        DataType::Utf8View => texts(&mut array.as_string_view().iter()),
        _ => vec![None; array.len()],
    }
}
