"""What a description of someone says: "Iraqi government spokesman" -> role, affiliation, country."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from newsetl.gazetteer.countries import Country, countries, country_of_demonym, country_of_name
from newsetl.gazetteer.institutions import find_institutions, institution_of_name
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.word_sets import word_set

WORD = re.compile(r"[\w.&/’'-]*\w\.?")
# What is between a role and the body that it is held in.
BELONGS = re.compile(
    r"^,?\s*(?:for|of|at|with|from|to|in|on|by|close to|familiar with|working for|working with)\s+"
    r"(?P<body>[^,;()]+)"
)
AFTER_ROLE = frozenset(("for", "of", "at", "with", "from", "in", "by", "who", "to", "on", "close"))
# Sent by one body to another: the body sent to is not the one spoken for.
SENT = word_set("people/word_sets", "sent")
REMEMBERED = 8192  # phrases; the same offices are described over and over
ADJECTIVES = word_set("people/word_sets", "adjectives before nouns")
ARTICLES = re.compile(r"^(?:an?|the|The|An?|one|another|its|his|her|their)\s+")
GRADES = read_words("people/grades")
NO_PART_OF_NAMES = AFTER_ROLE - {"of"} | {"a", "an", "the", "its", "his", "her", "their", "and"}
PARTS_OF_NAMES = frozenset(("new", "western", "foreign", "key", "own", "top"))
PORTFOLIOS = read_words("people/portfolios")


@dataclass(frozen=True, slots=True)
class Description:
    """Role or title as written, the body or state that it is held in, and that body's country."""

    role_title: str | None = None
    affiliation: str | None = None
    iso3: str | None = None
    kind: str | None = None
    unnamed: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun found in a phrase, with its row in lexicons/people/roles.csv."""

    start: int
    end: int
    kind: str
    unnamed: str
    is_plural: bool


@lru_cache(maxsize=REMEMBERED)
def describe(phrase: str) -> Description:
    """Reads a description without the name in it; all parts are None where it names no role."""
    phrase = ARTICLES.sub("", " ".join(phrase.split())).strip(" ,")
    role = find_role(phrase)
    if role is None:
        return Description(iso3=country_in(phrase))
    affiliation = _affiliation(phrase, role)
    iso3 = country_in(affiliation) if affiliation else None
    return Description(phrase, affiliation, iso3 or country_in(phrase), role.kind, role.unnamed)


@lru_cache(maxsize=REMEMBERED)
def find_role(phrase: str) -> Role | None:
    """The role noun that a phrase is about: the last one before a preposition, else the first."""
    roles = _roles()
    words = list(WORD.finditer(phrase))
    found: Role | None = None
    for number, word in enumerate(words):
        if found is not None and word.start() < found.end:
            continue
        if found is not None and word.group() in AFTER_ROLE:
            break
        for size in (3, 2, 1):
            last = words[min(number + size, len(words)) - 1]
            known = roles.get(phrase[word.start() : last.end()].removesuffix("'s").lower())
            if known is not None and not _is_adjective(phrase, word.group(), last.end()):
                found = Role(word.start(), last.end(), *known)
                break
    return _holder_of(phrase, words, found) or found


def is_role_of_one(words: str) -> bool:
    """True for the role of one person: "comptroller", and neither "comptrollers" nor "agency"."""
    role = find_role(words)
    return role is not None and role.kind == "person" and not role.is_plural


def _holder_of(phrase: str, words: list[re.Match[str]], body: Role | None) -> Role | None:
    """The role that ends a phrase which opens with the body it is held in: "Bank of Japan governor"."""
    if body is None or body.kind not in ("organisation", "government") or len(words) < 4:
        return None
    between = phrase[body.end : words[-1].start()].split()
    known = _roles().get(words[-1].group().lower())
    if known is None or known[0] not in ("person", "document") or known[2] or between[:1] != ["of"]:
        return None
    if not between[-1][:1].isalnum() or any(word.lower() in NO_PART_OF_NAMES for word in between[1:]):
        return None
    return Role(words[-1].start(), words[-1].end(), *known)


def _is_adjective(phrase: str, word: str, end: int) -> bool:
    """True for "major" of "major disaster": a word that is a role only at the end, or before a name or preposition."""
    if word not in ADJECTIVES:
        return False
    following = WORD.search(phrase, end)
    return following is not None and following.group().islower() and following.group() not in AFTER_ROLE


@lru_cache(maxsize=REMEMBERED)
def country_in(phrase: str) -> str | None:
    """ISO 3166-1 alpha-3 code of the country that a phrase names, by institution, demonym or name."""
    for mention in find_institutions(phrase):
        if mention.institution.iso3:
            return mention.institution.iso3
    words = [word.group() for word in WORD.finditer(phrase)]
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size])
            if not name[:1].isupper():
                continue
            name = name.removesuffix("-led")
            country = country_of_demonym(name) or country_of_name(name) or country_of_capital(name)
            if country is not None:
                return country.iso3
    return None


def country_of_capital(name: str) -> Country | None:
    """The country whose capital is called so."""
    return _by_capital().get(name.removesuffix("'s").removesuffix("’s"))


@cache
def _by_capital() -> dict[str, Country]:
    capitals = {country.capital: country for country in reversed(countries()) if country.capital}
    other = ((row["name"], row["variants"].split(";")) for row in read_table("places/variants"))
    spelt = {word: capitals[name] for name, words in other if name in capitals for word in words if word}
    return {**spelt, **capitals}


def _affiliation(phrase: str, role: Role) -> str | None:
    before = _state_or_body(phrase[: role.start])
    if before is not None and (find_institutions(before) or phrase[role.start : role.end].lower() in SENT):
        return before
    after = BELONGS.match(phrase[role.end :])
    if after is not None and (body := _body(after.group("body"))):
        return body
    return before


def _body(text: str) -> str | None:
    """The organisation or place at the start of what follows the preposition."""
    body = re.split(r"\s+(?:who|which|that|said|says|told|and the|on condition|speaking)\b", text)[0]
    body = ARTICLES.sub("", body.strip())
    return body if body and (any(c.isupper() for c in body) or find_role(body)) else None


def _state_or_body(before: str) -> str | None:
    """What the words before a role name: "Iraqi government" of "Iraqi government spokesman"."""
    words = before.replace("’", "'").split()
    while words and (_is_grade(words) or words[0].lower() in ("a", "an", "the")):
        words = words[1:]
    while words and (words[-1].lower() in GRADES or words[-1].lower() in PORTFOLIOS):
        if institution_of_name(" ".join(words)) is not None:
            break
        words = words[:-1]
    body = " ".join(words).removesuffix("'s").strip(" ,'")
    if not body or words[-1] in ("and", "or", "of", "for", "&"):  # "traders and analysts"
        return None
    country = country_of_demonym(body) or country_of_name(body)
    if country is not None:
        return country.name
    return body if any(c.isupper() for c in body) or find_role(body) is not None else None


def _is_grade(words: list[str]) -> bool:
    """True for "senior" and "Senior", and for "new" but not for the "New" of "New York"."""
    return words[0].lower() in GRADES and (words[0].islower() or words[0].lower() not in PARTS_OF_NAMES)


@cache
def _roles() -> dict[str, tuple[str, str, bool]]:
    """Role nouns, singular and plural, and titles that are roles -> kind, unnamed, is_plural."""
    index: dict[str, tuple[str, str, bool]] = {}
    for row in read_table("people/titles"):
        if row["is_role"] == "yes":
            for title in (row["title"], *row["aliases"].split(";")):
                index[title.lower()] = ("person", "role_only", False)
    for row in read_table("people/roles"):
        index[row["role"]] = (row["kind"], row["unnamed"], False)
        index[row["plural"] or row["role"] + "s"] = (
            row["kind"],
            row["unnamed"],
            bool(row["kind"] == "person"),
        )
    index.pop("", None)
    return index
