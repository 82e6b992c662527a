"""Names that share one title in the plural: "Secretaries of Trade Ada Lind and Karl Holm" are two persons."""

import re
from collections.abc import Iterator

from newsetl.gazetteer.descriptions import find_role

WORD = r"[A-Z][\w'’-]+"
NAME = rf"{WORD}(?:\s[A-Z]\.)?\s{WORD}"
PLURAL = re.compile(
    rf"\b(?P<title>[A-Z][a-z]+s)\s(?:(?P<of>of)\s(?:the\s)?)?(?P<first>(?:{WORD}\s(?:[A-Z]\.\s)?){{1,4}}?{WORD})"
    rf"(?P<others>(?:,\s{NAME})*),?\sand\s(?P<last>{NAME})(?=[\s.,;:’'”\"]|$)"
)
NAMES = re.compile(NAME)
LAST_NAME = re.compile(rf"{NAME}$")


def names_with_one_title(text: str) -> Iterator[tuple[int, int]]:
    """Where the names [start, end) are that follow a title in the plural and are joined by "and", in order.

    What lies between "of" and the first name is the office, whose words have capitals, too: a name has two words.
    """
    for match in PLURAL.finditer(text):
        role = find_role(match["title"].lower())
        if role is None or role.kind != "person" or not role.is_plural:
            continue
        first = LAST_NAME.search(match["first"])
        if first is None or (match["of"] is None and first.start() > 0):
            continue
        yield match.start("first") + first.start(), match.end("first")
        for other in NAMES.finditer(text, *match.span("others")):
            yield other.span()
        yield match.span("last")
