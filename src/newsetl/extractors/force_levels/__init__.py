"""force_levels: reported sizes of armed and security forces."""

import re
from collections.abc import Sequence

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.find import find_figures
from newsetl.extractors.force_levels.records import make_rows
from newsetl.extractors.force_levels.scene import Scene
from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.attributions import Attribution
from newsetl.tables.date_mentions import DateMention
from newsetl.tables.force_levels import ForceLevel
from newsetl.tables.region_mentions import RegionMention

NAME, VERSION = "force_levels", "1"
NUMBER_SIGN = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|\w+ty|\w+ty-\w+|hundreds?|thousands?|millions?|dozens?|scores?|half|third|quarter|"
    r"thirds|quarters|zero|couple|few)\b",
    re.IGNORECASE,
)


# A figure that takes its noun from the sentence before: "About 1,000 are still there", "500 people will return".
GOES_ON = re.compile(
    r"\d\d\b[^.]{0,60}?\b(?:of them|remain\w*|stay\w*|left|there|return\w*|withdr\w+|deploy\w*|station\w*|who came|"
    r"pulled|in the country)\b|\b(?:strength|number|total|figure)s?\b[^.]{0,60}\d\d|"
    r"\b(?:sent|sends?|withdr\w+|gave|promised|pledged|has|have|keeps?) (?:\w+ ){0,2}\d+,\d{3}\b",
    re.IGNORECASE,
)


def may_hold(sentence: str) -> bool:
    """True if the sentence's syntax is needed to read a force level in it: a number's sign and a force's sign."""
    if NUMBER_SIGN.search(sentence) is None:
        return False
    return lexicon.sign_words().search(sentence) is not None or GOES_ON.search(sentence) is not None


def extract_force_levels(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    regions: Sequence[RegionMention],
    dates: Sequence[DateMention],
) -> list[ForceLevel]:
    """Reported force sizes of the article in text order.

    Args:
        attributions, regions, dates: the article's other rows, each in text order: a figure takes its source,
            place and as-of date from them.
    """
    scene = Scene(article, analysis, attributions, regions, dates)
    return make_rows(scene, find_figures(scene))
