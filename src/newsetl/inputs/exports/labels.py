"""The words that databases print around articles, from `lexicons/inputs/export_labels.csv`."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from newsetl import lexicons

# "Title: ", "Titre : ", "标题：" with the colon of Chinese type
_LABELLED = re.compile(r"(?P<head>[^:：]{0,60})[:：](?P<rest>.*)", re.DOTALL)


class Labelled(NamedTuple):
    """A line that begins with a label: the kind of label, and the text behind it."""

    kind: str
    value: str


@cache
def labels_of(system: str, kind: str) -> frozenset[str]:
    """Labels of a kind in all interface languages."""
    rows = lexicons.read_table("inputs/export_labels")
    return frozenset(row["label"] for row in rows if row["system"] == system and row["kind"] == kind)


@cache
def counter_pattern(system: str) -> re.Pattern[str]:
    """Matches a line that counts articles: "3 of 10 DOCUMENTS"; groups are none."""
    forms = sorted(labels_of(system, "counter"))
    source = "|".join(re.escape(form).replace(r"\{\}", r"[\d.,]{1,9}") for form in forms)
    return re.compile(rf"(?:{source})\.?", re.IGNORECASE)


def read_label(line: str, system: str, is_loose: bool = False) -> Labelled | None:
    """The label that a line begins with, and what follows its colon; None where it begins with none.

    Args:
        is_loose: labels may be written in any case, as new interfaces do, else in capitals or as listed.
    """
    parts = _LABELLED.match(line)
    if parts is None:
        return None
    name = re.sub(r"\s+", " ", parts["head"]).strip()
    kinds = _kinds(system)
    kind = kinds.get(name) or (kinds.get(name.upper()) if is_loose or name.isupper() else None)
    return Labelled(kind, parts["rest"].strip(" \xa0\t\r\n")) if kind else None


def is_alone(line: str, system: str, kind: str) -> bool:
    """True for a line that is a label of the kind and nothing else."""
    return line.strip(" \xa0:：.") in labels_of(system, kind)


@cache
def _kinds(system: str) -> Mapping[str, str]:
    rows = lexicons.read_table("inputs/export_labels")
    unlabelled = ("counter", "end", "heading", "frame")
    return {
        row["label"]: row["kind"] for row in rows if row["system"] == system and row["kind"] not in unlabelled
    }
