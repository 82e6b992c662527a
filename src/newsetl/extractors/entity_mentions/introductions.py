"""How an article introduces a person: the words beside the name that tell role and affiliation (whose spokesman)."""

import re

from newsetl.gazetteer.descriptions import GRADES, Description, Role, describe, find_role
from newsetl.lexicons.word_sets import alternatives, word_set

# What may be before a name as part of its introduction: "Iraqi government spokesman Saad al-Hadithi".
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
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\.[A-Z])\.\s|\n")
AFFILIATED = re.compile(
    r",?\s+(?:of|from|with|at)\s+"
    r"(?P<body>(?:the\s+)?[A-Z][\w.&'’-]*(?:\s+(?:of|for|and|the|on|in|[A-Z][\w.&'’-]*))*)"
)


def introduction(text: str, start: int, title_start: int, end: int) -> Description:
    """The description that the words around a name [start, end) give; empty where they give none."""
    before = describe(_before(text, title_start) + text[title_start:start])
    before = Description() if before.kind == "document" else before  # "call sign Bear": nobody is a sign
    if before.affiliation is None:
        before = _merged(_previous(text, title_start, end), before)
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
        word = token.group()
        if BREAK.search(window[token.start() : first]) or _opens_sentence(word) or not _belongs(word):
            break
        first = token.start()
    words = window[first:].split()
    if words and words[-1] in LINKS:
        return ""  # "the government of Gen. Lee": he is not the government
    while words and words[0] in LINKS:
        words = words[1:]
    return " ".join(words) + " " if words else ""


def _opens_sentence(word: str) -> bool:
    return word.lower() in STOPS and (word[:1].isupper() or word not in LINKS)


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
# What opens a sentence with a capital and belongs to no name.
STOPS = OPENERS | frozenset(
    ("he", "she", "him", "they", "them", "we", "i", "it", "you", "this", "that", "these", "those", "there", "then",
     "so", "or", "not", "also", "now", "today", "yesterday", "who", "what", "why", "how", "all", "thank", "thanks",
     "q", "a")
)  # fmt: skip
PRONOUN = re.compile(r"\b(?:I|he|she|we|they|it|you|him|them|me|us|this|that|these|those)\b", re.IGNORECASE)
DETERMINERS = frozenset(
    (
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "one",
        "another",
        "fellow",
        "former",
        "longtime",
    )
)
MODIFIERS = word_set("people/word_sets", "before an office")
# "On Monday the ministry spokesman, Col. Lee, said": when and where are no part of who he is; "according to the mayor"
# is, and names another
CIRCUMSTANCE = re.compile(
    rf"(?!According\b)(?:{alternatives(w.title() for w in OPENERS)})\s(?:[\w.]+\s){{1,3}}?(?=(?:the|an?)\s)"
)


def _previous(text: str, start: int, end: int) -> Description:
    """ "coalition director of operations, Brig. Gen. Jonathan Braga": the apposition before the name.

    "A ministry spokesman" is one where a comma closes it: "He is a spokesman, Karim Nuri said" says nothing of Nuri.
    """
    before = text[max(0, start - 110) : start]
    words = before.rstrip()
    if not words.endswith(",") or len(words) == len(before):
        return Description()
    clause = PREVIOUS_BREAK.split(words[:-1])[-1].strip()
    phrase = CIRCUMSTANCE.sub("", VERBISH.split(clause)[-1].strip(), count=1)
    is_closed = clause.endswith(phrase) and not VERBISH.search(clause) and text[end : end + 1] == ","
    phrase = re.sub(r"^[Aa]n?\s", "", phrase) if is_closed else phrase
    phrase = re.split(r"\band\s(?=(?:his|her|their)\s)", phrase)[-1]  # "Lee and his wife, Ann"
    role = find_role(phrase)
    if role is None or role.kind != "person" or not _is_noun_phrase(phrase, role):
        return Description()
    return describe(phrase)


def _is_noun_phrase(phrase: str, role: Role) -> bool:
    """True if all words before the role can belong to it."""
    before = phrase[: role.start].split()
    if PRONOUN.search(phrase) or (before and before[0].lower() in STOPS) or role.is_plural:
        return False
    return not before or before[0].lower() in DETERMINERS or all(_belongs(word) for word in before)


def _opens(phrase: str, role: Role) -> bool:
    """True if the role is at the head of the phrase, not behind "in" or "after"."""
    before = phrase[: role.start].lower().split()
    return len(before) <= 6 and not OPENERS.intersection(before)


def _after(text: str, end: int) -> Description:
    match = APPOSITION.match(text, end, end + 200)
    if match is not None:
        phrase = VERBISH.split(match.group("text"))[0].strip()
        role = None if phrase.startswith(("Jr", "Sr")) else find_role(phrase)
        # ", General Brown" is somebody else.
        is_title = role is not None and re.match(r"\s+[A-Z]", phrase[role.end :]) is not None
        if role is not None and role.kind == "person" and _opens(phrase, role) and not is_title:
            return describe(phrase)
    body = AFFILIATED.match(text, end, end + 80)
    if body is not None:
        name = SENTENCE_END.split(body.group("body"))[0].rstrip(".")
        held = describe(f"member of {name}")
        return Description(None, held.affiliation, held.iso3)
    return Description()
