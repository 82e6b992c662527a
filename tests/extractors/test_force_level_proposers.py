"""What the rules of each question propose for a figure, asked for one by one, before anything weighs them."""

from dataclasses import dataclass

import pytest

from newsetl import pipeline
from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.candidates import noun_behind
from newsetl.extractors.force_levels.how_many.counted import counted_noun
from newsetl.extractors.force_levels.how_many.find import FoundFigure, find_figures
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.when.as_of import resolve_as_of
from newsetl.extractors.force_levels.where.proposers import propose_places
from newsetl.extractors.force_levels.who_says.sources import propose_sources
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.extractors.force_levels.whose.proposers import propose_actors
from tests.extractors.texts import article_of


@dataclass(frozen=True)
class Seen:
    """A text's scene and the first figure that is found in it."""

    scene: Scene
    found: list[FoundFigure]

    @property
    def figure(self) -> Figure:
        return self.found[0].figure


def see(text: str) -> Seen:
    scene = next(pipeline.scenes([article_of(text, published="2020-03-04")]))
    return Seen(scene, find_figures(scene))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Chad has 900 soldiers in Mali and 40 trucks.", ["900"]),
        ("Of the 2,000 soldiers, 700 have left.", ["2,000", "700"]),
        ("The bomb killed 900 soldiers in Mali.", []),
        ("The city sent 900 cops to the march.", ["900"]),
        ("The Army sent three columns of troops to Surat.", ["three"]),
        ("The page has three columns of news.", []),
        ("KFOR is down to 3,500.", ["3,500"]),
        ("The army sent 900 paras and 40 Green Berets to Gao.", ["900", "40"]),
        ("An estimated 900 people fight for Boko Haram.", ["900"]),
        ("Chad's army waits. About 200 more Turks landed in Gao on Sunday.", ["200"]),
        ("Chad's army waits. About 200 Turks died in Gao on Sunday.", []),
    ],
)
def test_how_many(text: str, numbers: list[str]) -> None:
    """Numbers that count a force are figures, those beside them and the dead are not."""
    assert [found.figure.number.surface for found in see(text).found] == numbers


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The pilots flew 15,000 sorties over Iraq.", "sorties"),
        ("Only 10 percent of the supplies reached the troops.", "supplies"),
        ("Chad sent 900 more to Mali.", None),
    ],
)
def test_counted_noun(text: str, noun: str | None) -> None:
    """The common noun behind a number, or behind its "of", is what it counts."""
    scene = see(text).scene
    (number,) = scene.numbers_in(scene.analysis.sentences[0])
    assert counted_noun(scene.analysis, scene.analysis.sentences[0], number) == noun


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The 26 U.S. military advisers came.", "advisers"),
        ("It sent 600 troops--and tents.", "troops"),
        ("It sent 600. Troops came.", None),
    ],
)
def test_noun_behind(text: str, word: str | None) -> None:
    """The noun phrase behind a number ends at a full stop, but not at one of an abbreviation."""
    scene = see(text).scene
    assert noun_behind(scene, scene.numbers_in(scene.analysis.sentences[0])[0]).word == word


@pytest.mark.parametrize(
    ("text", "measure", "modality"),
    [
        ("Chad has 900 soldiers in Mali.", "level", "actual"),
        ("Chad sent 900 soldiers to Mali.", "increase", "actual"),
        ("Chad will withdraw 900 soldiers from Mali.", "decrease", "planned"),
        ("Chad could send 900 soldiers to Mali.", "increase", "possible"),
        ("Some 900 soldiers of Chad were to be in Mali by Easter.", "target", "planned"),
        ("Some 900 more soldiers of Chad were to be in Mali by Easter.", "level", "planned"),
    ],
)
def test_what_kind(text: str, measure: str, modality: str) -> None:
    """The governors of a figure give its measure and its modality."""
    figure = see(text).figure
    assert (figure.measure, figure.modality) == (measure, modality)


@pytest.mark.parametrize(
    ("text", "rule", "iso3"),
    [
        ("There are 900 Chadian soldiers in Mali.", "in_phrase", "TCD"),
        ("There are 900 soldiers of the Chadian army in Mali.", "after_phrase", "TCD"),
        ("Mali asked for 900 soldiers from Chad.", "from_whom", "TCD"),
        ("Some 900 soldiers were sent to Mali by Chad.", "governors", "TCD"),
        ("Chad has 900 soldiers in Mali.", "holder", "TCD"),
        ("Chad is worried. It has 900 soldiers at the border.", "holder", "TCD"),
        ("Sofia wants its 900 soldiers back.", "owner", "BGR"),
        ("NATO has met. Washington announced 900 more soldiers.", "holder", "USA"),
        ("The Dutch are gone. The Ukrainians, with 900 soldiers, are going home.", "possessor", "UKR"),
        ("Some 900 soldiers of the Gulf states moved into Bahrain.", "carried", None),
    ],
)
def test_whose(text: str, rule: str, iso3: str) -> None:
    """The phrase, what follows it and its governors name the force, the surest rule first."""
    seen = see(text)
    first, actor = next(propose_actors(seen.scene, seen.figure, seen.found[0].steps, []))
    assert (first, actor.iso3) == (rule, iso3)


@pytest.mark.parametrize(
    ("text", "rule", "iso3"),
    [
        ("Chad has 900 soldiers in Mali.", "after", "MLI"),
        ("In Mali there are 900 Chadian soldiers.", "before", "MLI"),
        ("Chad has 900 soldiers around the world.", "worldwide", None),
    ],
)
def test_where(text: str, rule: str, iso3: str | None) -> None:
    """A place behind the figure or before it; and that a force is spread over the world."""
    seen = see(text)
    proposed = propose_places(seen.scene, seen.figure, seen.found[0].steps, [], [], NOBODY)
    first, place = next(proposed)
    assert (first, place.iso3) == (rule, iso3)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In May 2019 Chad had 900 soldiers in Mali.", "2019-05-01"),
        ("Chad had 900 soldiers in Mali in 2018.", "2018-01-01"),
        ("Chad has 900 soldiers in Mali.", "None"),
    ],
)
def test_when(text: str, told: str) -> None:
    """The date of the clause is that of the figure; where none is reported, none is."""
    seen = see(text)
    assert str(resolve_as_of(seen.scene, seen.figure, seen.found[0].steps, [], []).start) == told


@pytest.mark.parametrize(
    ("text", "rule", "name"),
    [
        ("Ada Holm said on Monday that Chad had 900 soldiers in Mali.", "attribution", "Ada Holm"),
        ("A Pentagon report put the number of soldiers in Mali at 900.", "attribution", "Pentagon report"),
        ("Chad has 900 soldiers in Mali.", None, None),
    ],
)
def test_who_says(text: str, rule: str | None, name: str | None) -> None:
    """The statement that holds the figure names its source."""
    seen = see(text)
    head = seen.figure.counted.head
    first, source = next(propose_sources(seen.scene, seen.figure.number, head), (None, None))
    assert (first, source and source.name) == (rule, name)


def test_an_armed_group_is_at_home_where_the_text_is() -> None:
    """A group's size is told for its country if the text is about it, and else for nowhere."""
    eln = Actor("ELN", None)
    for text, iso3 in (
        ("Colombia fears the ELN, with 900 fighters.", "COL"),
        ("The ELN has 900 fighters.", None),
    ):
        seen = see(text)
        proposed = propose_places(seen.scene, seen.figure, seen.found[0].steps, [], [], eln)
        assert dict(proposed)["home"].iso3 == iso3


def test_no_actor_in_the_middle_of_a_name() -> None:
    """'PORT-AU-PRINCE' does not name the African Union."""
    assert find_actors("PORT-AU-PRINCE - The force counts 900.", 0, 38) == []


def test_ministers_are_not_the_body_meant() -> None:
    """'Allied ministers' say nothing of whose the mission is."""
    seen = see("NATO is leaving Kabul. Allied ministers met on Monday. The mission has 900 soldiers.")
    _, actor = next(propose_actors(seen.scene, seen.figure, seen.found[0].steps, []))
    assert actor.name == "NATO"
