"""Names of persons in bylines and author fields: without roles, places, outlets, addresses and dates."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from newsetl.articles.times import MONTHS
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.agencies import agency_named, agency_of, is_agency, without_agency
from newsetl.lexicons.given_names import all_given_names, begins_with_given_name, is_common_given_name

MAX_AUTHORS = 15
MAX_NAME_WORDS = 5
MONTH = rf"(?:{MONTHS})\.?"
PREFIX = re.compile(
    r"^\s*(?:(?:(?:story|words|text|analysis|opinion|commentary|perspective|review|recipe|reporting|report|written|"
    r"posted|published|reported|compiled|edited)\s+)*by\s*:?|"
    r"by\s*:|(?:author|from|text|texte|texto|words|auteur|autor|текст|автор)\s*:|"
    r"photos?\s+and\s+story\s+by|reporting\s+by)\s*(?=[^\W\d_]|@)",
    re.IGNORECASE,
)
# "Von Karla Wendt", "Por Ana Lago" in bylines; "Von Miller", "Von Der Leyen" and "Di Canio" are names
FOREIGN_BY = re.compile(
    r"^(?:[Vv]on|VON|[Pp]ar|[Pp]or|POR|[Dd]i|[Dd]oor|[Aa]v)\s+(?=[A-ZÀ-Þ][\w.'’-]*\s+[A-ZÀ-Þ])"
)
PREFIX_GLUED = re.compile(r"^By(?=[A-Z][a-z])")  # "ByFiona Leishman": two elements without a space
NOISE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+@\S+|https?://\S+|@\w+|www\.\S+")
DATED = re.compile(
    r"\s*(?:[•·|]|\b(?:on|published|updated|posted)\b:?|\d{1,2}:\d\d|\b\d{4}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|"
    rf"\b{MONTH} \d{{1,2}}\b|\b\d{{1,2}} {MONTH}(?=\W|$)).*$",
    re.S | re.IGNORECASE,
)
WRITERS = re.compile(
    r"^(?:(?:[Tt]he\s+)?[A-Z][\w.&]*(?:\s[A-Z][\w.&]*){0,3}?\s+)?"
    r"(?i:(?:staff|senior|foreign|military|diplomatic|science|business|political|sports|special)\s+)*"
    r"(?i:writers?|reporters?|correspondents?)\s+(?=[A-Z][\w.'’-]*\s[A-Z])"
)
# "Jana Roth und Lars Winter" are two, "José Ortega y Gasset" is one: a whole name must follow
FOREIGN_AND = (
    r"\s(?:und|et|y|e|och|og|en|ve|и|і|та)(?=\s[A-ZÀ-ÞА-ЯЁІЇЄ][\w.'’-]*\s(?:[a-z]{2,3}\s)*[A-ZÀ-ÞА-ЯЁІЇЄ])"
)
SPLIT = re.compile(rf"\s*(?:[,;|•·⋅∙/]|\s-\s|\s–\s|\s—\s|\band\b|\b[Ww]ith\b|{FOREIGN_AND}|&|\n)\s*")
SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|R\.?D\.?N?|M\.?P\.?H|Esq)\.?$")
# "Ahmed Warsame in Mogadishu", "Ann Lee for Calden Courier"
STATIONED = re.compile(r"^(?P<name>\S+\s\S+.*?)\s(?:(?:in|at|for|from)\s(?:the\s)?|of the\s)[A-Z].*$")
PLACE = re.compile(r"(?:in|at|from|near|outside|reporting from)\s(?:the\s)?[A-Z].*")  # "…, in Tbilisi"
# "; Editing by Bo Diaz", "Additional reporting by …" behind the authors; "Email The Author" and other buttons
HELPERS = re.compile(
    r"\s*[.;,|/(]?\s*\b(?:(?:additional|further|extra)\s+)?(?:edit(?:ed|ing)|translat(?:ed|ion|ing)|"
    r"fact[- ]check(?:ed|ing)|"
    r"produc(?:ed|ing)|photo(?:graph)?(?:s|ed|y)?|graphics?|illustrat(?:ed|ions?)|compil(?:ed|ing)|video|"
    r"(?:additional|further|extra)\s+(?:reporting|research)|reviewed|updated)\s+by\b.*$",
    re.IGNORECASE | re.S,
)
BUTTONS = re.compile(
    r"\s*[|•·–—-]?\s*\b(?:e-?mail(?:\s+(?:the\s+|this\s+)?(?:author|writer|reporter|me|bio))?|"
    r"contact(?:\s+(?:the\s+)?(?:author|writer|reporter))?|"
    r"(?:see|view|read)\s+(?:all|more)\b.*|more (?:from|by|stories)\b.*|follow(?:ing)?\b.*|"
    r"(?:view\s+)?(?:bio|profile|archive|articles|posts)|"
    r"opens in\b.*|subscribe\b.*|get alerts?\b.*|share\b.*|x|twitter|facebook|linkedin|instagram|rss)\s*$",
    re.IGNORECASE | re.S,
)
# "EcoCult Staff", "the Lavazza Team": who signs for a house; "Staff" alone names nobody
COLLECTIVE = re.compile(
    r"(?:\w[\w.&'’-]*\s){1,3}(?:[Ss]taff|[Tt]eam|[Ee]ditors|[Ee]ditorial [Bb]oard|[Nn]ewsroom|[Dd]esk)|Team\s[A-Z]\w+"
)
FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ][\w'’-]+|[A-Z]\.)){1,2}")
HANDLE = re.compile(r"[a-z]{4,30}")  # "apblackmd", as some systems sign with the name of an account
NO_NAME = re.compile(r"[\d*?!#=<>{}…]")


def clean_names(
    texts: Iterable[str], site_names: Sequence[str] = (), *, is_byline: bool = False
) -> tuple[str, ...]:
    """Names in bylines or author fields: "By Ann Lee and Bo Diaz, Reuters" -> ("Ann Lee", "Bo Diaz").

    An agency counts as author only where no person is named, the site never. `is_byline`: for what a page prints:
    there "Von Karla Wendt" is signed by Karla Wendt.
    """
    sites = {bare for site in site_names if (bare := _bare(site))}
    people: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for text in texts:
        for name in _names(_without_foreign_by(text, sites) if is_byline else text, site_names):
            (agencies if is_agency(name) else people).setdefault(_bare(name), name)
    kept = [name for bare, name in people.items() if bare not in sites or _is_person(name)]
    return tuple(kept or agencies.values())[:MAX_AUTHORS]


def named_agency(texts: Iterable[str]) -> str | None:
    """Usual name of the news agency that bylines or author fields name, in whatever case: "by reuters" -> "Reuters"."""
    for text in (" ".join(text.split()) for text in texts):
        parts = (part.strip(" .()") for part in SPLIT.split(PREFIX.sub("", text)))
        if agency := next(filter(None, map(agency_named, parts)), None) or agency_of(text):
            return agency
    return None


def is_full_name(text: str) -> bool:
    """True for a given name and a surname that is not a common word, and nothing else: "Ann Tarrow"."""
    if not FULL_NAME.fullmatch(text) or not _is_name(text):
        return False
    first, *others = text.split()
    is_first = is_common_given_name(first) or (first in all_given_names() and _is_uncommon(first))
    return is_first and all(map(_is_uncommon, others))


def may_be_full_name(text: str) -> bool:
    """True for two or three words that are written as a name is, rare given names too: "Orsolya Tarrow"."""
    return is_full_name(text) or (
        FULL_NAME.fullmatch(text) is not None and all(map(_is_uncommon, text.split()))
    )


def clean_signatures(texts: Iterable[str]) -> tuple[str, ...]:
    """Who signs where no person does: a house's staff, or the name of an account."""
    signed = dict.fromkeys(name for text in texts for name in _signatures(text))
    return tuple(signed)[:MAX_AUTHORS]


def _signatures(text: str) -> Iterator[str]:
    words, roles = read_words("common_words"), read_words("articles/byline_roles")  # "webdesk" names nobody
    for part in SPLIT.split(PREFIX.sub("", " ".join(text.split()))):
        is_handle = HANDLE.fullmatch(part) and part not in words and part not in roles
        is_house = COLLECTIVE.fullmatch(part) and not agency_of(part)
        if is_handle or is_house:
            yield part


def _names(text: str, site_names: Sequence[str]) -> Iterator[str]:
    text = PREFIX_GLUED.sub("", PREFIX.sub("", " ".join(text.split())))
    text = DATED.sub("", NOISE.sub(" ", HELPERS.sub("", text) or text))
    text = _without_writers(_without_buttons(PREFIX_GLUED.sub("", text)))
    for part in SPLIT.split(text):
        name = STATIONED.sub(r"\g<name>", PREFIX.sub("", part).strip(" .,:-–—\"'’"))
        name = without_agency(_without_role(without_agency(_without_site(name, site_names))))
        if not SUFFIX.match(name) and not PLACE.fullmatch(name) and _is_name(name):
            yield _cased(name)


def _without_foreign_by(text: str, sites: Set[str]) -> str:
    """ "Von Karla Wendt" -> "Karla Wendt", and so for the site's own name."""
    text = " ".join(text.split())
    match = FOREIGN_BY.match(text)
    behind = text[match.end() :] if match else ""
    return behind if begins_with_given_name(behind) or _bare(behind) in sites else text


def _without_buttons(text: str) -> str:
    for _ in range(3):  # "Ann Lee Email Twitter Bio"
        shorter = BUTTONS.sub("", text)
        text = shorter if " " in shorter else text  # "Max Follow" may be a name
    return text


def _without_writers(text: str) -> str:
    """ "AP Writers Ann Lee and Bo Diaz" -> "Ann Lee and Bo Diaz": what is before the names is their desk."""
    match = WRITERS.match(text)
    return text[match.end() :] if match else text


def _without_site(name: str, site_names: Sequence[str]) -> str:
    """ "Jim Walsh Cherry Hill Courier" -> "Jim Walsh", at a site of that name."""
    for site in site_names:
        head = name[: -len(site)].rstrip()
        if name.endswith(site) and len(head.split()) > 1:
            return head
    return name


def _without_role(name: str) -> str:
    """ "Ann Lee Senior Politics Reporter" -> "Ann Lee"; nothing of "Court Reporter" and "Calden Herald Staff"."""
    words = name.split()
    roles = read_words("articles/byline_roles")
    end = next((i for i, word in enumerate(words) if word.strip(".,").lower() in roles), len(words))
    is_person = 2 <= end <= 4 and (
        is_common_given_name(words[0])
        or (not COLLECTIVE.fullmatch(name) and all(map(_is_uncommon, words[:end])))
    )
    return " ".join(words[:end]) if is_person else name


def _is_uncommon(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in read_words("common_words")


def _is_person(name: str) -> bool:
    """A site may be called after who writes it."""
    words = name.split()
    return 2 <= len(words) <= 3 and is_common_given_name(words[0]) and not is_common_given_name(words[-1])


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= MAX_NAME_WORDS or len(name) < 3 or NO_NAME.search(name):
        return False
    if not any(c.isupper() for c in name) and len(words) < 2:
        return False
    roles = read_words("articles/byline_roles")
    if is_agency(name):
        return True
    is_city = name in newsroom_cities() or name.title() in newsroom_cities()  # "NEW YORK"
    return not is_city and not any(word.strip(".,").lower() in roles for word in words)


def _cased(name: str) -> str:
    """'terry pluto' and 'TERRY PLUTO' are written as names are."""
    return name.title() if name.islower() or (name.isupper() and " " in name) else name


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+|^the\b", "", text.lower())


@lru_cache(maxsize=1)
def newsroom_cities() -> frozenset[str]:
    """Where newsrooms are: "By Ann Lee, New York" names one author."""
    return frozenset(row["city"] for row in read_table("articles/outlets"))
