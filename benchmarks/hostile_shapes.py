"""Texts made to be slow: each is a pattern repeated to a size, among them ordinary ones that newspapers print."""

import contextlib
import time

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.pipeline import annotate
from newsetl.stages.annotating import load_everything

# Punctuation and white space
RUNS = {
    "opening brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "braces": "{",
    "angle brackets": "<",
    "full stops": ".",
    "commas": ",",
    "semicolons": ";",
    "colons": ":",
    "question marks": "?",
    "exclamation marks": "!",
    "ellipses": "…",
    "hyphens": "-",
    "em dashes": "—",
    "slashes": "/",
    "backslashes": "\\",
    "straight quotes": '"',
    "apostrophes": "'",
    "opening quotes": "“",
    "closing quotes": "”",
    "guillemets": "«",
    "backticks": "`",
    "stars": "*",
    "underscores": "_",
    "hash signs": "#",
    "dollar signs": "$",
    "per cent signs": "%",
    "ampersands": "&",
    "blanks": " a  ",
    "tabs": "\t",
    "line ends": "\n",
    "blank lines": "a\n\n",
    "no-break spaces": "\u00a0",
    "zero-width spaces": "\u200b",
    "combining marks": "e\u0301\u0301\u0301",
    "emoji": "🙂",
}
# Words and figures
WORDS = {
    "one long word": "a",
    "one long number": "7",
    "capitals": "A",
    "initials": "A. ",
    "abbreviations": "U.S. ",
    "capitalised words": "Kabul ",
    "names of two": "Ada Holm ",
    "titles": "Gen. ",
    "roles": "minister ",
    "said": "said ",
    "that": "that ",
    "and": "and ",
    "of the": "of the ",
    "hyphenated": "co-",
    "dotted": "a.b.",
    "quoted words": '"a" ',
    "numbers": "5,000 ",
    "numbers in words": "one hundred thousand ",
    "ranges": "5-6-7-",
    "dates": "5 May 2018, ",
    "years": "2018 ",
    "percentages": "5% of ",
    "money": "$5m ",
    "places": "Mosul, Iraq, ",
    "countries": "Iraq and Syria and ",
    "nationalities": "Iraqi Syrian ",
    "troops": "troops ",
    "troops in": "troops in ",
    "addresses": "https://a.example/b?c=d ",
}
# Ordinary lines, and sentences without an end
LINES = {
    "order of battle": "Army: 5,000\n",
    "order of battle in one line": "Army: 5,000; Navy: 300; ",
    "dot leaders": "Chapter one ........ 5\n",
    "links": "[troops](https://a.example/x) ",
    "table rows": "| Iraq | 5,000 | troops |\n",
    "bullets": "- 5,000 troops in Iraq\n",
    "nested statements": "Ada Holm said that ",
    "nested quotes": 'He said: "She said: “',
    "statements": "“We have 5,000 troops,” said Ada Holm. ",
    "lists of forces": "300 soldiers from Chad, ",
    "according to": "according to officials, ",
    "one sentence of clauses": "which the army, which the minister said had 5,000 troops in Mosul, ",
    "headings": "TROOPS IN IRAQ:\n",
    "transcript": "Q: How many troops? A: 5,000.\n",
    "mail headers": "From: a@b.example\nTo: c@d.example\n",
    "HTML": "<p class='a'>troops</p>",
    "CSV": "Iraq,5000,2018-02-05\n",
}
PROSE = (
    "The defence ministry said on Monday that about 5,000 soldiers would leave the north by the end of March. "
    "“We are handing the bases over, one by one,” Ada Holm, its spokeswoman, told reporters in the capital. "
    "Roads to the border were quiet, and shops in the old town opened again. According to residents, "
    "convoys had passed all night. Nobody knew how many would stay.\n\n"
)
SHAPES: dict[str, str] = RUNS | WORDS | LINES


def hostile_text(name: str, characters: int) -> str:
    """A shape's text of a size."""
    return repeated(SHAPES[name], characters)


def prose(characters: int) -> str:
    """Ordinary news of a size."""
    return repeated(PROSE, characters)


def repeated(unit: str, characters: int) -> str:
    """A pattern as often as it takes."""
    return (unit * (characters // len(unit) + 1))[:characters]


def seconds_of(text: str) -> float:
    """Processor time from the bytes of a plain text to its rows; a refusal ends it early."""
    started = time.process_time()
    with contextlib.suppress(Rejected):
        annotate([parse_article(RawDocument(text.encode(), "text/plain", "hostile.txt"))])
    return time.process_time() - started


def prepare() -> None:
    """Loads everything and looks at each lexicon once."""
    load_everything()
    seconds_of(prose(3000))
