"""Okapi BM25 (Robertson, Zaragoza 2009) over the index of words: articles that hold all of a question, best first."""

import math
from typing import Any

import pyarrow as pa

NOTHING = pa.schema(
    [("article_id", pa.string()), ("revision", pa.int64()), ("score", pa.float64())]
).empty_table()
ASKED = "SELECT DISTINCT stem(unnest(words_of($text)), 'english')"
HELD_BY = "SELECT {number}, count(*) FROM postings WHERE term = $term_{number}"
SIZE = "SELECT count(*), avg(length) FROM documents"
DOCUMENTS = "SELECT document, 1.2e0 * (0.25e0 + 0.75e0 * length / $average) AS expected FROM documents"
AMONG = f"{DOCUMENTS} SEMI JOIN among USING (article_id, revision)"
# The documents found so far that hold one word more, each with how often
HOLDING = """
SELECT p.document, p.occurrences AS held_{number}, d.* EXCLUDE (document)
FROM postings AS p INNER JOIN ({documents}) AS d ON d.document = p.document WHERE p.term = $term_{number}
"""
WEIGHED = "$weight_{number} * held_{number} * 2.2 / (held_{number} + expected)"
# Strings are joined last, to the best alone. Articles of one score stand in the order of their ids: scores are rounded,
# because their last digits follow from the order in which the parts were added up.
RANKED = """
WITH found AS (SELECT document, round({score}, 9) AS score FROM ({documents})),
best AS (SELECT * FROM found QUALIFY $most IS NULL OR rank() OVER (ORDER BY score DESC) <= $most)
SELECT article_id, revision, score
FROM documents JOIN best USING (document)
ORDER BY score DESC, article_id
LIMIT $most
"""
COMMON = 0.8  # share of the articles
MOST_JOINS = 40  # of one statement: DuckDB's limit on the depth of expressions is at about three hundred
KEEP = "CREATE OR REPLACE TEMP TABLE found_{chunk} AS SELECT document, expected, {score} AS score FROM ({documents})"
# Joins are made as they are written, the rarest word first, each to what is left: DuckDB takes every word for rare
AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"


def ranked(
    searching: Any,
    text: str,
    among: pa.Table | None = None,
    most: int | None = None,
    phrases: str = "",
) -> pa.Table:
    """Articles that hold every word of a question, best first.

    Args:
        searching: a connection to the index of words.
        text: words in any order and inflection.
        among: columns article_id and revision of the articles that are looked through; None takes all.
        most: how many of the best are wanted; None takes all.
        phrases: those of the words that the caller looks for in the texts found: what of them most articles hold is not
            looked up, as it would leave out hardly any and weighs next to nothing.

    Returns:
        Columns article_id, revision, score (BM25).
    """
    terms = _rarest_first(searching, text)
    if not terms or not terms[0][0]:  # a word that is nowhere
        return NOTHING
    total, average = searching.execute(SIZE).fetchone()
    terms = _without_common(searching, terms, phrases, total)
    if among is not None:
        searching.register("among", among)
    searching.execute(AS_WRITTEN)
    documents = DOCUMENTS if among is None else AMONG
    values: dict[str, Any] = {"average": average}
    score = "0"
    for number, (held_by, term) in enumerate(terms):
        if number and number % MOST_JOINS == 0:
            kept = KEEP.format(chunk=number, score=score, documents=documents)
            searching.execute(kept, values)
            documents, score, values = f"SELECT document, expected, score FROM found_{number}", "score", {}
        documents = HOLDING.format(number=number, documents=documents)
        score += " + " + WEIGHED.format(number=number)
        # How rare a word is, is counted in all articles, also where only some are looked through
        weight = math.log(1 + (total - held_by + 0.5) / (held_by + 0.5))
        values |= {f"term_{number}": term, f"weight_{number}": weight}
    values["most"] = most
    return searching.execute(RANKED.format(score=score, documents=documents), values).to_arrow_table()


def _rarest_first(searching: Any, text: str) -> list[tuple[int, str]]:
    """The stems of a question, each behind the number of documents that hold it, in that order."""
    terms = [str(term) for (term,) in searching.execute(ASKED, {"text": text}).fetchall()]
    if not terms:
        return []
    counts = " UNION ALL ".join(HELD_BY.format(number=number) for number in range(len(terms)))
    values = {f"term_{number}": term for number, term in enumerate(terms)}
    found = searching.execute(counts, values).fetchall()
    return sorted((held_by, terms[number]) for number, held_by in found)


def _without_common(
    searching: Any, terms: list[tuple[int, str]], phrases: str, total: int
) -> list[tuple[int, str]]:
    """The stems of a question without those of phrases that most articles hold; the rarest always stays."""
    looked_for = {str(term) for (term,) in searching.execute(ASKED, {"text": phrases}).fetchall()}
    rarest, *others = terms
    return [rarest, *(each for each in others if each[1] not in looked_for or each[0] <= COMMON * total)]
