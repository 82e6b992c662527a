"""Columns of numbers and words, packed small enough that 100,000 articles open at once in a browser."""

import base64
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from newsetl.report.safety import visible

_WIDTHS = {"u1": np.uint8, "u2": np.uint16, "u4": np.uint32, "i4": np.int32}
UNKNOWN_DAY = -(2**31)


def pack(values: npt.NDArray[Any] | list[int], signed: bool = False) -> dict[str, str]:
    """Whole numbers -> the narrowest little-endian typed array that holds them, in base64."""
    array = np.asarray(values, dtype=np.int64)
    top = int(array.max(initial=0))
    width = "i4" if signed else "u1" if top < 2**8 else "u2" if top < 2**16 else "u4"
    if array.size and (top >= 2**32 or (not signed and int(array.min()) < 0)):
        raise ValueError(f"{array.min()}…{top} does not fit {width}")
    raw = array.astype(np.dtype(_WIDTHS[width]).newbyteorder("<")).tobytes()
    return {"type": width, "base64": base64.b64encode(raw).decode("ascii")}


def dictionary(values: Iterable[str | None]) -> dict[str, Any]:
    """Words -> the distinct words in order of appearance, and one index each (0 stands for null)."""
    index: dict[str | None, int] = {None: 0}
    codes = [index.setdefault(value, len(index)) for value in values]
    words = [visible(word) for word in index if word is not None]
    return {"words": [None, *words], "codes": pack(codes)}


def offsets(owners: npt.NDArray[Any], size: int) -> npt.NDArray[np.int64]:
    """Where each owner's run of rows starts in rows sorted by owner: size + 1 numbers (CSR)."""
    counts = np.bincount(owners, minlength=size)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
