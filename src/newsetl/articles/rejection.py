"""Documents that are not an article: error pages, paywall stubs, lists of links."""

import re
from functools import lru_cache

from newsetl.errors import REASON_CODES, ReasonCode, Rejected
from newsetl.lexicons import read_table

SENTENCE_END = re.compile(r"[.!?…。！？।؟]")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
STUB_WORDS = 120  # a longer text is an article that happens to name an error or a subscription
ERROR_TITLE_WORDS = 250  # a headline that says "Not found" over a longer text is a headline
PAYWALL_WORDS = 90
PROSE_WORDS = 10  # words in at least one line of an article


def refuse_stub(title: str | None, text: str) -> None:
    """Lets articles pass.

    Raises:
        Rejected: error_page or paywall where a short text says so.
    """
    length = count_words(text)
    for reason, where, pattern in _stubs():
        if where == "title":
            match = pattern.search(title or "") if length < ERROR_TITLE_WORDS else None
        else:
            match = pattern.search(text) if length < _limit(reason) else None
        if match:
            raise Rejected(reason, f"{length} words and {' '.join(match[0].split())[:80]!r} in the {where}")


def refuse_navigation(text: str) -> None:
    """Lets articles pass.

    Raises:
        Rejected: not_an_article where no line is a sentence: a list of links or labels.
    """
    if not any(SENTENCE_END.search(line) and count_words(line) >= PROSE_WORDS for line in text.splitlines()):
        raise Rejected(
            "not_an_article", f"no sentence of {PROSE_WORDS} words or more among {count_words(text)} words"
        )


def count_words(text: str) -> int:
    """Words between white space; where a script has none, two characters count as one."""
    if text.isascii():
        return len(text.split())
    return max(len(text.split()), len(UNSPACED.findall(text)) // 2)


def _limit(reason: str) -> int:
    return PAYWALL_WORDS if reason == "paywall" else STUB_WORDS


@lru_cache(maxsize=1)
def _stubs() -> tuple[tuple[ReasonCode, str, re.Pattern[str]], ...]:
    rows = read_table("articles/stub_phrases")
    by_name: dict[str, ReasonCode] = {code: code for code in REASON_CODES}  # type: ignore[misc]
    return tuple((by_name[r["reason"]], r["where"], re.compile(r["pattern"], re.IGNORECASE)) for r in rows)
