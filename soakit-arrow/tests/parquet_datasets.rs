//! Directories of parts: appended to by many at once, read as one.

use std::path::PathBuf;
use std::sync::Mutex;

use soakit::arrow::parquet::{self, Progress, Reader, Share};
use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Trade {
    part: u32,
    price: f64,
    symbol: String,
}

fn trades(part: u32) -> Bulk<Trade> {
    (0..100).map(|i| Trade { part, price: f64::from(i), symbol: format!("S{}", i % 7) }).collect()
}

/// A directory that nobody else has; it is removed in the end.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("soakit-dataset-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("a directory");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn parts_are_read_in_the_order_in_which_they_were_added() {
    let directory = Directory::new("order");
    for part in 0..12 {
        let path = parquet::append(&directory.0, &trades(part)).expect("a part");
        assert_eq!(path, directory.0.join(format!("part-{part:05}.parquet")));
    }
    let all: Bulk<Trade> = parquet::read_dataset(&directory.0).expect("parts");
    assert_eq!(all, Bulk::concat((0..12).map(trades).collect::<Vec<_>>().iter().map(Bulk::view)));
    let some: Bulk<Trade> = parquet::read_dataset(directory.0.join("part-0001*.parquet")).expect("parts");
    assert_eq!(some, Bulk::concat([trades(10), trades(11)].iter().map(Bulk::view)));
    let none = parquet::read_dataset::<Trade>(directory.0.join("*.csv")).expect_err("no part");
    assert!(none.to_string().ends_with("*.csv: there is no such file"), "{none}");
}

#[test]
fn what_is_no_part_is_left_alone() {
    let directory = Directory::new("others");
    parquet::append(&directory.0, &trades(0)).expect("a part");
    std::fs::write(directory.0.join("README.md"), "trades").expect("a file");
    std::fs::write(directory.0.join(".part-00007.claim"), "").expect("a file");
    std::fs::write(
        directory.0.join("part-00004.parquet"),
        std::fs::read(directory.0.join("part-00000.parquet")).expect("a part"),
    )
    .expect("a file");
    // The number behind the last part; a number that somebody has taken and not used is passed over.
    assert!(parquet::append(&directory.0, &trades(1)).expect("a part").ends_with("part-00005.parquet"));
    assert!(parquet::append(&directory.0, &trades(2)).expect("a part").ends_with("part-00006.parquet"));
    assert!(parquet::append(&directory.0, &trades(3)).expect("a part").ends_with("part-00008.parquet"));
    let parts: Bulk<Trade> = parquet::read_dataset(&directory.0).expect("parts");
    assert_eq!(parts.part().iter().step_by(100).copied().collect::<Vec<_>>(), [0, 0, 1, 2, 3]);
}

#[test]
fn many_add_parts_at_once() {
    let directory = Directory::new("threads");
    let path = &directory.0;
    std::thread::scope(|scope| {
        for thread in 0..6 {
            scope.spawn(move || {
                (0..5).for_each(|part| drop(parquet::append(path, &trades(thread * 5 + part)).expect("a part")))
            });
        }
    });
    let names: Vec<_> = (0..30).map(|part| format!("part-{part:05}.parquet")).collect();
    assert_eq!(directory.names(), names);
    let all: Bulk<Trade> = parquet::read_dataset(path).expect("parts");
    let mut parts: Vec<u32> = all.part().iter().step_by(100).copied().collect();
    parts.sort_unstable();
    assert_eq!(parts, (0..30).collect::<Vec<_>>());
}

#[test]
fn a_filter_skips_whole_parts_and_progress_is_told() {
    let directory = Directory::new("filter");
    (0..8).for_each(|part| drop(parquet::append(&directory.0, &trades(part)).expect("a part")));
    let told = Mutex::new(Vec::<Progress>::new());
    let reader = Reader::<Trade>::new()
        .filter(|t| t.part.ge(6) & t.price.lt(2.0))
        .progress(|progress| told.lock().expect("one thread").push(progress));
    let (rows, report) = reader.read_dataset_reported(&directory.0).expect("parts");
    assert_eq!(rows.part(), [6, 6, 7, 7]);
    assert_eq!((report.row_groups, report.rows), (Share { read: 2, skipped: 6 }, Share { read: 200, skipped: 600 }));
    drop(reader);
    let told = told.into_inner().expect("one thread");
    let done: Vec<_> = told.iter().map(|progress| progress.files_done).collect();
    assert!(done.is_sorted() && told.iter().all(|progress| progress.files == 8), "{told:?}");
    let last = told.last().expect("progress");
    assert_eq!((last.files_done, last.rows, last.bytes), (8, 4, report.bytes));
    assert!(told.is_sorted_by_key(|progress| (progress.rows, progress.bytes)), "{told:?}");
}

#[test]
fn an_error_names_the_part() {
    let directory = Directory::new("error");
    parquet::append(&directory.0, &trades(0)).expect("a part");
    let broken = parquet::append(&directory.0, &trades(1)).expect("a part");
    std::fs::write(&broken, "PAR1").expect("a file");
    let error = parquet::read_dataset::<Trade>(&directory.0).expect_err("a broken part");
    assert_eq!(error.to_string(), format!("{}: no Parquet file: it has 4 bytes", broken.display()));
}
