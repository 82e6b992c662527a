"""Weights of recognise.py: logistic regression with an L2 penalty."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import scipy.sparse
from scipy.optimize import minimize

from newsetl.extractors.region_mentions.model_names import ORGANISATIONS, ModelView, read_model_names
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_of_others import find_other_names, without_other_names
from newsetl.extractors.region_mentions.non_places import without_things
from newsetl.extractors.region_mentions.recognise import TextView, features
from newsetl.extractors.region_mentions.spans import find_spans
from newsetl.extractors.region_mentions.words import Words, read_words_of
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.countries import country_of_name
from newsetl.language import Analysis
from places_training.material import Material

WEIGHT_OF_CORPUS: Mapping[str, float] = {
    "lgl": 1.0,
    "tudloc": 1.5,
    "re3d": 1.5,
    "reuters": 0.15,
    "made-up": 0.4,
}
RAREST = 8  # a feature seen less often gets no weight
PENALTY = 2.0
SMALLEST = 0.03  # weights nearer to zero are left out of the table
FOLDS = 5
LEAST_LOGIT = float(np.log(0.4 / 0.6))  # of a probability of 0.4, from which on the extractor says "place"


@dataclass(frozen=True, slots=True)
class Sample:
    """One span: its features, whether it is a place, how much it counts, and the number of its text."""

    names: Sequence[str]
    is_place: bool
    weight: float
    text: int
    corpus: str


def samples_of(number: int, material: Material, analysis: Analysis, gazetteer: Gazetteer) -> list[Sample]:
    """The spans of a text of which it is known whether they are places; none of a corpus that does not say."""
    if material.corpus not in WEIGHT_OF_CORPUS:
        return []
    words, model = read_words_of(material.text), read_model_names(analysis)
    spans = spans_of(material.text, words, model, gazetteer)
    samples = []
    for span, names in zip(spans, features(TextView(words, model, gazetteer), spans), strict=True):
        over = model.over(span.span)
        in_organisation = over is not None and over.label in ORGANISATIONS
        is_place = _is_place(material, span, in_organisation)
        if is_place is not None:
            weight = WEIGHT_OF_CORPUS[material.corpus]
            samples.append(Sample(names, is_place, weight, number, material.corpus))
    return samples


def spans_of(text: str, words: Words, model: ModelView, gazetteer: Gazetteer) -> list[NamedSpan]:
    """The spans that the extractor weighs: those that rules take for other things are gone."""
    spans = find_spans(words, model.names, gazetteer)
    spans = without_other_names(words, spans, find_other_names(text), gazetteer)
    return without_things(words, spans, (), None, gazetteer)


def _is_place(material: Material, span: NamedSpan, in_organisation: bool) -> bool | None:
    """None where the corpus does not say: it labels no demonyms, no parts of organisations' names …"""
    start, end = span.span.start, span.span.end
    if material.countries:
        country = country_of_name(span.surface)
        return True if country and country.iso3 in material.countries and start > 0 else None
    if any(s < end and start < e for s, e, *_ in material.places):
        return True
    is_labelled_otherwise = any(s < end and start < e for s, e in material.others)
    hides_parts = material.corpus in ("tudloc", "re3d") and (in_organisation or is_labelled_otherwise)
    return None if span.how == "demonym" or hides_parts else False


def learn_recognition(samples: Sequence[Sample]) -> dict[str, float]:
    """Weights by feature."""
    counts = Counter(chain.from_iterable(set(s.names) for s in samples))
    order = {
        name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))
    }
    rows = [[order[name] for name in dict.fromkeys(s.names) if name in order] for s in samples]
    ends = np.cumsum([0, *map(len, rows)])
    matrix = scipy.sparse.csr_matrix(
        (np.ones(ends[-1]), list(chain.from_iterable(rows)), ends), shape=(len(rows), len(order))
    )
    truth = np.array([s.is_place for s in samples], dtype=float)
    learned = _fit(matrix, truth, np.array([s.weight for s in samples]))
    return {name: float(learned[n]) for name, n in order.items() if abs(learned[n]) >= SMALLEST}


def recognition_report(samples: Sequence[Sample], by_fold: Sequence[Mapping[str, float]]) -> str:
    """Precision and recall at 0.4 of each corpus, each text by the weights that were learned without its fold."""
    said = [sum(by_fold[s.text % FOLDS].get(name, 0.0) for name in s.names) > LEAST_LOGIT for s in samples]
    truth = [s.is_place for s in samples]
    return _report(np.array(said), np.array(truth), np.array([s.corpus for s in samples]))


def _fit(matrix: scipy.sparse.csr_matrix, truth: np.ndarray, weight: np.ndarray) -> np.ndarray:
    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        each = weight * np.logaddexp(0, np.where(truth > 0, -z, z))
        slope = matrix.T @ (weight * (1 / (1 + np.exp(-z)) - truth))
        return each.sum() + PENALTY / 2 * (w @ w), slope + PENALTY * w

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def _report(said: np.ndarray, truth: np.ndarray, corpus: np.ndarray) -> str:
    lines = []
    for name in dict.fromkeys(corpus):
        of = corpus == name
        right = (said & truth & of).sum()
        precision, recall = right / max(1, (said & of).sum()), right / max(1, (truth & of).sum())
        lines.append(
            f"recognition on held-back folds, {name}: P {precision:.3f}, R {recall:.3f} of {(truth & of).sum()}"
        )
    return "\n".join(lines)
