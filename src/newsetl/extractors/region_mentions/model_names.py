"""How the language model's named entities overlap a span."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.named_span import ModelName
from newsetl.language import Analysis

ORGANISATIONS = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})


@dataclass(frozen=True, slots=True)
class ModelView:
    """The model's names in a text, in order."""

    names: tuple[ModelName, ...]
    starts: tuple[int, ...]

    def over(self, span: Span) -> ModelName | None:
        """The name that shares a character with the span."""
        at = bisect_right(self.starts, span.end - 1) - 1
        while at >= 0 and self.names[at].span.end > span.start - 80:
            if self.names[at].span.overlaps(span):
                return self.names[at]
            at -= 1
        return None


def read_model_names(analysis: Analysis) -> ModelView:
    """The model's names; a leading article and a possessive ending are not a part of them."""
    names = []
    for entity in analysis.doc.ents:
        start, end = entity.start_char, entity.end_char
        text = analysis.text[start:end]
        if text[:4] in ("the ", "The "):
            start += 4
        if text.endswith(("'s", "’s")):
            end -= 2
        if end > start:
            names.append(ModelName(Span(start, end), entity.label_))
    return ModelView(tuple(names), tuple(name.span.start for name in names))


def surnames(view: ModelView, text: str) -> frozenset[str]:
    """Last words of the full names of persons, in lower case: "Jordan" of "Michael Jordan"."""
    found = set()
    for name in view.names:
        parts = text[name.span.start : name.span.end].split()
        if name.label == "PERSON" and 2 <= len(parts) <= 4:
            found.add(parts[-1].casefold())
    return frozenset(found)


def relation(name: ModelName | None, span: Span) -> str:
    """'GPE=' where the name is the span, 'ORG>' where it holds more, 'GPE<' where it holds less, else ''."""
    if name is None:
        return ""
    if name.span == span:
        return f"{name.label}="
    return f"{name.label}>" if name.span.contains(span) else f"{name.label}<"


def labels_of(view: ModelView, text: str) -> dict[str, Sequence[str]]:
    """What the model calls each name across the text, by its spelling."""
    found: dict[str, list[str]] = {}
    for name in view.names:
        found.setdefault(text[name.span.start : name.span.end], []).append(name.label)
    return dict(found)
