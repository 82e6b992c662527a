"""What kind of figure: every measure and modality, with what the rules and the reader say."""

from collections.abc import Sequence
from typing import TypeVar, get_args

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.rule_answers import RuleAnswers
from newsetl.extractors.scoring import Option, log_share
from newsetl.number_reader.model import Floats
from newsetl.tables.force_levels import Measure, Modality

MEASURES: tuple[Measure, ...] = get_args(Measure)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
V = TypeVar("V", Measure, Modality)


def measure_options(candidate: Candidate, by_rules: RuleAnswers | None) -> list[Option[Measure]]:
    """Every measure with its evidence."""
    shares = None if candidate.reading is None else candidate.reading.measures
    said = None if by_rules is None else by_rules.figure.measure
    return _options(MEASURES, shares, said, candidate.is_listed)


def modality_options(candidate: Candidate, by_rules: RuleAnswers | None) -> list[Option[Modality]]:
    """Every modality with its evidence."""
    shares = None if candidate.reading is None else candidate.reading.modalities
    said = None if by_rules is None else by_rules.figure.modality
    return _options(MODALITIES, shares, said, candidate.is_listed)


def _options(values: Sequence[V], shares: Floats | None, said: V | None, is_listed: bool) -> list[Option[V]]:
    options = []
    for i, value in enumerate(values):
        if is_listed:
            options.append(Option(value, {"listed": float(said == value)}))
            continue
        share = 1 / len(values) if shares is None else float(shares[i])
        features = {"reader": log_share(share), "share": share, f"is_{value}": 1.0}
        if said is not None:
            features |= {"ruled": float(said == value), f"ruled_{said}>{value}": 1.0}
        options.append(Option(value, features))
    return options
