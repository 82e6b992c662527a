"""NewsQuant's form of gold: one JSON array of sentences, each with its quantities."""

from collections.abc import Mapping, Sequence
from typing import Any


def as_documents(sentences: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Documents with `numbers`, whose `values` are one number, or two for a range: "5.0-10.0" -> [5, 10].

    Raises:
        ValueError: a value is neither a number nor a range of two.
    """
    return [
        {
            "id": f"newsquant-{number}",
            "text": sentence["text"],
            "numbers": [
                {**quantity, "values": _values(str(quantity["value"]))} for quantity in sentence["quantities"]
            ],
        }
        for number, sentence in enumerate(sentences)
    ]


def _values(value: str) -> list[float]:
    try:
        return [float(value)]
    except ValueError:
        low, _, high = value.partition("-")
        return [float(low), float(high)]
