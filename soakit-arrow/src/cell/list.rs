//! Lists: `[T; N]` and `Vec<T>`.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, FixedSizeListArray, LargeListArray, OffsetSizeTrait};
use arrow_buffer::{ArrowNativeType, NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, FieldRef};

use super::{ArrowCell, Cells, Rules};
use crate::bits;
use crate::error::{CellProblem, Refusal};

/// Elements of rows that are all there move as one `Vec`.
impl<T: ArrowCell, const N: usize> ArrowCell for [T; N] {
    fn data_type() -> DataType {
        DataType::FixedSizeList(element::<T>(), length::<N>())
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        let (rows, nulls) = (cells.len(), cells.nulls());
        let elements = match cells {
            Cells::Values(cells) => Cells::Values(cells.into_flattened()),
            Cells::Borrowed(cells) => Cells::Borrowed(cells.as_flattened()),
            // A missing row has elements in Arrow, which are missing, too.
            cells => Cells::Nullable(
                cells.iter().flat_map(|cell| (0..N).map(move |index| cell.map(|cell| cell[index].clone()))).collect(),
            ),
        };
        let elements = T::into_array(elements).map_err(|refusal| refusal.map_row(|element| element / N))?;
        let list = FixedSizeListArray::try_new_with_length(element::<T>(), length::<N>(), elements, nulls, rows);
        Ok(Arc::new(list.expect("each row has its elements, and they are missing only with it")))
    }

    fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        let lists = Lists::<T>::of(array, rules)?;
        lists.try_map(|row, mut elements| {
            if elements.len() != N {
                let problem =
                    CellProblem::new(format_args!("a list of {}", elements.len()), format!("has not {N} elements"));
                return Err(Refusal::Cell { row, problem });
            }
            Ok(std::array::from_fn(|_| elements.next().expect("the elements were counted").clone()))
        })
    }
}

/// Elements are copied, both ways: every `Vec` has memory of its own.
impl<T: ArrowCell> ArrowCell for Vec<T> {
    fn data_type() -> DataType {
        DataType::LargeList(element::<T>())
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        let offsets = OffsetBuffer::<i64>::from_lengths(cells.iter().map(|cell| cell.map_or(0, Vec::len)));
        let elements = Cells::Values(cells.iter().flatten().flatten().cloned().collect());
        let row_of = |element: usize| offsets.partition_point(|&offset| offset.as_usize() <= element) - 1;
        let elements = T::into_array(elements).map_err(|refusal| refusal.map_row(row_of))?;
        Ok(Arc::new(LargeListArray::new(element::<T>(), offsets, elements, cells.nulls())))
    }

    fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        Lists::<T>::of(array, rules)?.try_map(|_, elements| Ok(elements.cloned().collect()))
    }
}

/// What Arrow calls the elements of a list.
fn element<T: ArrowCell>() -> FieldRef {
    Arc::new(Field::new("item", T::data_type(), false))
}

/// The length of lists that are all of one.
///
/// # Panics
/// When Arrow cannot count that far.
fn length<const N: usize>() -> i32 {
    i32::try_from(N).expect("Arrow's lists of one length have at most 2,147,483,647 elements")
}

/// Lists, in whichever of Arrow's layouts, taken apart.
struct Lists<T: ArrowCell> {
    /// Row `i` is elements `offsets[i]..offsets[i + 1]`.
    offsets: Vec<usize>,
    elements: Cells<'static, T>,
    nulls: Option<NullBuffer>,
}

impl<T: ArrowCell> Lists<T> {
    fn of(array: ArrayRef, rules: Rules) -> Result<Self, Refusal> {
        let (offsets, elements, nulls) = match array.data_type() {
            DataType::LargeList(_) => parts_of_list::<i64>(&array)?,
            DataType::List(_) => parts_of_list::<i32>(&array)?,
            DataType::FixedSizeList(_, length) => {
                let (rows, length) = (array.len(), length.as_usize());
                let list = array.as_fixed_size_list();
                ((0..=rows).map(|row| row * length).collect(), list.values().clone(), list.nulls().cloned())
            }
            _ => return Err(Refusal::TYPE),
        };
        drop(array);
        let row_of = |element: usize| offsets.partition_point(|&offset| offset <= element).saturating_sub(1);
        let elements = T::from_array(elements, rules).map_err(|refusal| refusal.map_row(row_of))?;
        Ok(Self { offsets, elements, nulls: bits::missing(nulls) })
    }

    /// The lists that are there, each made from its row and its elements.
    fn try_map<'a, L: Clone>(
        &'a self,
        mut list: impl FnMut(usize, std::vec::IntoIter<&'a T>) -> Result<L, Refusal>,
    ) -> Result<Cells<'static, L>, Refusal> {
        let Self { offsets, elements, nulls } = self;
        Cells::try_from_fn(offsets.len() - 1, nulls.as_ref(), |row| {
            let present: Option<Vec<&T>> = (offsets[row]..offsets[row + 1]).map(|index| elements.get(index)).collect();
            let missing = || CellProblem::new("a list", "has an element that is missing");
            let present = present.ok_or_else(|| Refusal::Cell { row, problem: missing() })?;
            list(row, present.into_iter())
        })
    }
}

/// Offsets, elements and nulls of lists whose offsets are of type `O`.
type ListParts = (Vec<usize>, ArrayRef, Option<NullBuffer>);

fn parts_of_list<O: OffsetSizeTrait>(array: &ArrayRef) -> Result<ListParts, Refusal> {
    let list = array.as_list_opt::<O>().ok_or(Refusal::TYPE)?;
    // A slice of an array shares all elements; those of other rows are none of ours.
    let first = list.value_offsets()[0].as_usize();
    let last = list.value_offsets()[list.len()].as_usize();
    let offsets = list.value_offsets().iter().map(|offset| offset.as_usize() - first).collect();
    Ok((offsets, list.values().slice(first, last - first), list.nulls().cloned()))
}
