//! The files that are read: made once, below the target directory, of numbers that are the same in every run.
//!
//! Their names carry the number of rows, and a file has its name only when it is whole: what is there can be used again.

mod rows;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use parquet::basic::Compression;

use super::digest::Digest;
use super::engines::{arrow_files, zstd};
use super::line::Data;
use super::record::Group;
use crate::workspace;

pub(crate) use rows::{groups, samples};

/// The directory of files, and how long they are.
pub(crate) struct Files {
    directory: PathBuf,
    rows: usize,
    digests: HashMap<&'static str, Digest>,
}

impl Files {
    /// Files of so many rows, and ten times as many where the rows are numbers.
    pub(crate) fn new(directory: &Path, rows: usize) -> Result<Self, String> {
        fs::create_dir_all(directory).map_err(|error| failure(directory, error))?;
        Ok(Files { directory: directory.into(), rows, digests: HashMap::new() })
    }

    /// The number of rows.
    pub(crate) fn row_count(&self, data: Data) -> usize {
        if data.is_numeric() { self.rows * 10 } else { self.rows }
    }

    /// The file, which is made if it is not there.
    pub(crate) fn path(&self, data: Data) -> Result<PathBuf, String> {
        // What is in memory was in a file before.
        let data = if data == Data::Batch { Data::Ipc } else { data };
        let name = format!("{}-{}.{}", data.name(), self.row_count(data), data.extension());
        let path = self.directory.join(name);
        if !path.exists() {
            let part = path.with_extension("part");
            self.make(data, &part)?;
            fs::rename(&part, &path).map_err(|error| failure(&path, error))?;
        }
        Ok(path)
    }

    /// What everybody must find in the file.
    pub(crate) fn digest(&mut self, data: Data) -> Result<&Digest, String> {
        if !self.digests.contains_key(data.name()) {
            let digest = match data {
                Data::Csv | Data::Weather => Digest::of_csv(&self.path(data)?)?,
                Data::Json => Digest::of_json_lines(&self.path(data)?)?,
                _ => Digest::of_records(samples(self.row_count(data))),
            };
            self.digests.insert(data.name(), digest);
        }
        Ok(&self.digests[data.name()])
    }

    fn make(&self, data: Data, path: &Path) -> Result<(), String> {
        eprintln!("{} rows of {} are made", self.row_count(data), data.name());
        let rows = self.row_count(data);
        match data {
            Data::Csv => text(path, |file| write_csv(file, rows)),
            Data::Weather => text(path, |file| write_weather(file, rows)),
            Data::Json => text(path, |file| write_json_lines(file, rows)),
            Data::ParquetZstd => arrow_files::write_parquet(&rows::batches(rows), zstd()?, path),
            Data::Parquet => arrow_files::write_parquet(&rows::batches(rows), Compression::UNCOMPRESSED, path),
            Data::Ipc | Data::Batch => arrow_files::write_ipc(&rows::batches(rows), path),
        }
    }
}

fn text(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<(), String> {
    let written = || {
        let mut file = BufWriter::new(File::create(path)?);
        write(&mut file)?;
        file.flush()
    };
    written().map_err(|error| failure(path, error))
}

/// The header of the h2o table, and rows of it, as CSV.
pub(super) fn csv_block(rows: usize) -> std::io::Result<(&'static [u8], Vec<u8>)> {
    let mut block = Vec::new();
    write_csv_rows(&mut block, rows)?;
    Ok((CSV_HEADER.as_bytes(), block))
}

const CSV_HEADER: &str = "id1,id2,id3,id4,id5,id6,v1,v2,v3\n";

fn write_csv(file: &mut impl Write, rows: usize) -> std::io::Result<()> {
    file.write_all(CSV_HEADER.as_bytes())?;
    write_csv_rows(file, rows)
}

fn write_csv_rows(file: &mut impl Write, rows: usize) -> std::io::Result<()> {
    groups(rows).try_for_each(|row| {
        let Group { id1, id2, id3, id4, id5, id6, v1, v2, v3 } = row;
        writeln!(file, "{id1},{id2},{id3},{id4},{id5},{id6},{v1},{v2},{v3:.6}")
    })
}

fn write_json_lines(file: &mut impl Write, rows: usize) -> std::io::Result<()> {
    groups(rows).try_for_each(|row| {
        let Group { id1, id2, id3, id4, id5, id6, v1, v2, v3 } = row;
        writeln!(
            file,
            r#"{{"id1":"{id1}","id2":"{id2}","id3":"{id3}","id4":{id4},"id5":{id5},"id6":{id6},"v1":{v1},"v2":{v2},"v3":{v3:.6}}}"#
        )
    })
}

/// The shipped file again and again, under one header.
fn write_weather(file: &mut impl Write, rows: usize) -> std::io::Result<()> {
    let shipped = workspace::root().map_err(std::io::Error::other)?.join("examples/data/weather.csv");
    let shipped = fs::read_to_string(shipped)?;
    let (header, hours) = shipped.split_once('\n').unwrap_or((&shipped, ""));
    writeln!(file, "{header}")?;
    hours.lines().cycle().take(rows).try_for_each(|line| writeln!(file, "{line}"))
}

/// What went wrong with a file.
pub(super) fn failure(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
