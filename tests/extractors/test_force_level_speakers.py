"""Who mentions a figure, whether it is meant, and what is asked: proposers, judges, conditions, questions."""

import pytest

from newsetl import pipeline
from newsetl.extractors.force_levels.how_many.shares import read_share
from newsetl.language.numbers import find_numbers
from newsetl.tables.force_levels import ForceLevel
from tests.extractors.texts import article_of, ruled_levels_of


def find(text: str, title: str | None = None) -> list[ForceLevel]:
    """All force levels of a text as the rules read it."""
    return ruled_levels_of(text, "2019-06-12", title)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Senator Maria Keller wants to add 900 troops to the army.", "Maria Keller"),
        ("Prime Minister Olaf Brandt is threatening to pull his 900 soldiers out of Mali.", "Olaf Brandt"),
        (
            "Berlin hosts the talks, with President Olaf Brandt announcing the deployment of 900 troops.",
            "Brandt",
        ),
        ("Other than Senator Maria Keller, who has called for 900 troops, nobody gave a number.", "Keller"),
        ("The brass claim that 900 rebels are hiding in the valley.", "brass"),
        ("The mayor complained that 900 soldiers were camped in the park.", "mayor"),
    ],
)
def test_source_is_who_speaks_of_the_force(text: str, source: str) -> None:
    """A person who demands or promises, and whoever gives an order, is the source of the figure."""
    assert source in (find(text)[0].source_name or "")


@pytest.mark.parametrize(
    "text",
    [
        "Chad plans to send 900 troops to Mali.",
        "Estonia wants 900 more troops in Mali.",
        "The treaty justifies the presence of 900 American soldiers in Japan.",
        "The treaty's critics condemned the escalation of 900 additional troops.",
        "She welcomed Poland's partnership in hosting 900 American soldiers.",
        "Rebel troops numbering 900 men attacked the harbour.",
        "The ministry continues to support the rescue in Lyon with 900 soldiers.",
        "The ministry trained 900 Mexican police officers.",
        "No one was suggesting that we could keep 900 troops there.",
        "It rains, and according to the Harbour Post, roads are closed. The army has 900 soldiers in Chad.",
    ],
)
def test_who_only_acts_or_judges_is_no_source(text: str) -> None:
    """States that plan, and people who praise, blame, train or dismiss a force, do not vouch for its figure."""
    assert find(text)[0].source_name is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The first thing we would do is bring in 900 soldiers.", "possible"),
        ("The first thing I did was bring in 900 soldiers.", "actual"),
        ("All we need to do is send 900 soldiers to Mali.", "possible"),
        ("They cannot send 900 soldiers to Mali.", "possible"),
        ("This allows the government to recruit 900 policemen.", "possible"),
        ("They fear that 900 soldiers would be sent to Mali.", "possible"),
        ("They plan to send 900 soldiers to the border.", "planned"),
        ("The ministry used the money to hire 900 policemen.", "actual"),
        ("The council has endorsed a force of 900 soldiers for Darfur.", "planned"),
        ("The rally was a call for 900 soldiers to occupy the region.", "possible"),
    ],
)
def test_mood_is_read_from_subject_and_verb(text: str, modality: str) -> None:
    """Whether a force is there depends on what the sentence allows, fears or calls for."""
    assert find(text)[0].modality == modality


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Chad threatens to invade Darfur with a brigade of 900 soldiers.", "increase"),
        ("Israel invaded Gaza with a brigade of 900 soldiers.", "level"),
        ("The bishop calls for 900 soldiers in Darfur.", "increase"),
        ("The president authorized the deployment of up to 900 soldiers.", "increase"),
        ("The law authorizes the president to call up to 900 reservists.", "cap"),
        ("They are among the 900 advisers, increased last year from 600, in Colombia.", "level"),
        ("The army will be increased from 600 to 900 soldiers.", "target"),
        ("Chad will keep 900 soldiers in Mali.", "level"),
        ("Chad will leave 900 soldiers in Mali.", "target"),
        ("Chad deployed 900 soldiers to Mali.", "increase"),
    ],
)
def test_measure_follows_what_is_to_happen(text: str, measure: str) -> None:
    """A future invasion sends, a past one has a size; to keep changes nothing, to leave some sets a size."""
    assert find(text)[0].measure == measure


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("More than 900 German and 600 Russian troops fought in the snow.", ["900", "600"]),
        ("More than 900 German and 600 Russian tourists stood in the snow.", []),
        ("Nearly 900 Allied troops landed on the beach.", ["900"]),
        ("Nearly 900 Allied aircraft crossed the coast.", []),
        ("The death count of 900 soldiers was the highest in years.", []),
        ("The head count of 900 soldiers was the highest in years.", ["900"]),
        ("A brawl between more than 900 soldiers was broken up.", []),
        ("A pact between more than 900 soldiers was broken up.", ["900"]),
        ("The dust made 150 of the nearly 900 soldiers deployed in Kuwait sick.", ["900"]),
    ],
)
def test_counted_noun_is_shared(text: str, surfaces: list[str]) -> None:
    """Two figures may share one noun, an alliance's name may hold it, and a whole outlives what befell its part."""
    found = [row.surface for row in find(text)]
    assert [surface for surface in found if surface in ("900", "600")] == surfaces


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Since the war in Iraq began, 900 American soldiers have gone AWOL.", None),
        ("After decades at war in Afghanistan, America has trained 900 Afghan soldiers.", "AFG"),
        ("The Taliban have 900 fighters.", None),
        ("There are 900 Border Patrol agents in Texas.", "USA"),
        ("At a tribute to Keller in Toronto, a friend spoke. Peru has 900 soldiers.", None),
        ("The Pakistani government deployed 900 paramilitary forces to restore order.", "PAK"),
    ],
)
def test_place_is_the_theatre_not_the_stage(text: str, iso3: str | None) -> None:
    """The theatre and a task at home say where; where people speak does not."""
    assert find(text)[-1].place_iso3 == iso3


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ada Lind (AL): Good day. HP: Who guards it? AL: We have 900 soldiers there.", "Ada Lind"),
        ("Ada Lind (AL): Hello! Anders Lie (AL): Hello! AL: We have 900 soldiers there.", "Anders Lie"),
        (f"{'A' * 300} Lind (AL): Good day. HP: Who? AL: We have 900 soldiers there.", None),
    ],
)
def test_initials_stand_for_whom_they_introduce_last(text: str, source: str | None) -> None:
    """The name that stood before them last; a run of letters too long for a name is none."""
    assert find(text)[-1].source_name == source


@pytest.mark.parametrize(
    ("text", "is_share"),
    [
        ("The army was cut by 15 percent.", True),
        ("The army at Rostov put the risk at another 15 percent.", False),
        ("The army downtown, upon inspection, was hungry by 15 percent.", False),
    ],
)
def test_a_share_needs_a_word_of_change(text: str, is_share: bool) -> None:
    """'Rostov', 'risk', 'upon' and 'downtown' only begin like one."""
    (scene,) = pipeline.scenes([article_of(text)])
    (number,) = find_numbers(text, 0, len(text))
    assert (read_share(scene.analysis, scene.sentence(0), number) is not None) == is_share


def test_a_ministry_keeps_its_full_name() -> None:
    """'Britain's Ministry of Defence put the number at 900': not "Britain's Ministry", nor the town of the dateline."""
    text = (
        "KYIV - Britain's Ministry of Defence put the number of Russian troops in Ukraine at about 470,000."
    )
    (row,) = pipeline.annotate([article_of(text)])[0].rows["force_levels"]
    assert (row.source_name, row.place_name) == ("UK Ministry of Defence", "Ukraine")


def test_a_stretch_between_towns_is_in_neither() -> None:
    """'On the line between Izium and Sloviansk': of the country, as neither town is said to hold them."""
    text = "Some 12,000 Russian soldiers are on the line between Izium and Sloviansk in eastern Ukraine."
    (row,) = pipeline.annotate([article_of(text)])[0].rows["force_levels"]
    assert (row.place_name, row.place_iso3) == ("Ukraine", "UKR")


def test_a_transcript_names_one_speaker_in_figures_and_statements() -> None:
    """A figure in a turn has the turn's source and its statement, not the label's capitals."""
    text = (
        "Press briefing by Colonel Anna Lindqvist\n\nCOLONEL LINDQVIST: Good morning. The mission reached its full "
        "strength yesterday. We now have 3,140 soldiers in Estonia.\n\nQ: Who guards them?\n\n"
        "COLONEL LINDQVIST: In Latvia we have another 900 soldiers."
    )
    rows = pipeline.annotate([article_of(text)])[0].rows
    turns = {row.attribution_id: row.source_name for row in rows["attributions"]}
    figures = rows["force_levels"]
    assert {figure.value for figure in figures} == {3140, 900}
    assert {figure.source_name for figure in figures} == {"Anna Lindqvist"}
    assert all(turns[figure.attribution_id] == "Anna Lindqvist" for figure in figures)
