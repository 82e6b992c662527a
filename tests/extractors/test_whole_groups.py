"""The number of all men of an armed group is in its country, and in no town of an earlier sentence."""

import pytest

from tests.extractors.texts import rows_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Al-Shabaab overran a base at Bulo Marer in Somalia. It was calm in Mogadishu. "
            "Al-Shabaab is estimated at between 7,000 and 12,000 fighters.",
            "Somalia",
        ),
        ("Al-Shabaab has 700 fighters in Bulo Marer, Somalia, officers said.", "Bulo Marer"),
    ],
)
def test_where_a_whole_group_is(text: str, place: str) -> None:
    """A town counts where the figure's own sentence names it."""
    (rows,) = rows_of([text], "force_levels")
    assert [(row.place_name, row.place_iso3) for row in rows] == [(place, "SOM")]
