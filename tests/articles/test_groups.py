"""Which articles are analysed together."""

import dataclasses

import pytest

from newsetl.articles.groups import AT_ONCE, CHARACTERS_AT_ONCE, SHORT_AT_ONCE, fits, together
from newsetl.stages.annotating import WARM_UP


@pytest.mark.parametrize(
    ("characters", "largest"), [(800, SHORT_AT_ONCE), (5_000, AT_ONCE), (50_000, 4), (900_000, 1)]
)
def test_more_short_articles_than_long_ones_are_analysed_together(characters: int, largest: int) -> None:
    """Short ones fill the model's batches; long ones fit the memory; none is lost, and their order stays."""
    articles = [
        dataclasses.replace(WARM_UP, article_id=str(number), text="a" * characters) for number in range(120)
    ]
    groups = together(articles)
    assert [article for group in groups for article in group] == articles
    assert max(map(len, groups)) == largest
    assert all(len(group) == 1 or fits(group) for group in groups)
    assert characters > CHARACTERS_AT_ONCE or all(map(fits, groups))
