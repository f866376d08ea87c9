//! [`Plan`]: which row groups, pages and columns of a file are read.
//!
//! **The law.** A row that is not read is one for which a filter is false. What a filter [requires](Requirements) is held against
//! what the file says of row groups, and then of the pages of those that are left; where too little is said, rows are read.

use std::ops::Range;
use std::sync::Arc;

use arrow_schema::{DataType, FieldRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderBuilder, ArrowReaderMetadata, RowSelection, RowSelectionPolicy};
use parquet::file::metadata::ParquetMetaData;
use soakit_runtime::expression::{Requirements, Test};
use soakit_runtime::record::{ColumnInfo, Registry, SoA};

use super::metadata::{flaw, schema_for};
use super::report::Report;
use super::statistics::Described;
use crate::column::ArrowColumn;
use crate::error::ArrowError;
use crate::import::Import;
use crate::schema::schema;

/// What is read of a file.
pub(super) struct Plan {
    pub(super) metadata: ArrowReaderMetadata,
    projection: ProjectionMask,
    row_groups: Vec<usize>,
    /// The rows that are read, as the file counts them, in order.
    pub(super) rows: Vec<Range<u64>>,
    selection: Option<RowSelection>,
    pub(super) report: Report,
}

/// A requirement of a column that the file has something to say of.
struct Question<'t> {
    column: Described,
    test: &'t Test,
}

impl Plan {
    pub(super) fn new<'t, T: SoA>(
        metadata: ParquetMetaData,
        import: Import,
        requirements: impl Iterator<Item = &'t Requirements>,
    ) -> Result<Self, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        check(&metadata)?;
        let metadata = schema_for(Arc::new(metadata), &schema::<T>())?;
        let projection = import.projection::<T>(metadata.schema())?;
        let projection = ProjectionMask::roots(metadata.parquet_schema(), projection);
        let mut questions = Vec::new();
        for requirement in requirements.flat_map(Requirements::iter) {
            if let Some(column) = described(&metadata, T::REGISTRY, import, &requirement.column)? {
                questions.push(Question { column, test: &requirement.test });
            }
        }
        let (row_groups, rows, selection) = (Vec::new(), Vec::new(), None);
        let mut plan = Self { metadata, projection, row_groups, rows, selection, report: Report::default() };
        plan.choose(&questions)?;
        Ok(plan)
    }

    /// Chooses row groups, and rows within them.
    fn choose(&mut self, questions: &[Question<'_>]) -> Result<(), ArrowError> {
        let metadata = self.metadata.metadata().clone();
        let extents: Vec<_> =
            questions.iter().map(|question| question.column.row_groups()).collect::<Result<_, _>>()?;
        let (mut first_row, mut chosen_rows) = (0, 0);
        // As the chosen row groups count them.
        let mut selected = Vec::new();
        for (group, row_group) in metadata.row_groups().iter().enumerate() {
            let rows = row_group.num_rows().cast_unsigned();
            let can_hold =
                questions.iter().zip(&extents).all(|(question, extents)| question.test.can_hold(&extents[group]));
            let mut ranges = Vec::new();
            if can_hold && rows > 0 {
                ranges.push(0..rows);
                for question in questions {
                    ranges = intersection(&ranges, &question.rows(&metadata, group)?);
                }
            }
            let is_read = !ranges.is_empty();
            self.report.row_groups.count(is_read, 1);
            self.count_pages(&metadata, group, &ranges)?;
            let read: u64 = ranges.iter().map(|range| range.end - range.start).sum();
            self.report.rows.count(true, read);
            self.report.rows.count(false, rows - read);
            self.rows.extend(ranges.iter().map(|range| first_row + range.start..first_row + range.end));
            if is_read {
                self.row_groups.push(group);
                selected.extend(ranges.iter().map(|range| chosen_rows + range.start..chosen_rows + range.end));
                chosen_rows += rows;
            }
            first_row += rows;
        }
        if self.report.rows.read < chosen_rows {
            let selected = selected.into_iter().map(|range: Range<u64>| range.start as usize..range.end as usize);
            self.selection = Some(RowSelection::from_consecutive_ranges(selected, chosen_rows as usize));
        }
        Ok(())
    }

    /// Counts the pages of the columns that are read, where the file says where they are. The decoder goes by that, too, so pages
    /// that cannot be are refused.
    fn count_pages(&mut self, metadata: &ParquetMetaData, group: usize, read: &[Range<u64>]) -> Result<(), ArrowError> {
        for leaf in 0..metadata.row_group(group).num_columns() {
            if !self.projection.leaf_included(leaf) {
                continue;
            }
            for page in page_ranges(metadata, group, leaf)?.unwrap_or_default() {
                let is_read = read.iter().any(|range| range.start < page.end && page.start < range.end);
                self.report.pages.count(is_read, 1);
            }
        }
        Ok(())
    }

    /// Tells a reader.
    pub(super) fn apply<R>(&self, reader: ArrowReaderBuilder<R>, batch_rows: usize) -> ArrowReaderBuilder<R> {
        let reader = reader
            .with_projection(self.projection.clone())
            .with_row_groups(self.row_groups.clone())
            .with_batch_size(batch_rows)
            // Rows between the chosen ones are not decoded, and their pages not fetched.
            .with_row_selection_policy(RowSelectionPolicy::Selectors);
        match &self.selection {
            Some(selection) => reader.with_row_selection(selection.clone()),
            None => reader,
        }
    }
}

impl Question<'_> {
    /// The rows of a row group that are on pages on which the test can hold.
    fn rows(&self, metadata: &ParquetMetaData, group: usize) -> Result<Vec<Range<u64>>, ArrowError> {
        let all = 0..metadata.row_group(group).num_rows().cast_unsigned();
        let Some(pages) = page_ranges(metadata, group, self.column.leaf)? else { return Ok(vec![all]) };
        let page_rows: Vec<u64> = pages.iter().map(|page| page.end - page.start).collect();
        let Some(extents) = self.column.pages(group, &page_rows)? else { return Ok(vec![all]) };
        let mut rows: Vec<Range<u64>> = Vec::new();
        for (page, extent) in pages.into_iter().zip(extents) {
            if self.test.can_hold(&extent) {
                match rows.last_mut() {
                    Some(last) if last.end == page.start => last.end = page.end,
                    _ => rows.push(page),
                }
            }
        }
        Ok(rows)
    }
}

/// Refuses counts of rows and columns that cannot be.
fn check(metadata: &ParquetMetaData) -> Result<(), ArrowError> {
    let columns = metadata.file_metadata().schema_descr().num_columns();
    if metadata.file_metadata().column_orders().is_some_and(|orders| orders.len() != columns) {
        return Err(flaw("the metadata has the orders of other columns"));
    }
    let mut rows = 0_i64;
    for group in metadata.row_groups() {
        let sum = rows.checked_add(group.num_rows()).filter(|_| group.num_rows() >= 0);
        rows = sum.ok_or_else(|| flaw("a row group has a number of rows that cannot be"))?;
        if group.num_columns() != columns {
            return Err(flaw(format!("a row group has {} columns, the file {columns}", group.num_columns())));
        }
    }
    if rows == metadata.file_metadata().num_rows() {
        return check_places(metadata);
    }
    Err(flaw(format!("the file is said to have {} rows, its row groups {rows}", metadata.file_metadata().num_rows())))
}

/// Refuses pages that do not lie in the bytes of their column.
fn check_places(metadata: &ParquetMetaData) -> Result<(), ArrowError> {
    for (group, columns) in metadata.row_groups().iter().zip(metadata.offset_index().into_iter().flatten()) {
        for (column, pages) in group.columns().iter().zip(columns) {
            let (start, length) = column.byte_range();
            let is_within = |(offset, bytes): (i64, i32)| {
                let offset = u64::try_from(offset).ok()?.checked_sub(start)?;
                Some(offset.checked_add(u64::try_from(bytes).ok()?)? <= length)
            };
            let mut places = pages.page_locations().iter().map(|page| (page.offset, page.compressed_page_size));
            if !places.all(|place| is_within(place) == Some(true)) {
                return Err(flaw("a page is said to lie outside of its column"));
            }
        }
    }
    Ok(())
}

/// The rows of each page of a column, as the row group counts them; nothing if the file does not say, or if pages may hold a part of
/// a row.
fn page_ranges(metadata: &ParquetMetaData, group: usize, leaf: usize) -> Result<Option<Vec<Range<u64>>>, ArrowError> {
    let column = metadata.file_metadata().schema_descr().column(leaf);
    let offsets = metadata.offset_index().and_then(|groups| groups.get(group)?.get(leaf));
    let Some(locations) = offsets.map(|offsets| offsets.page_locations()).filter(|_| column.max_rep_level() == 0)
    else {
        return Ok(None);
    };
    let rows = metadata.row_group(group).num_rows().cast_unsigned();
    let starts = locations.iter().map(|location| location.first_row_index.cast_unsigned());
    let ends = starts.clone().skip(1).chain([rows]);
    let pages: Vec<Range<u64>> = starts.zip(ends).map(|(start, end)| start..end).collect();
    let is_whole = pages.first().map_or(rows == 0, |page| page.start == 0);
    if is_whole && pages.iter().all(|page| page.start < page.end || rows == 0) {
        return Ok(Some(pages));
    }
    Err(flaw("the pages of a column do not lie one behind the other"))
}

/// The rows that are in both of two lists.
fn intersection(a: &[Range<u64>], b: &[Range<u64>]) -> Vec<Range<u64>> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut both = Vec::new();
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let range = x.start.max(y.start)..x.end.min(y.end);
        if x.end <= y.end {
            a.next()
        } else {
            b.next()
        };
        if range.start < range.end {
            both.push(range);
        }
    }
    both
}

/// The column of a file that a name means in a record.
///
/// A name may mean two columns, or a derived one, whose values are computed from what is read; such a name is not looked for.
fn described(
    metadata: &ArrowReaderMetadata,
    registry: &'static Registry,
    import: Import,
    name: &str,
) -> Result<Option<Described>, ArrowError> {
    let mut paths = Vec::new();
    leaf_paths(registry, &mut Vec::new(), &mut paths);
    let named = |path: &[(usize, &ColumnInfo)]| {
        let names: Vec<_> = path.iter().map(|(_, column)| column.name).collect();
        names.join(".") == name
    };
    let mut found = paths.into_iter().filter(|path| named(path));
    let (Some(path), None) = (found.next(), found.next()) else { return Ok(None) };
    if registry.derived.iter().any(|column| column.name == name) {
        return Ok(None);
    }

    let mut fields = metadata.schema().fields();
    let mut place: Option<(usize, Vec<&str>, &FieldRef)> = None;
    for (position, column) in path {
        let Some(index) = import.find(column, position, fields, "")? else { return Ok(None) };
        let field = &fields[index];
        let (root, mut names) = place.map_or((index, Vec::new()), |(root, names, _)| (root, names));
        names.push(field.name().as_str());
        if let DataType::Struct(inner) = field.data_type() {
            fields = inner;
        }
        place = Some((root, names, field));
    }
    let Some((root, names, field)) = place else { return Ok(None) };
    let schema = metadata.parquet_schema();
    let mut leaves = (0..schema.num_columns()).filter(|&leaf| {
        let column = schema.column(leaf);
        schema.get_column_root_idx(leaf) == root
            && column.max_rep_level() == 0
            && column.path().parts().iter().skip(1).eq(names.iter().skip(1))
    });
    let (Some(leaf), None) = (leaves.next(), leaves.next()) else { return Ok(None) };
    Ok(Some(Described { leaf, field: field.clone(), metadata: metadata.metadata().clone() }))
}

/// The way to each leaf of a record: positions and columns.
fn leaf_paths<'r>(
    registry: &'r Registry,
    path: &mut Vec<(usize, &'r ColumnInfo)>,
    paths: &mut Vec<Vec<(usize, &'r ColumnInfo)>>,
) {
    for (index, column) in registry.columns.iter().enumerate() {
        path.push((index, column));
        match column.nested {
            Some(nested) => leaf_paths(nested, path, paths),
            None => paths.push(path.clone()),
        }
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_both_lists_are_found_once() {
        let flags =
            |ranges: &[Range<u64>]| (0..12).map(|row| ranges.iter().any(|r| r.contains(&row))).collect::<Vec<_>>();
        let lists = |bits: u32| -> Vec<Range<u64>> {
            // Every set of a few ranges below 12, each two rows long or joined.
            let mut ranges: Vec<Range<u64>> = Vec::new();
            for block in (0..6).filter(|block| bits >> block & 1 == 1) {
                match ranges.last_mut() {
                    Some(last) if last.end == 2 * block => last.end += 2,
                    _ => ranges.push(2 * block..2 * block + 2),
                }
            }
            ranges
        };
        for (a, b) in (0..64).flat_map(|a| (0..64).map(move |b| (a, b))) {
            let both = intersection(&lists(a), &lists(b));
            assert_eq!(flags(&both), flags(&lists(a & b)));
            assert!(both.is_sorted_by(|x, y| x.end <= y.start));
        }
    }
}
