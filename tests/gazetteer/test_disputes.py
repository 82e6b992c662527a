"""Borders: ISO codes stay, claims stand beside them, states that are no more have codes of their own."""

from pathlib import Path

import duckdb
import pytest

from newsetl.evaluation.corpora import GoldDocument
from newsetl.extractors.region_mentions import extract_region_mentions
from newsetl.gazetteer import load_gazetteer
from newsetl.language import analyse
from newsetl.pipeline import wants_names, wants_parse
from newsetl.tables.region_mentions import RegionMention

SQL = Path(__file__).parents[2] / "sql"


def first_mention(text: str) -> RegionMention:
    """The first region mention of a text."""
    article = GoldDocument("test", text, None, None, None, {}).as_article()
    analysis = analyse([text], wants_parse=wants_parse, wants_names=wants_names)[0]
    return extract_region_mentions(article, analysis, load_gazetteer())[0]


@pytest.mark.parametrize(
    ("text", "iso3", "disputed", "claimed_by", "held_by"),
    [
        ("Sevastopol was shelled, officials in Ukraine said.", "UKR", "Crimea", "RUS", "RUS"),
        ("Taiwan said it would wait.", "TWN", "Taiwan", "CHN", None),
        ("Kosovo said it would wait.", "XKX", "Kosovo", "SRB", None),
        ("Western Sahara was quiet on Monday.", "ESH", "Western Sahara", "MAR", "MAR"),
        ("The Golan Heights were quiet on Monday.", "SYR", "Golan Heights", "ISR", "ISR"),
        ("Abkhazia was quiet on Monday.", "GEO", "Abkhazia", None, None),
        ("Soviet troops left Afghanistan in 1989.", "SUN", None, None, None),
        ("Mosul was quiet on Monday.", "IRQ", None, None, None),
    ],
)
def test_borders(
    text: str, iso3: str, disputed: str | None, claimed_by: str | None, held_by: str | None
) -> None:
    """No code is folded into a claimant's; the area, its claimants and its holder are told."""
    mention = first_mention(text)
    assert (mention.country_iso3, mention.disputed) == (iso3, disputed)
    assert (mention.claimed_by, mention.held_by) == (claimed_by, held_by)


@pytest.mark.parametrize(("borders", "expected"), [("un", "UKR"), ("control", "RUS"), ("none", None)])
def test_maps_follow_the_borders_that_are_asked_for(borders: str, expected: str | None) -> None:
    """The macro counts Crimea to Ukraine by default, to who holds it or to nobody on demand."""
    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE region_mentions AS "
            "SELECT 'UKR' AS country_iso3, 'Crimea' AS disputed, 'RUS' AS claimed_by, 'RUS' AS held_by"
        )
        database.execute((SQL / "macros" / "mentions_by_border.sql").read_text(encoding="utf-8"))
        query = "SELECT map_country_iso3 FROM mentions_by_border(borders := ?)"
        assert database.execute(query, [borders]).fetchall() == [(expected,)]
