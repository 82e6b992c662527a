"""How an article introduces a person: the words before and after the name that say who it is."""

import re

from newsetl.gazetteer.descriptions import GRADES, Description, Role, describe, find_role

# What may stand before a name as part of its introduction: "Iraqi government spokesman Saad al-Hadithi".
MAX_WORDS = 9
LINKS = frozenset(("of", "for", "the", "and", "to", "in", "at"))
LOWER = re.compile(r"^[a-z][\w’'-]*$")
BREAK = re.compile(r"[.;:!?—–()\"“”\n]\s*$|,\s*$")
TOKEN = re.compile(r"\S+")
# ", a spokesman for the army," and "(R-Texas)" after the name.
APPOSITION = re.compile(
    r"(?:,?\s(?:Jr|Sr)\.?)?\s*,\s+(?:who\s+(?:is|was|serves as|heads|leads|commands)\s+)?"
    r"(?P<text>(?:[^,;.()—–\n]|\.(?=\w|\s[a-z]|[A-Z]\.)|(?<=[A-Z])\.)+)"
)
PREVIOUS_BREAK = re.compile(r"[,;.:!?—–(\"“”\n]")
VERBISH = re.compile(
    r"\b(?:said|says|told|added|adds|tells|is|was|were|are|has|have|had|will|would|who|which)\b"
)
AFFILIATED = re.compile(
    r",?\s+(?:of|from|with|at)\s+"
    r"(?P<body>(?:the\s+)?[A-Z][\w.&'’-]*(?:\s+(?:of|for|and|the|on|in|[A-Z][\w.&'’-]*))*)"
)


def introduction(text: str, start: int, title_start: int, end: int) -> Description:
    """The description that the words around a name [start, end) give; empty where they give none."""
    before = describe(_before(text, title_start) + text[title_start:start])
    if before.affiliation is None:
        before = _merged(_previous(text, title_start), before)
    after = _after(text, end)
    return _merged(before, after)


def _merged(before: Description, after: Description) -> Description:
    titles = [d.role_title for d in (before, after) if d.role_title]
    speaker = after if after.affiliation else before
    return Description(
        ", ".join(titles) or None,
        speaker.affiliation or before.affiliation,
        speaker.iso3 or before.iso3 or after.iso3,
        before.kind or after.kind,
        before.unnamed or after.unnamed,
    )


def _before(text: str, start: int) -> str:
    """The run of words left of a title or name that can belong to it."""
    window = text[max(0, start - 90) : start]
    tokens = list(TOKEN.finditer(window))[-MAX_WORDS:]
    first = len(window)
    for token in reversed(tokens):
        if BREAK.search(window[token.start() : first]) or not _belongs(token.group()):
            break
        first = token.start()
    words = window[first:].split()
    while words and words[0] in LINKS:
        words = words[1:]
    return " ".join(words) + " " if words else ""


def _belongs(word: str) -> bool:
    bare = word.strip("'’")
    return (
        bare[:1].isupper()
        or bare.lower() in GRADES
        or bare in LINKS - {"the", "and", "to", "in", "at"}
        or find_role(bare) is not None
        or bare.endswith(("'s", "’s"))
        or bare in MODIFIERS
    )


OPENERS = frozenset(
    ("in", "on", "at", "after", "before", "as", "with", "while", "when", "by", "to", "for", "from", "and", "but", "if",
     "saying", "said", "during", "according", "of", "like", "including", "where", "which", "whose", "because")
)  # fmt: skip
MODIFIERS = frozenset(
    ("government", "military", "army", "police", "coalition", "foreign", "defense", "defence", "interior", "campaign",
     "party", "press", "media", "security", "intelligence", "rebel", "opposition", "presidential", "federal",
     "provincial", "regional", "state", "national", "parliamentary", "policy", "operations", "air", "force", "public",
     "affairs", "relations", "communications", "health", "human", "rights", "aid", "tribal", "religious", "militia")
)  # fmt: skip


def _previous(text: str, start: int) -> Description:
    """ "coalition director of operations, Brig. Gen. Jonathan Braga": the apposition before the name."""
    before = text[max(0, start - 110) : start]
    words = before.rstrip()
    if not words.endswith(",") or len(words) == len(before):
        return Description()
    phrase = VERBISH.split(PREVIOUS_BREAK.split(words[:-1])[-1])[-1].strip()
    role = find_role(phrase)
    if role is None or role.kind != "person" or phrase.split()[0] in OPENERS:
        return Description()
    return describe(phrase)


def _opens(phrase: str, role: Role) -> bool:
    """True if the role stands at the head of the phrase, not behind "in" or "after"."""
    before = phrase[: role.start].lower().split()
    return len(before) <= 6 and not OPENERS.intersection(before)


def _after(text: str, end: int) -> Description:
    match = APPOSITION.match(text, end, end + 200)
    if match is not None:
        phrase = VERBISH.split(match.group("text"))[0].strip()
        role = None if phrase.startswith(("Jr", "Sr")) else find_role(phrase)
        if role is not None and role.kind == "person" and _opens(phrase, role):
            return describe(phrase)
    body = AFFILIATED.match(text, end, end + 80)
    if body is not None:
        held = describe(f"member of {body.group('body')}")
        return Description(None, held.affiliation, held.iso3)
    return Description()
