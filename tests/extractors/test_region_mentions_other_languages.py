"""Places in other languages: found whole, in the right country, and nothing made up."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from newsetl.extractors.region_mentions import extract_in_other_language
from newsetl.gazetteer import load_gazetteer
from newsetl.lexicons.other_languages import other_languages
from newsetl.pipeline import annotate
from tests.extractors.texts import article_of

GOLD = Path(__file__).with_name("places_other_languages.jsonl")
LEAST_F1 = 0.85  # right country, end to end; the figures are in docs/places.md


@pytest.mark.parametrize("language", sorted(other_languages()))
def test_the_gold_of_each_language(language: str) -> None:
    """At least 30 sentences a language keep their floor."""
    count: dict[str, int] = defaultdict(int)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if document["language"] != language:
            continue
        found = extract_in_other_language(article_of(document["text"], language=language), load_gazetteer())
        count["sentences"] += 1
        count["found"] += len(found)
        count["gold"] += len(document["places"])
        for place in document["places"]:
            over = [m for m in found if m.start < place["end"] and place["start"] < m.end]
            count["right"] += bool(over) and over[0].country_iso3 == place["country_iso3"]
    assert count["sentences"] >= 30
    assert 2 * count["right"] / (count["found"] + count["gold"]) >= LEAST_F1


def test_the_pipeline_gives_places_and_plain_dates_alone() -> None:
    """An article in Russian gets region mentions and numeric dates; the other tables stay empty."""
    rows = annotate([article_of("12.05.2023 бои шли в Бахмуте и под Херсоном.", language="ru")])[0].rows
    assert [m.surface for m in rows["region_mentions"]] == ["Бахмуте", "Херсоном"]
    assert [m.surface for m in rows["date_mentions"]] in (["12.05.2023"], [])
    assert not any(rows[table] for table in ("attributions", "entity_mentions", "force_levels"))


def test_a_language_without_lists_has_no_rows() -> None:
    """Nothing is guessed in a language that is not read."""
    assert not extract_in_other_language(
        article_of("서울에서 회담이 열렸다.", language="ko"), load_gazetteer()
    )


def test_a_place_of_a_list_is_known_by_its_neighbour_and_none_by_a_first_name() -> None:
    """Bria is too small to be known alone; "Jean Lyon" is no city."""
    found = extract_in_other_language(
        article_of("La route entre Bambari et Bria est coupée. Jean Lyon habite à Dijon.", language="fr"),
        load_gazetteer(),
    )
    assert [m.surface for m in found] == ["Bambari", "Bria", "Dijon"]


def test_chinese_names_are_read_in_either_script() -> None:
    """GeoNames has Luhansk in one script alone; a list goes on behind a comma or "and"."""
    for text in ("烏克蘭的頓涅茨克、盧甘斯克和哈爾科夫。", "乌克兰的顿涅茨克、卢甘斯克和哈尔科夫。"):
        found = extract_in_other_language(article_of(text, language="zh"), load_gazetteer())
        assert [m.place_name for m in found] == ["Ukraine", "Donetsk", "Luhansk", "Kharkiv"]


def test_a_spelling_of_ours_in_another_script_is_found() -> None:
    """GeoNames has no Chinese name of El Fasher; variants.csv does."""
    found = extract_in_other_language(article_of("苏丹的法希尔遭到炮击。", language="zh"), load_gazetteer())
    assert [(m.surface, m.country_iso3) for m in found] == [("苏丹", "SDN"), ("法希尔", "SDN")]
