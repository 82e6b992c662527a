"""The reader's training: seeded, on processors only; two to three minutes an epoch on one core.

Without short floats of AVX-512 or SVE the layers compute in 32-bit floats, which takes about ten minutes an epoch.
"""

import math
import random
import time
from collections import Counter
from collections.abc import Sequence

import torch
from torch import nn

from force_levels_training.examples import Example, Target
from force_levels_training.network import FLOATS, WIDTH, Network
from force_levels_training.swapping import swapped
from newsetl.extractors.force_levels.what_kind.options import MEASURES, MODALITIES
from newsetl.number_reader import SLOTS, Reading, reading_of, worth_asking

EPOCHS, RATE, HEADS_FASTER, BATCH, SEED = 8, 3e-4, 5, 12, 1
KEPT = 0.45  # share of the windows without a force size that an epoch sees
SWAPPED = 0.5  # share of the windows with other countries and groups put in
SMOOTHING = 0.05
MOST_IN_BATCH = 24  # numbers of a batch that the layers above read
cross_entropy = nn.functional.cross_entropy


def train(material: Sequence[Example], epochs: int = EPOCHS) -> Network:
    """A network trained on the windows."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    network = Network()
    for example in material:
        example.lower = network.lower(torch.tensor([example.ids]))[0]
    network.train()
    chance = random.Random(SEED)
    optimiser = _optimiser(network)
    steps = epochs * math.ceil(sum(1.0 if e.is_positive else KEPT for e in material) / BATCH)
    weights = _weights(material, "measure", len(MEASURES)), _weights(material, "modality", len(MODALITIES))
    step = 0
    for epoch in range(epochs):
        started, total = time.time(), 0.0
        batches = [[_varied(example, network, chance) for example in b] for b in _batches(material)]
        for batch in batches:
            _set_rate(optimiser, step, steps)
            loss = _loss(network, batch, weights)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
            optimiser.step()
            total += float(loss.detach())
            step += 1
        print(
            f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - started:.0f} s", flush=True
        )
    return network.eval()


@torch.no_grad()
def read(network: Network, material: Sequence[Example]) -> dict[tuple[str, int], Reading]:
    """The network's readings by passage and start of the number."""
    network.eval()
    readings = {}
    for example in material:
        there = torch.ones(1, len(example.ids), dtype=torch.bool)
        shared = network.shared(network.lower(torch.tensor([example.ids])), there)
        starts, ends = zip(*example.offsets, strict=True)
        owns = [_own([target], len(example.ids)) for target in example.targets]
        firsts = [network.first_look(shared, own, there)[0].softmax(-1).numpy() for own in owns]
        asked = worth_asking([float(first[0]) for first in firsts])
        for i, (target, own) in enumerate(zip(example.targets, owns, strict=True)):
            shares = None
            if i in asked:
                scores = network.heads(network.asked(shared, own, there), shared, own, there)
                kinds, measures, modalities, pointers = (part[0].softmax(-1).numpy() for part in scores)
                shares = kinds, measures, modalities, pointers
            readings[example.document, target.start] = reading_of(firsts[i], shares, starts, ends)
    return readings


def _own(targets: Sequence[Target], length: int) -> torch.Tensor:
    """1 at each number's pieces (numbers × pieces)."""
    own = torch.zeros(len(targets), length)
    for i, target in enumerate(targets):
        own[i, slice(*target.span)] = 1
    return own


def _optimiser(network: Network) -> torch.optim.Optimizer:
    encoder = [p for p in network.b.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("b.")]
    groups = [{"params": encoder, "lr": RATE}, {"params": heads, "lr": RATE * HEADS_FASTER}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _set_rate(optimiser: torch.optim.Optimizer, step: int, steps: int) -> None:
    """Rises over the first twelfth of the steps, then falls to nearly nothing."""
    share = min(1.0, step / (0.08 * steps)) * max(0.02, 1 - step / steps)
    for group, rate in zip(optimiser.param_groups, (RATE, RATE * HEADS_FASTER), strict=True):
        group["lr"] = rate * share


def _weights(material: Sequence[Example], question: str, values: int) -> torch.Tensor:
    """Rare answers count for more, by the root of how rare they are."""
    counts = Counter(getattr(t, question) for e in material for t in e.targets if t.kind == 0)
    total = sum(counts.values())
    return torch.tensor(
        [min(3.0, max(0.7, math.sqrt(total / (values * max(1, counts[i]))))) for i in range(values)]
    )


def _batches(material: Sequence[Example]) -> list[list[Example]]:
    """Windows of about one length together, in random order."""
    kept = [e for e in material if e.is_positive or random.random() < KEPT]
    kept.sort(key=lambda e: len(e.ids) + random.random() * 20)
    batches = [kept[i : i + BATCH] for i in range(0, len(kept), BATCH)]
    random.shuffle(batches)
    return batches


def _varied(example: Example, network: Network, chance: random.Random) -> Example:
    """The window, or every other time one with other countries and groups put in."""
    if chance.random() >= SWAPPED:
        return example
    other = swapped(example, chance)
    if other.lower is None:
        other.lower = network.lower(torch.tensor([other.ids]))[0]
        network.train()
    return other


def _loss(network: Network, batch: list[Example], weights: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    length = max(len(e.ids) for e in batch)
    lower = torch.zeros(len(batch), length, WIDTH, dtype=FLOATS)
    there = torch.zeros(len(batch), length, dtype=torch.bool)
    for i, example in enumerate(batch):
        assert example.lower is not None
        lower[i, : len(example.ids)] = example.lower
        there[i, : len(example.ids)] = True
    targets = [target for example in batch for target in example.targets]
    window = torch.tensor([i for i, example in enumerate(batch) for _ in example.targets])
    own, there_of = _own(targets, length), there[window]
    shared = network.shared(lower, there)[window]
    kinds = _of_kinds(network.first_look(shared, own, there_of), targets)
    asked = _asked(targets)
    own, there_of, shared = own[asked], there_of[asked], shared[asked]
    scores = network.heads(network.asked(shared, own, there_of), shared, own, there_of)
    chosen = [targets[i] for i in asked]
    kinds = kinds / len(targets) + _of_kinds(scores[0], chosen) / len(chosen) * 2
    sizes = [(j, target) for j, target in enumerate(chosen) if target.kind == 0]
    records = sum((_of_record(scores, j, target, weights) for j, target in sizes), torch.zeros(()))
    return kinds + records / max(len(sizes), 4)


def _asked(targets: Sequence[Target]) -> list[int]:
    """All force sizes, and of the rest what keeps a batch small; one at least."""
    chosen = [i for i, target in enumerate(targets) if target.kind == 0]
    rest = [i for i, target in enumerate(targets) if target.kind]
    random.shuffle(rest)
    return sorted(chosen + rest[: max(1, MOST_IN_BATCH - len(chosen))])


def _of_kinds(scores: torch.Tensor, targets: Sequence[Target]) -> torch.Tensor:
    right = torch.tensor([t.kind for t in targets])
    weight = torch.tensor([1.5 if t.kind == 0 else 1.0 if t.is_told else 0.7 for t in targets])
    return (cross_entropy(scores, right, reduction="none", label_smoothing=SMOOTHING) * weight).sum()


def _of_record(
    scores: tuple[torch.Tensor, ...], j: int, target: Target, weights: tuple[torch.Tensor, torch.Tensor]
) -> torch.Tensor:
    assert target.measure is not None
    assert target.modality is not None
    loss = torch.zeros(())
    for given, right, weight in zip(scores[1:3], (target.measure, target.modality), weights, strict=True):
        answer = torch.tensor([right])
        loss = loss + 1.3 * cross_entropy(given[j : j + 1], answer, label_smoothing=SMOOTHING) * weight[right]
    for slot, pieces in target.pointers.items():
        loss = loss - 0.8 * scores[3][j, SLOTS.index(slot)].log_softmax(-1)[pieces].logsumexp(0)
    return loss
