"""The process of one Python package for one line: `worker.py <engine> <threads> <data> <operation> <input> <output>`.

It prints `ready`, and then answers each line of its input by one of its output, as `worker.rs` does: `check` by the digest of
what it has read, `pass` by nanoseconds on the clock, nanoseconds of the processor and the peak of memory in KiB.

Each package is given what it can use: types of columns, so that none has to guess; its own way to ask for few columns; and for
results its own kind of table, whole and in memory.
"""

import os
import sys
import time

GROUP = {"id1": "text", "id2": "text", "id3": "text", "id4": "int", "id5": "int", "id6": "int", "v1": "int", "v2": "int",
         "v3": "float"}
HOUR = {"origin": "text", "year": "int", "month": "int", "day": "int", "hour": "int", "temp": "float", "dewp": "float",
        "humid": "float", "wind_dir": "int", "wind_speed": "float", "wind_gust": "float", "precip": "float",
        "pressure": "float", "visib": "float", "time_hour": "text"}

TYPES = {"csv": GROUP, "weather": HOUR, "json": GROUP}
NARROW = {"csv": ["id3", "id6", "v3"], "weather": ["origin", "month", "temp"], "json": ["id3", "id6", "v3"]}
NARROW_NUMBERS = ["kind", "price", "share"]
ZSTD_LEVEL = 1


class Polars:
    def __init__(self, threads):
        os.environ["POLARS_MAX_THREADS"] = str(threads)
        import polars
        self.polars = polars

    def types(self, data, columns):
        kinds = {"text": self.polars.String, "int": self.polars.Int32, "float": self.polars.Float64}
        return {name: kinds[kind] for name, kind in TYPES[data].items() if columns is None or name in columns}

    def read(self, data, path, columns):
        polars = self.polars
        if data in ("csv", "weather"):
            return polars.read_csv(path, columns=columns, schema_overrides=self.types(data, None), null_values="NA")
        if data == "json":
            return polars.read_ndjson(path, schema=self.types(data, columns))
        if data == "ipc":
            return polars.read_ipc(path, columns=columns)
        return polars.read_parquet(path, columns=columns)

    def load(self, data, path):
        return self.read(data, path, None)

    def write(self, data, table, path):
        if data in ("csv", "weather"):
            table.write_csv(path, null_value="NA")
        elif data == "json":
            table.write_ndjson(path)
        elif data == "ipc":
            table.write_ipc(path, compression="uncompressed")
        elif data == "parquet-zstd":
            table.write_parquet(path, compression="zstd", compression_level=ZSTD_LEVEL)
        else:
            table.write_parquet(path, compression="uncompressed")

    def digest(self, table):
        def total(column):
            lengths = column.str.len_bytes() if column.dtype == self.polars.String else column
            return lengths.cast(self.polars.Float64).sum()
        return table.height, [(column.name, total(column), column.null_count()) for column in table]


class DuckDb:
    def __init__(self, threads):
        import duckdb
        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads={threads}")

    def source(self, data, path, columns):
        kinds = {"text": "VARCHAR", "int": "INTEGER", "float": "DOUBLE"}
        if data in ("csv", "weather"):
            types = {name: kinds[kind] for name, kind in TYPES[data].items()}
            return f"read_csv('{path}', header=true, auto_detect=false, delim=',', quote='\"', columns={types}, nullstr='NA')"
        if data == "json":
            types = {name: kinds[kind] for name, kind in TYPES[data].items() if columns is None or name in columns}
            return f"read_json('{path}', format='newline_delimited', columns={types})"
        return f"read_parquet('{path}')"

    def query(self, data, path, columns):
        names = "*" if columns is None else ", ".join(columns)
        return f"SELECT {names} FROM {self.source(data, path, columns)}"

    def read(self, data, path, columns):
        # Not into a table of its own, which takes it longer for Parquet, and no less for CSV.
        return self.connection.sql(self.query(data, path, columns)).to_arrow_table()

    def load(self, data, path):
        self.connection.execute(f"CREATE TABLE t AS {self.query(data, path, None)}")
        return "t"

    def write(self, data, table, path):
        formats = {
            "csv": "FORMAT csv, HEADER", "weather": "FORMAT csv, HEADER, NULLSTR 'NA'", "json": "FORMAT json",
            "parquet-zstd": f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {ZSTD_LEVEL}",
            "parquet": "FORMAT parquet, COMPRESSION uncompressed",
        }
        self.connection.execute(f"COPY {table} TO '{path}' ({formats[data]})")

    def digest(self, table):
        connection = self.connection.cursor()
        connection.register("r", table)

        def total(name, kind):
            amount = f"strlen({name})" if kind == "VARCHAR" else name
            sum_and_missing = f"sum({amount}::DOUBLE), count(*) - count({name})"
            return (name, *connection.execute(f"SELECT {sum_and_missing} FROM r").fetchone())
        columns = [row[:2] for row in connection.execute("DESCRIBE r").fetchall()]
        rows = connection.execute("SELECT count(*) FROM r").fetchone()[0]
        return rows, [total(name, kind) for name, kind in columns]


class PyArrow:
    def __init__(self, threads):
        import pyarrow
        import pyarrow.compute
        import pyarrow.csv
        import pyarrow.json
        import pyarrow.parquet
        self.arrow = pyarrow
        self.arrow.set_cpu_count(threads)
        self.arrow.set_io_thread_count(threads)
        self.use_threads = threads > 1

    def types(self, data):
        kinds = {"text": self.arrow.string(), "int": self.arrow.int32(), "float": self.arrow.float64()}
        return [(name, kinds[kind]) for name, kind in TYPES[data].items()]

    def read(self, data, path, columns):
        arrow = self.arrow
        if data in ("csv", "weather"):
            convert = arrow.csv.ConvertOptions(
                column_types=dict(self.types(data)), null_values=["NA"], include_columns=columns)
            return arrow.csv.read_csv(
                path, read_options=arrow.csv.ReadOptions(use_threads=self.use_threads), convert_options=convert)
        if data == "json":
            wanted = [field for field in self.types(data) if columns is None or field[0] in columns]
            parse = arrow.json.ParseOptions(explicit_schema=arrow.schema(wanted), unexpected_field_behavior="ignore")
            return arrow.json.read_json(
                path, read_options=arrow.json.ReadOptions(use_threads=self.use_threads), parse_options=parse)
        if data == "ipc":
            with arrow.OSFile(path) as file:
                names = arrow.ipc.open_file(file).schema.names
                places = None if columns is None else [names.index(name) for name in columns]
                options = arrow.ipc.IpcReadOptions(included_fields=places, use_threads=self.use_threads)
                return arrow.ipc.open_file(file, options=options).read_all()
        return arrow.parquet.read_table(path, columns=columns, use_threads=self.use_threads)

    def load(self, data, path):
        return self.read(data, path, None)

    def write(self, data, table, path):
        arrow = self.arrow
        if data in ("csv", "weather"):
            arrow.csv.write_csv(table, path, arrow.csv.WriteOptions(null_string="NA"))
        elif data == "ipc":
            with arrow.OSFile(path, "wb") as file, arrow.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table)
        elif data == "parquet-zstd":
            arrow.parquet.write_table(table, path, compression="zstd", compression_level=ZSTD_LEVEL)
        else:
            arrow.parquet.write_table(table, path, compression="none")

    def digest(self, table):
        compute = self.arrow.compute

        def total(column):
            lengths = compute.binary_length(column) if self.arrow.types.is_string(column.type) else column
            return compute.sum(lengths.cast(self.arrow.float64())).as_py()
        return table.num_rows, [(name, total(table[name]), table[name].null_count) for name in table.column_names]


def reset_peak():
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass


def peak_kib():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except OSError:
        return 0


def main(engine, threads, data, operation, source, target):
    engine = {"polars": Polars, "duckdb": DuckDb, "pyarrow": PyArrow}[engine](int(threads))
    narrow = NARROW.get(data, NARROW_NUMBERS) if operation == "read-3" else None
    table = engine.load(data, source) if operation == "write" else None
    print("ready", flush=True)
    for command in map(str.strip, sys.stdin):
        if operation != "write":
            table = None
        reset_peak()
        spent, started = time.process_time_ns(), time.perf_counter_ns()
        if operation == "write":
            engine.write(data, table, target)
        else:
            table = engine.read(data, source, narrow)
        elapsed, spent = time.perf_counter_ns() - started, time.process_time_ns() - spent
        if command == "pass":
            print(elapsed, spent, peak_kib(), flush=True)
        elif operation == "write":
            print(flush=True)
        else:
            rows, columns = engine.digest(table)
            print(rows, *(f"{name}={total}/{missing}" for name, total, missing in columns), flush=True)


main(*sys.argv[1:])
