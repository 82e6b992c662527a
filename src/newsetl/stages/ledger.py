"""Which documents earlier runs have read. Looked up before anything is started, so nothing heavy is imported here."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.lake import Lake

DIGITS = 16  # of a document's id, at its end, that tell it from all others


class Ledger:
    """Which documents were read so far: their ids' last 16 hex digits, eight bytes each."""

    def __init__(self, known: npt.NDArray[np.uint64]) -> None:
        self._known = known
        self._seen: set[int] = set()

    @classmethod
    def of(cls, lake: Lake) -> "Ledger":
        """The ledger of the published snapshot, read piece by piece: of ten million documents it takes 80 MB."""
        pieces = [
            _numbers(batch.column(0))
            for path in lake.paths("inputs")
            for batch in pq.ParquetFile(path).iter_batches(columns=["document_id"])
        ]
        return cls(np.sort(np.concatenate(pieces or [np.empty(0, np.uint64)])))

    def is_unknown(self, document_id: str) -> bool:
        """True unless an earlier run knew the document."""
        number = np.uint64(int(document_id[-DIGITS:], 16))
        place = int(np.searchsorted(self._known, number))
        return place == len(self._known) or bool(self._known[place] != number)

    def is_new(self, document_id: str) -> bool:
        """True the first time an id is asked for, unless an earlier run knew it."""
        number = int(document_id[-DIGITS:], 16)
        if number in self._seen or not self.is_unknown(document_id):
            return False
        self._seen.add(number)
        return True


def _numbers(ids: pa.Array) -> npt.NDArray[np.uint64]:
    """The last hex digits of each id as a number, without a Python object for each."""
    if not len(ids):
        return np.empty(0, np.uint64)
    digits = pc.utf8_slice_codeunits(ids.cast(pa.string()), start=-DIGITS)
    _, offsets, characters = digits.buffers()
    first, last = np.frombuffer(offsets, np.int32)[[digits.offset, digits.offset + len(digits)]]
    data = np.frombuffer(characters, np.uint8)[first:last].reshape(-1, DIGITS)
    values = np.where(data < ord("a"), data - ord("0"), data - ord("a") + 10).astype(np.uint8)
    bytes_of = (values[:, 0::2] << 4) | values[:, 1::2]
    return np.ascontiguousarray(bytes_of).view(">u8").ravel().astype(np.uint64)
