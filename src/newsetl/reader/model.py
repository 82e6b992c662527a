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
import onnxruntime
from tokenizers import Tokenizer

from newsetl.errors import UserError

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
    """Tokenizer, encoder and the heads' arrays by name."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    heads: dict[str, Floats]

    def encode(self, pieces: list[int]) -> Floats:
        """Vectors of a window's word pieces with its frame (float32, pieces + 2 × width).

        One window at a time: its rows must not depend on what else is read.
        """
        ids = np.array([[FRAME[0], *pieces, FRAME[1]]], dtype=np.int64)
        (vectors,) = self.session.run(None, {"ids": ids})
        return np.asarray(vectors[0], dtype=np.float32)


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
        encoder = archive.read("encoder.onnx")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the work among cores
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
    return ReaderModel(tokenizer, session, heads)


def _content() -> bytes:
    try:
        return files(__package__).joinpath(FILE).read_bytes()
    except FileNotFoundError:
        raise UserError("the trained reader is missing from this installation: reinstall newsetl") from None
