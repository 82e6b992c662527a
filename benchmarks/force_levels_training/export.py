"""A trained network as the one file that ships: its int8 layers for ONNX Runtime, the heads' arrays, the tokenizer."""

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from force_levels_training.network import ASKED, WIDTH, Encoder, Network, model_folder

HEADS = ("hid.0", "cls", "m", "mod", "q", "k", "att", "look.0", "first", "att_first", "q_first", "k_first")
MOMENT = (2026, 1, 1, 0, 0, 0)  # of the archive's members, so that the same network gives the same file


def export(network: Network, folder: Path, card: dict[str, Any]) -> str:
    """Writes reader.zip and card.json; returns the SHA-256 of the file.

    Weights are kept in seven bits (reduce_range): processors without VNNI sum pairs of eight-bit products in sixteen
    bits, which would overflow and read differently.
    """
    network.eval()
    members = {
        "shared.onnx": _small(_Shared(network.b), {"ids": torch.randint(1000, 2000, (1, 40))}),
        "asked.onnx": _small(
            _Asked(network), {"shared": torch.randn(1, 40, WIDTH), "own": torch.eye(40)[:1]}
        ),
        "heads.npz": _heads(network),
        "tokenizer.json": (model_folder() / "tokenizer.json").read_bytes(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED, 9)
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    (folder / "reader.zip").write_bytes(out.getvalue())
    (folder / "card.json").write_text(
        json.dumps({"sha256": digest, **card}, indent=1) + "\n", encoding="utf-8"
    )
    return digest


class _Shared(nn.Module):
    """The layers that read a window once."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.encoder.embed(ids)
        for layer in self.encoder.layers[:ASKED]:
            x = layer(x, None)
        return x


class _Asked(nn.Module):
    """The layers that read a window for one number."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.layers, self.mark = network.b.layers[ASKED:], network.mark

    def forward(self, shared: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
        x = shared + own[..., None] * self.mark
        for layer in self.layers:
            x = layer(x, None)
        return x


def _small(module: nn.Module, inputs: dict[str, torch.Tensor]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "int8.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=["vectors"],
            dynamic_axes={name: {1: "pieces"} for name in (*inputs, "vectors")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


def _heads(network: Network) -> bytes:
    state = network.state_dict()
    arrays = {
        f"{name}.{part}": state[f"{name}.{part}"].numpy() for name in HEADS for part in ("weight", "bias")
    }
    arrays["dist"] = state["dist"].numpy()
    out = io.BytesIO()
    np.savez(out, **{name: array.astype(np.float32) for name, array in arrays.items()})
    return out.getvalue()
