//! Writes the seeds that are files of formats nobody writes by hand: `cargo run -p fuzz --bin make-seeds`.

use std::error::Error;
use std::fs;
use std::path::Path;

use fuzz::arrow::Every;
use soakit::arrow::{ipc, parquet};

fn main() -> Result<(), Box<dyn Error>> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        // The option in front: all columns by name.
        let seed = [&[0], bytes].concat();
        fs::write(seeds.join(target).join(name), seed)
    };
    // Arrow keeps buffers as they are where packing them makes them longer: few rows are never packed.
    for (rows, packings) in [
        (0, &[ipc::Compression::None][..]),
        (9, &[ipc::Compression::None]),
        (120, &[ipc::Compression::Lz4, ipc::Compression::Zstd]),
    ] {
        let rows = Every::rows(rows);
        for (format, name) in [(ipc::Format::File, "file"), (ipc::Format::Stream, "stream")] {
            for &compression in packings {
                let mut bytes = Vec::new();
                ipc::Writer::new().format(format).compression(compression).rows(100).write_to(&mut bytes, &rows)?;
                write("ipc", &format!("{name}-{}-{compression:?}", rows.len()), &bytes)?;
            }
        }
        if rows.len() < 100 {
            for compression in [parquet::Compression::None, parquet::Compression::Zstd(1)] {
                let writer = parquet::Writer::new().compression(compression).row_group_rows(5);
                let bytes = writer.write_to(Vec::new(), &rows)?;
                write("parquet", &format!("{}-{compression:?}", rows.len()), &bytes)?;
            }
        }
    }
    Ok(())
}
