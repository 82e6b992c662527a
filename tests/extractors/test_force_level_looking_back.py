"""What a figure looks back for is found as by reading from the start, without reading from the start."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.lists import MAX_HEADING_LINES, _in_lines
from newsetl.extractors.force_levels.rule_answers import nearby_offsets
from newsetl.extractors.force_levels.scene import HEADING, Scene, section_start
from newsetl.extractors.force_levels.whose.carried_actors import _acting
from newsetl.extractors.force_levels.whose.mentions import acts
from newsetl.language.dialogue_turns import find_turns


def scene_of(text: str, statements: list[Any] | None = None) -> Scene:
    """A scene of a text whose sentences are its lines."""
    sentences, start = [], 0
    for index, line in enumerate(text.splitlines(keepends=True)):
        sentences.append(SimpleNamespace(index=index, start=start, end=start + len(line)))
        start += len(line)
    analysis = SimpleNamespace(text=text, sentences=sentences)
    return Scene(cast(Any, None), cast(Any, analysis), statements or [], [], [])


def figure_at(start: int) -> Figure:
    return cast(Figure, SimpleNamespace(number=SimpleNamespace(start=start)))


@given(st.text(alphabet="\n* ABc1", max_size=200).map(lambda drawn: drawn * 3), st.integers(0, 600))
def test_the_last_heading_before_a_figure(text: str, offset: int) -> None:
    """Also where a heading goes on beyond the figure."""
    expected = max((found.start() for found in HEADING.finditer(text, 0, offset)), default=0)
    assert section_start(scene_of(text), figure_at(offset)) == expected


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=12), st.integers(0, 60))
def test_whether_a_name_stands_in_a_source(sources: list[tuple[int, int]], offset: int) -> None:
    """Sources may lie within each other."""
    rows = [SimpleNamespace(source_start=start, source_end=start + length) for start, length in sources]
    expected = any(row.source_start <= offset < row.source_end for row in rows)
    assert scene_of("", rows).is_in_a_source(offset) == expected


@pytest.mark.parametrize("asked", [range(7), reversed(range(7)), (4, 2, 6, 6, 0)])
def test_who_acts_in_the_nearest_sentence(asked: Any) -> None:
    """In whichever order the sentences are asked for."""
    text = "Nobody.\nIraq said so.\nIn Iraq.\nIran and Turkey sent some.\nIn Chad.\nNone.\nIn Mali.\n"
    scene = scene_of(text)
    for last in asked:
        naive = None
        for index in range(last, -1, -1):
            found = [m for m in scene.actors_in(scene.sentence(index)) if acts(scene, m)]
            if found:
                naive = (index, found[0])
                break
        assert _acting(scene, last) == naive
    assert _acting(scene, -1) is None


def test_a_list_may_be_headed_by_a_line_some_lines_above_it() -> None:
    """As far as `MAX_HEADING_LINES`, however many lines come before."""
    entries = "Britain 400\nFrance 300\nPoland 200\n"
    above = "a\n" * 50 + "Troops sent to the mission\n"
    for between, expected in ((0, 3), (MAX_HEADING_LINES - 1, 3), (MAX_HEADING_LINES, 0)):
        assert len(list(_in_lines(above + "a\n" * between + entries))) == expected


def test_labels_in_common_letters_count_where_they_recur() -> None:
    """Once is not a turn of a transcript, twice is."""
    text = "Lee: Good morning to all of you.\n\nPark: Thank you for that.\n\nLee: We have begun.\n"
    names = [text[t.label.start : t.label.end] for t in find_turns(text, {"lee", "park"})]
    assert names == ["Lee", "Lee"]


def test_the_nearest_figures_of_a_sentence_are_looked_at() -> None:
    """All of them in prose; of hundreds in one sentence those on either side, not its first ones."""
    assert nearby_offsets([3, 7, 9], 7) == [3, 9]
    assert nearby_offsets([3, 9], 7) == [3, 9]
    assert nearby_offsets(range(400), 300) == [*range(280, 300), *range(301, 321)]
