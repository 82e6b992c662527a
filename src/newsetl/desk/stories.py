"""One story: the copies that tell it, and what each says that the first does not."""

from dataclasses import dataclass

from newsetl.desk.archive import Reading, Record
from newsetl.language.sentences import split_sentences

MOST_COPIES, MOST_SENTENCES, LONGEST_TEXT = 40, 12, 60_000
COPIES = f"""
SELECT article_id, revision, outlet, title, published_at, published_date, published_precision, wire_agency, word_count,
    left(text, {LONGEST_TEXT}) AS text
FROM articles WHERE story_id = $id AND is_current
ORDER BY published_at NULLS LAST, article_id LIMIT {MOST_COPIES}
"""
FIGURES = """
SELECT article_id, force_level_id, figure, actor_name, place_name, place_relation, according_to FROM {rows}
WHERE story_id = $id ORDER BY article_id, start, force_level_id
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a story: its article, its figures, and how its text differs from the first copy's."""

    article: Record
    figures: list[Record]
    added: list[str]
    missing: list[str]
    shared: float


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its copies in order of publication."""

    overview: Record
    copies: list[Copy]


def story(reading: Reading, story_id: str, rows: str) -> Story | None:
    """A story by its id, or None.

    Args:
        rows: table of figures with what people said applied.
    """
    asked = {"id": story_id}
    overview = reading.record("SELECT * FROM story_overview WHERE story_id = $id", asked)
    articles = reading.records(COPIES, asked)
    if overview is None or not articles:
        return None
    figures = reading.records(FIGURES.replace("{rows}", rows), asked)
    texts = [_sentences(article["text"]) for article in articles]
    copies = [
        _copy(article, [row for row in figures if row["article_id"] == article["article_id"]], texts[0], text)
        for article, text in zip(articles, texts, strict=True)
    ]
    return Story(overview, copies)


def _copy(article: Record, figures: list[Record], first: dict[str, str], own: dict[str, str]) -> Copy:
    added = [told for key, told in own.items() if key not in first]
    missing = [told for key, told in first.items() if key not in own]
    shared = len(first.keys() & own.keys()) / max(len(first.keys() | own.keys()), 1)
    return Copy(article, figures, added[:MOST_SENTENCES], missing[:MOST_SENTENCES], shared)


def _sentences(text: str) -> dict[str, str]:
    """Sentences by what makes them the same: their letters and digits."""
    found = (" ".join(text[part.start : part.end].split()) for part in split_sentences(text))
    return {"".join(filter(str.isalnum, told.casefold())): told for told in found}
