"""pyarrow, Polars and DuckDB take a container through the C data interface, and see its own memory.

Run as `python3 soakit-arrow/tests/python/check.py`. Packages go into a virtual environment below `target/`; where there is no
network for them, the check says so and is skipped.
"""

import ctypes
import os
import pathlib
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parents[3]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
ENVIRONMENT = TARGET / "arrow-python"
PACKAGES = ["pyarrow", "polars", "duckdb"]
ROWS = 100_000


def skip(reason):
    print(f"\n!!!! SKIP: {reason} !!!!\n")
    sys.exit(0)


def enter_environment():
    """Starts this script again where the packages are."""
    python = ENVIRONMENT / "bin" / "python"
    if pathlib.Path(sys.prefix) == ENVIRONMENT:
        return
    try:
        if not python.exists():
            venv.create(ENVIRONMENT, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        skip(f"the Python packages {', '.join(PACKAGES)} cannot be installed here: {error}")
    sys.exit(subprocess.run([python, __file__]).returncode)


def load():
    """Builds and loads the library."""
    subprocess.run(["cargo", "build", "--quiet", "-p", "arrow-python-check"], cwd=ROOT, check=True)
    library = ctypes.CDLL(str(TARGET / "debug" / "libarrow_python_check.so"))
    library.soakit_fill.argtypes = [ctypes.c_void_p]
    library.soakit_fill.restype = None
    library.soakit_address.argtypes = [ctypes.c_size_t]
    library.soakit_address.restype = ctypes.c_size_t
    library.soakit_compare.argtypes = [ctypes.c_void_p]
    library.soakit_compare.restype = ctypes.c_int
    return library


class Container:
    """What Python's Arrow packages take: an object with the capsule of a stream."""

    # Five pointers, by the C data interface.
    STREAM_BYTES = 5 * ctypes.sizeof(ctypes.c_void_p)
    NAME = b"arrow_array_stream"

    def __init__(self, library):
        self.library = library
        self.memory = ctypes.create_string_buffer(self.STREAM_BYTES)

    def __arrow_c_stream__(self, requested_schema=None):
        self.library.soakit_fill(ctypes.addressof(self.memory))
        new = ctypes.pythonapi.PyCapsule_New
        new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        new.restype = ctypes.py_object
        return new(ctypes.addressof(self.memory), self.NAME, None)


def take_back(library, owner):
    """Whether what a package hands out is the container that went in."""
    capsule = owner.__arrow_c_stream__()
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
    pointer.restype = ctypes.c_void_p
    return library.soakit_compare(pointer(capsule, Container.NAME))


def check_pyarrow(library):
    import pyarrow

    container = Container(library)
    table = pyarrow.table(container)
    table.validate(full=True)
    assert table.num_rows == ROWS, table.num_rows

    def address(array, buffer=1):
        return array.buffers()[buffer].address

    chunk = {name: table.column(name).chunk(0) for name in table.column_names}
    found = [
        address(chunk["id"]),
        address(chunk["temp"]),
        address(chunk["gust"]),
        address(chunk["carrier"].indices),
        address(chunk["total"]),
        address(chunk["place"].field("latitude")),
    ]
    expected = [library.soakit_address(column) for column in range(len(found))]
    assert found == expected, (found, expected)
    assert table.column("temp")[7].as_py() == 3.5
    assert table.column("note")[4].as_py() is None and table.column("note")[5].as_py() == "note 5"
    assert table.column("carrier")[1].as_py() == "AA"
    assert str(table.column("price")[1234].as_py()) == "12.34"
    assert str(table.column("total")[1234].as_py()) == "-12.34"
    assert table.column("position")[1].as_py() == [1.0, 1.0, 2.0]
    assert table.column("codes")[3].as_py() == [0, 1, 2]
    assert table.column("place")[7].as_py() == {"latitude": 7.0, "height": None}
    assert take_back(library, table) == 0
    return "six columns at their own addresses; taken back equal"


def check_polars(library):
    import polars

    container = Container(library)
    frame = polars.DataFrame(container)
    assert frame.height == ROWS
    assert frame["temp"].sum() == sum(row / 2 for row in range(ROWS))
    assert frame["gust"].null_count() == (ROWS + 2) // 3
    assert frame["carrier"].cast(polars.String).head(3).to_list() == ["UA", "AA", "DL"]
    assert str(frame["price"][1234]) == "12.34", frame["price"][1234]
    assert frame["place"][1] == {"latitude": 1.0, "height": 1}
    # Polars does not say where its values are; but what it hands on is still the container's memory.
    for name, column in [("id", 0), ("temp", 1), ("gust", 2)]:
        address = frame[name].to_arrow().buffers()[1].address
        assert address == library.soakit_address(column), name
    assert take_back(library, frame) == 0
    return "three columns at their own addresses; taken back equal"


def check_duckdb(library):
    import duckdb

    readings = Container(library)
    back = duckdb.sql("SELECT * FROM readings")
    assert take_back(library, back) == 0
    readings = Container(library)
    query = "SELECT carrier, count(*), sum(temp), sum(price), count(note) FROM readings GROUP BY carrier ORDER BY carrier"
    groups = duckdb.sql(query).fetchall()
    assert [group[0] for group in groups] == ["AA", "DL", "UA"], groups
    assert sum(group[1] for group in groups) == ROWS
    assert sum(group[2] for group in groups) == sum(row / 2 for row in range(ROWS))
    assert f"{sum(group[3] for group in groups)}" == f"{sum(range(ROWS)) / 100:.2f}", groups
    assert sum(group[4] for group in groups) == ROWS - ROWS // 4
    return "a query over the stream; taken back equal"


def main():
    enter_environment()
    library = load()
    for check in (check_pyarrow, check_polars, check_duckdb):
        print(f"{check.__name__.removeprefix('check_')}: {check(library)}")


if __name__ == "__main__":
    main()
