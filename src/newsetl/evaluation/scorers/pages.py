"""Scores articles made of web pages: body text, title, authors and date of publication."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.tables.articles import Article

Pairs: TypeAlias = Sequence[tuple[GoldDocument, Article | None]]
Shingles: TypeAlias = Counter[tuple[str, ...]]
RULE = (
    "body: precision and recall of 4-word shingles, mean over pages, F1 of the means; title: equal without case and "
    "punctuation, or the one begins with the other; authors: names, micro; date: the same day"
)
SIZE = 4
GOOD_BODY = 0.9  # F1 below which a page is listed as an error
LONG_TITLE = 15  # characters of a title that may stand for a longer one


def score(pairs: Pairs) -> Score:
    """Figures over pages; a page that was rejected counts as one whose article has nothing right."""
    errors: list[ErrorCase] = []
    figures: dict[str, float] = {"articles": sum(a is not None for _, a in pairs) / max(1, len(pairs))}
    for part in (_body, _title, _authors, _date):
        figures |= part([(d, a) for d, a in pairs], errors)
    return Score(RULE, len(pairs), figures, tuple(errors))


def _body(pairs: Pairs, errors: list[ErrorCase]) -> dict[str, float]:
    precisions, recalls = [], []
    for document, article in pairs:
        gold_text = document.labels["article"].get("text")
        if not gold_text:
            continue
        gold, found = _shingles(gold_text), _shingles(article.text if article else "")
        shared = sum((gold & found).values())
        precisions.append(shared / max(1, sum(found.values())))
        recalls.append(shared / max(1, sum(gold.values())))
        if _f1(precisions[-1], recalls[-1]) < GOOD_BODY:
            said = f"precision {precisions[-1]:.2f}, recall {recalls[-1]:.2f}"
            errors.append(
                ErrorCase("body", document.id, gold_text[:80], said, article.text[:80] if article else "")
            )
    if not precisions:
        return {}
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return {"body_precision": precision, "body_recall": recall, "body_f1": _f1(precision, recall)}


def _title(pairs: Pairs, errors: list[ErrorCase]) -> dict[str, float]:
    right = total = 0
    for document, article in pairs:
        gold = document.labels["article"].get("title")
        if not gold:
            continue
        total += 1
        found = (article.title if article else None) or ""
        is_right = _same_title(_plain(gold), _plain(found))
        right += is_right
        if not is_right:
            errors.append(ErrorCase("title", document.id, gold, found, ""))
    return {"title": right / total} if total else {}


def _authors(pairs: Pairs, errors: list[ErrorCase]) -> dict[str, float]:
    counts = Counts()
    for document, article in pairs:
        stated = document.labels["article"].get("authors")
        if not stated:
            continue
        gold = _names(stated if isinstance(stated, str) else ";".join(stated), r"[;,|]| and ")
        found = _names((article.authors if article else None) or "", r"; ?")
        counts += Counts(len(gold & found), len(found - gold), len(gold - found))
        if gold != found:
            errors.append(ErrorCase("authors", document.id, "; ".join(gold), "; ".join(found), ""))
    if counts == Counts():
        return {}
    return {"authors_precision": counts.precision, "authors_recall": counts.recall, "authors_f1": counts.f1}


def _date(pairs: Pairs, errors: list[ErrorCase]) -> dict[str, float]:
    """Pages with a date: the day is right; pages without: none is given."""
    right, undated = Counts(), Counts()
    for document, article in pairs:
        if "published" not in document.labels["article"]:
            continue
        stated = document.labels["article"]["published"]
        found = article.day if article else None
        if stated is None:
            undated += Counts(tp=found is None, fp=found is not None)
            continue
        if len(stated) < len("2003-11-08"):  # a month alone names no day to compare
            continue
        gold = date.fromisoformat(stated[:10])
        right += Counts(tp=found == gold, fp=found != gold)
        if found != gold:
            errors.append(ErrorCase("date", document.id, str(gold), str(found), ""))
    figures = {"date": right.precision} if right != Counts() else {}
    return figures | ({"undated_null": undated.precision} if undated != Counts() else {})


def _shingles(text: str) -> Shingles:
    words = re.findall(r"\w+", text)
    return (
        Counter(tuple(words[i : i + SIZE]) for i in range(max(1, len(words) - SIZE + 1)))
        if words
        else Counter()
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _same_title(gold: str, found: str) -> bool:
    if not found:
        return False
    return gold == found or (len(found) > LONG_TITLE and (gold.startswith(found) or found.startswith(gold)))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower()).strip()


def _names(text: str, separator: str) -> set[str]:
    return {plain for name in re.split(separator, text) if (plain := _plain(name))}
