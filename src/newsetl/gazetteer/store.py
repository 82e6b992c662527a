"""The gazetteer's file: named numpy arrays in one file, mapped into memory, written in one atomic step."""

import json
import mmap
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"NXGAZ001"
ALIGNMENT = 64
Arrays = Mapping[str, npt.NDArray[Any]]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Writes arrays beside `path` and puts the file in place at once: two builders cannot harm each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = (array.dtype.str, array.shape, offset)
        offset += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    encoded = json.dumps(header, sort_keys=True).encode()
    start = -(-(len(MAGIC) + 8 + len(encoded)) // ALIGNMENT) * ALIGNMENT
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(MAGIC + len(encoded).to_bytes(8, "little") + encoded)
        for name, array in arrays.items():
            file.seek(start + header[name][2])
            file.write(np.ascontiguousarray(array).tobytes())
        file.truncate(start + offset)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)


def read_arrays(path: Path) -> dict[str, npt.NDArray[Any]] | None:
    """The arrays of a file, mapped read-only; None if the file is missing, broken or of another format."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        whole = np.frombuffer(mapped, dtype=np.uint8)  # a plain array: np.memmap is slow to index
        if whole[: len(MAGIC)].tobytes() != MAGIC:
            return None
        length = int.from_bytes(whole[len(MAGIC) : len(MAGIC) + 8].tobytes(), "little")
        begin = len(MAGIC) + 8
        header = json.loads(whole[begin : begin + length].tobytes())
    except (OSError, ValueError):
        return None
    start = -(-(begin + length) // ALIGNMENT) * ALIGNMENT
    arrays = {}
    for name, (dtype, shape, offset) in header.items():
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        if start + offset + size > len(whole):
            return None
        arrays[name] = whole[start + offset : start + offset + size].view(dtype).reshape(shape)
    return arrays
