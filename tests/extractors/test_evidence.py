"""Every row of every extractor points at the exact characters that it came from, whatever the text."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.core.invisible import without_invisible
from newsetl.core.spans import Span
from newsetl.corrections.row_keys import row_id
from newsetl.pipeline import annotate
from newsetl.tables import ANNOTATION_TABLES
from tests.extractors.texts import article_of

# Pieces that make rows, glued together in any order with anything between them.
PIECES = (
    "The defence ministry said on Monday that about 4,000 US troops were in Mosul.",
    "“We will not leave,” Col. Ana Reyes told AFP in Erbil, Kurdistan Region.",
    "ERBIL, Kurdistan Region —",
    "According to a Pentagon report in November, there were 8,892 soldiers as of last September",
    "he added",
    "up to 60 per cent of the force could go by the end of 2019",
    "**Gen. Ode** [told\nAFP](https://example.org/kabul) that *about **300** troops* were in <b>Erbil</b>",
    "Britain (8,300 troops), Germany (3,650), Canada (2,850)",
    "a spokesman for the Kenyan army's 3rd Brigade denied it",
    "“The first paragraph goes on",
    "İstanbul’daki 𝟜𝟘𝟘 asker ﬁnally",
    "some 2,\u2060500 sol\xaddiers left Mo\xadsul\u200b, the min\xadistry said on Mon\xadday",
    "'",
    '"',
    "\u202e",
    "\x00",
    "\u00a0\u00a0",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "😀",
    "é",
    "e\u0301",
)
KNOWN = {"outlet": "Outlet", "published": "2018-02-05"}
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=12).map(" ".join)


def assert_evidence(text: str) -> None:
    """text[start:end] == surface for every span of every row, and keys are unique."""
    rows = annotate([article_of(text, **KNOWN)])[0].rows
    for name, table in ANNOTATION_TABLES.items():
        keys = [getattr(row, table.key[0]) for row in rows[name]]
        assert len(keys) == len(set(keys)), f"{name} repeats a key"
        for row in rows[name]:
            for start, end, surface in table.spans:
                found = getattr(row, surface)
                if found is not None:
                    assert text[getattr(row, start) : getattr(row, end)] == found
                    assert found, f"{name} has an empty {surface}"


@settings(max_examples=60)
@given(texts)
def test_every_span_is_the_text_it_names(text: str) -> None:
    """No text, however broken, makes a row whose span and surface differ."""
    assert_evidence(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "word", "“", "4,000", ". . .", "A" * 5000, "9" * 5000, "(" * 2000]
)
def test_odd_texts_make_no_false_rows(text: str) -> None:
    """Texts without a sentence go through."""
    assert_evidence(text)


PLAIN = (
    "Brigadier Ana Ruiz told AFP on 3 February 2018 that about 400 Spanish troops were in Erbil. “They train every"
    " day,” she said."
)
MARKED = (
    "Brigadier **Ana Ruiz** [told AFP](https://example.org/kabul-500-troops) on *3 February 2018* that about **400**"
    " Spanish troops were in <b>Erbil</b>. “They [train](/mosul) every day,” she said."
)


def test_markup_is_not_read_and_still_quoted() -> None:
    """Emphasis, links and tags change no row but its quotations, which hold the characters as they came."""
    plain, marked = (annotate([article_of(text, **KNOWN)])[0].rows for text in (PLAIN, MARKED))
    for name, column in (
        ("force_levels", "value_low"), ("force_levels", "actor_name"), ("region_mentions", "place_name"),
        ("entity_mentions", "entity_name"), ("date_mentions", "start_date"), ("attributions", "source_name"),
        ("attributions", "via_name"),
    ):  # fmt: skip
        values = [getattr(row, column) for row in plain[name]]
        assert values, (name, column)
        assert [getattr(row, column) for row in marked[name]] == values, (name, column)
    assert marked["attributions"][-1].content_text == "“They [train](/mosul) every day,”"
    assert_evidence(MARKED)


def test_invisible_characters_part_no_words() -> None:
    """The same rows with soft hyphens as without, each quoting the text's own characters."""
    plain = (
        "KABUL (AP) — The Pentagon said on Monday that 5,000 American soldiers were stationed in Afghanistan. "
        "General Ann Lee said Russia had sent 300 advisers to Damascus."
    )
    text = plain
    for word, written in (
        ("soldiers", "sol\xaddiers"),
        ("Afghanistan", "\u200bAfghani\xadstan\u200b"),
        ("5,000", "5,\u2060000"),
        ("Damascus", "Da\xadmas\xadcus"),
    ):
        text = text.replace(word, written)
    documents = [
        RawDocument(body.encode(), "text/plain", "note.txt", {"title": "A no\xadte"})
        for body in (plain, text)
    ]
    expected, found = annotate([parse_article(document) for document in documents])
    assert found.article.text == text
    assert found.article.title == "A note"
    for table, rows in found.rows.items():
        assert [row.confidence for row in rows] == [row.confidence for row in expected.rows[table]], table
        for start, end, surface in ANNOTATION_TABLES[table].spans:
            for row, other in zip(rows, expected.rows[table], strict=True):
                if getattr(row, start) is not None:
                    assert text[getattr(row, start) : getattr(row, end)] == getattr(row, surface)
                    assert without_invisible(getattr(row, surface)) == getattr(other, surface)
    assert {row.surface for row in found.rows["force_levels"]} == {"5,\u2060000", "300"}


def test_an_id_follows_from_where_a_row_stands() -> None:
    """The machine's and a person's row at one place have one id, in every table that is declared."""
    article = article_of("\n\n".join(PIECES[:9]), **KNOWN)
    known = {"article_id": article.article_id, "revision": article.revision}
    rows = annotate([article])[0].rows
    for name, table in ANNOTATION_TABLES.items():
        assert rows[name], name
        for row in rows[name]:
            assert row_id(name, dataclasses.asdict(row), known) == getattr(row, table.key[0])
    undeclared = dataclasses.replace(ANNOTATION_TABLES["date_mentions"], name="unit_mentions", id_begins="")
    assert undeclared.row_id("art", 1, Span(0, 5)).startswith("unit_mentions_")


def test_a_text_may_end_with_a_quotation_mark() -> None:
    """A quotation that the text breaks off at once is none, and no extractor fails."""
    assert_evidence(
        "According to a Pentagon report in November, there were 8,892 soldiers as of last September 0»0"
    )
