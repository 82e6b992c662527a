"""The reader's file: found in the package, checked against its known hash, loaded once a process."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from newsetl.errors import UserError
from newsetl.number_reader.onnx_runtime import onnxruntime

Floats = npt.NDArray[np.float32]
FILE = "reader.zip"
FRAME = (101, 102)  # [CLS], [SEP]


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """The shipped reader: SHA-256 of its file, and what its card says of data and scores."""

    hash: str
    card: dict[str, Any]


@dataclass(frozen=True)
class ReaderModel:
    """Tokenizer, the two halves of the encoder, and the heads' arrays by name.

    One window and one number at a time: what is read of them must not depend on what else is read.
    """

    tokenizer: Tokenizer
    shared: onnxruntime.InferenceSession
    asked: onnxruntime.InferenceSession
    heads: dict[str, Floats]

    def encode(self, pieces: list[int]) -> Floats:
        """Vectors of a window's word pieces with its frame (float32, pieces + 2 × width), for all its numbers."""
        ids = np.array([[FRAME[0], *pieces, FRAME[1]]], dtype=np.int64)
        (vectors,) = self.shared.run(None, {"ids": ids})
        return np.asarray(vectors[0], dtype=np.float32)

    def ask(self, vectors: Floats, start: int, end: int) -> Floats:
        """Vectors of the window read on for the number that its pieces [start, end) are."""
        own = np.zeros((1, len(vectors)), dtype=np.float32)
        own[0, start:end] = 1
        (read,) = self.asked.run(None, {"shared": vectors[None], "own": own})
        return np.asarray(read[0], dtype=np.float32)


@lru_cache(maxsize=1)
def reader_info() -> ReaderInfo:
    """The shipped reader, checked.

    Raises:
        UserError: its file is missing, or is not the one that its card describes.
    """
    content = _content()
    card = json.loads(files(__package__).joinpath("card.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(content).hexdigest()
    if digest != card["sha256"]:
        raise UserError(f"the trained reader is damaged (SHA-256 {digest[:12]}…): reinstall newsetl")
    return ReaderInfo(digest, card)


@lru_cache(maxsize=1)
def load_reader() -> ReaderModel:
    """The reader, ready to read; loading takes a quarter of a second, once a process.

    Raises:
        UserError: its file is missing or damaged.
    """
    reader_info()
    with zipfile.ZipFile(io.BytesIO(_content())) as archive:
        tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode())
        heads = dict(np.load(io.BytesIO(archive.read("heads.npz"))))
        shared, asked = (_session(archive.read(f"{half}.onnx")) for half in ("shared", "asked"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return ReaderModel(tokenizer, shared, asked, heads)


def _session(layers: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the work among cores
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(layers, options, providers=["CPUExecutionProvider"])


def _content() -> bytes:
    try:
        return files(__package__).joinpath(FILE).read_bytes()
    except FileNotFoundError:
        raise UserError("the trained reader is missing from this installation: reinstall newsetl") from None
