//! `bool`: a byte here, a bit there, so they are copied. A field with `#[soa(column = Bits)]` moves.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, BooleanArray};
use arrow_schema::DataType;

use super::{ArrowCell, Cells, Rules};
use crate::error::Refusal;

impl ArrowCell for bool {
    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        let (values, nulls) = cells.into_parts();
        Ok(Arc::new(BooleanArray::new(values.into(), nulls)))
    }

    fn from_array(array: ArrayRef, _rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        let booleans = array.as_boolean_opt().cloned().ok_or(Refusal::TYPE)?;
        let (values, nulls) = booleans.into_parts();
        Ok(Cells::from_parts(values.iter().collect(), nulls))
    }
}
