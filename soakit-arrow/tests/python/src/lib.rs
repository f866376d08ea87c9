//! What `check.py` loads: a container, the addresses of its columns, and what Python made of it.
//!
//! Two containers exist: one goes out as a stream, the other is built anew to be compared with what comes back.

use std::sync::Mutex;

use soakit::arrow::ffi::{self, FFI_ArrowArrayStream};
use soakit::column::Bits;
use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

/// Rows of the container.
const ROWS: usize = 100_000;

/// A column of each kind that moves, then of those that are copied.
#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    id: i64,
    temp: f64,
    gust: Option<f64>,
    station: String,
    note: Option<String>,
    #[soa(dict)]
    carrier: String,
    #[soa(column = Bits)]
    is_night: bool,
    price: Decimal<2>,
    total: WideDecimal<2>,
    position: [f32; 3],
    codes: Vec<u16>,
    is_late: bool,
    #[soa(nested)]
    place: Place,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    latitude: f64,
    height: Option<i32>,
}

fn readings() -> Bulk<Reading> {
    let reading = |row: usize| Reading {
        id: row as i64,
        temp: row as f64 / 2.0,
        gust: (!row.is_multiple_of(3)).then_some(row as f64),
        station: format!("station {row}"),
        note: (!row.is_multiple_of(4)).then(|| format!("note {row}")),
        carrier: ["UA", "AA", "DL"][row % 3].into(),
        is_night: row.is_multiple_of(2),
        price: Decimal::new(row as i64),
        total: WideDecimal::new(-(row as i128)),
        position: [row as f32, 1.0, 2.0],
        codes: (0..row % 4).map(|code| code as u16).collect(),
        is_late: row.is_multiple_of(5),
        place: Place { latitude: row as f64, height: (!row.is_multiple_of(7)).then_some(row as i32) },
    };
    (0..ROWS).map(reading).collect()
}

/// Where the values of `id`, `temp`, `gust`, `carrier`, `total`, `place.latitude` were before the container went out.
static ADDRESSES: Mutex<[usize; 6]> = Mutex::new([0; 6]);

/// Puts a stream of the container where `stream` points.
///
/// # Safety
/// - `stream` is valid for writes, aligned, and holds no stream that somebody still has to release.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn soakit_fill(stream: *mut FFI_ArrowArrayStream) {
    fn address<T>(cells: &[T]) -> usize {
        cells.as_ptr().addr()
    }
    let readings = readings();
    let addresses = [
        address(readings.id()),
        address(readings.temp()),
        address(readings.gust().values()),
        address(readings.carrier().codes()),
        address(readings.total()),
        address(readings.place().latitude),
    ];
    *ADDRESSES.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = addresses;
    // SAFETY: the caller's promise.
    unsafe { stream.write(ffi::stream([readings])) };
}

/// Address number `column`; 0 if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn soakit_address(column: usize) -> usize {
    let addresses = ADDRESSES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    addresses.get(column).copied().unwrap_or_default()
}

/// Takes the stream at `stream` over and compares it with the container: 0 if they are equal, 1 if not, 2 after an error, which is
/// printed.
///
/// # Safety
/// - `stream` points to a stream that nobody else uses or releases.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn soakit_compare(stream: *mut FFI_ArrowArrayStream) -> i32 {
    // SAFETY: the caller's promise.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream) };
    match ffi::from_stream::<Reading>(stream) {
        Ok(back) => i32::from(back != readings()),
        Err(error) => {
            eprintln!("{error}");
            2
        }
    }
}
