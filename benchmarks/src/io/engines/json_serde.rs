//! serde_json and simd-json: a file read whole, and each line of it deserialised.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::marker::PhantomData;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::digest::Digest;
use super::super::record::Record;
use super::super::task::Table;
use super::at;

/// A parser of lines.
pub(super) trait Lines {
    /// Makes a record of each line.
    fn read<R: DeserializeOwned>(text: &mut [u8]) -> Result<Vec<R>, String>;

    /// Writes a record, without the end of the line.
    fn write<R: Serialize>(file: &mut impl Write, row: &R) -> Result<(), String>;
}

/// Rows of a file of lines.
pub(super) struct JsonRows<P, R>(Vec<R>, PhantomData<P>);

impl<P: Lines, R: Record + Clone + Serialize + DeserializeOwned> Table for JsonRows<P, R> {
    fn read(path: &Path) -> Result<Self, String> {
        let mut text = fs::read(path).map_err(at(path))?;
        Ok(JsonRows(P::read(&mut text)?, PhantomData))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        let mut file = BufWriter::new(File::create(path).map_err(at(path))?);
        for row in &self.0 {
            P::write(&mut file, row)?;
            file.write_all(b"\n").map_err(at(path))?;
        }
        file.flush().map_err(at(path))
    }

    fn digest(&self) -> Digest {
        Digest::of_records(self.0.iter().cloned())
    }
}

/// serde_json.
pub(super) struct BySerdeJson;

impl Lines for BySerdeJson {
    fn read<R: DeserializeOwned>(text: &mut [u8]) -> Result<Vec<R>, String> {
        let mut rows = Vec::new();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text) {
            rows.push(serde_json::from_slice(&text[start..end]).map_err(|error| error.to_string())?);
            start = end + 1;
        }
        Ok(rows)
    }

    fn write<R: Serialize>(file: &mut impl Write, row: &R) -> Result<(), String> {
        serde_json::to_writer(file, row).map_err(|error| error.to_string())
    }
}

/// simd-json, which parses in place and keeps its buffers from line to line.
pub(super) struct BySimdJson;

impl Lines for BySimdJson {
    fn read<R: DeserializeOwned>(text: &mut [u8]) -> Result<Vec<R>, String> {
        let mut buffers = simd_json::Buffers::new(1 << 10);
        let mut rows = Vec::new();
        let mut left = text;
        while let Some(end) = memchr::memchr(b'\n', left) {
            let (line, rest) = left.split_at_mut(end + 1);
            let row = simd_json::serde::from_slice_with_buffers(&mut line[..end], &mut buffers);
            rows.push(row.map_err(|error| error.to_string())?);
            left = rest;
        }
        Ok(rows)
    }

    fn write<R: Serialize>(file: &mut impl Write, row: &R) -> Result<(), String> {
        simd_json::serde::to_writer(file, row).map_err(|error| error.to_string())
    }
}
