"""Sources without an attribution: 'a Pentagon report put the number at 8,892'."""

import re

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import is_verb
from newsetl.extractors.force_levels.how_many.candidates import noun_behind
from newsetl.extractors.force_levels.scene import REACH, Scene
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.language.numbers import NumberExpression
from newsetl.language.syntax import child, subject
from newsetl.lexicons import read_words
from newsetl.lexicons.months import month_numbers
from newsetl.lexicons.word_sets import word_set

PUTTING = word_set("statements/word_sets", "putting verbs") | lexicon.word_set("estimating verbs")
FIGURE = lexicon.word_set("figure nouns")
GIVING = lexicon.word_set("giving")
GOVERNMENTS = lexicon.word_set("governments")
TELLING = lexicon.word_set("telling nouns")
ARTICLE = re.compile(r"^(?:a|an|the|one)\s+", re.IGNORECASE)
PUT_AT = re.compile(
    r"\b(?:put|estimated|reckoned|pegged|placed|counted|given) (?:at|as)\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE
)
# "put at 600 to 900 fighters by the African Union"
BY_WHOM = re.compile(
    r"(?:\s+[a-z-]+){0,4}?\s+by\s+(?:the\s+|an?\s+)?(?P<who>[A-Z][\w.’'-]*(?:\s+(?:of\s+)?[A-Z][\w.’'-]*)*|[a-z]+(?:\s+[a-z]+)?)"
)
JOINING = "while|but|and|whereas|though|although"  # what opens a clause of its own
# "…; the Pentagon had given 500", "while the junta spoke of 400": the clause of a number has a source of its own
OF_CLAUSE = re.compile(
    rf"(?:^|[;:,]\s+|\b(?=(?:{JOINING})\b))(?:(?:{JOINING})\s+)?"
    rf"(?:(?i:the|an?|one|another)\s+)?(?P<who>(?!(?:{JOINING})\b)(?:[\w.&’'-]+\s+){{0,4}}?[\w.’'-]+)(?:,\s+[^,;.]{{3,60}},)?\s+"
    rf"(?:(?:has|had|have|only|once|earlier|later|itself|now)\s+){{0,2}}"
    rf"(?P<verb>{lexicon.either('giving a number', 'giving')})\s+"
    r"(?:(?:only|just|an?\s+(?:figure|total|number)\s+of)\s+)?$"
)
# "By French estimates", ", by the army's own count,"
BY_ESTIMATE = re.compile(
    rf"\b(?:[Bb]y|[Oo]n)\s+(?:the\s+)?(?P<who>(?P<whose>(?!(?:{lexicon.either('no teller')})\b)"
    rf"(?:[\w.’'-]+\s+){{1,3}}?)(?:{lexicon.either('estimates')}))\b"
)
# "has, by its own account, 20,000 fighters"
BY_OWN = re.compile(
    rf"\b(?:by|on)\s+(?:its|their|his|her)\s+own\s+(?:{lexicon.either('estimates')})\b", re.IGNORECASE
)
CLAUSE = re.compile(rf";|,\s+(?=(?:{JOINING})\b)")
POSSESSOR = re.compile(r"['’]s?$")
OWN_COUNT = re.compile(r"['’]s?\s+(?:own\s+)?\w+$")
MAX_STEPS = 6


def source_after_by(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    """The span of who counts a number, after "by": 'is estimated at 7,000 by the African Union'."""
    sentence, text = scene.analysis.sentence_at(number.start), scene.analysis.text
    if scene.ending(PUT_AT, sentence.start, number.start) is None:
        return None
    match = BY_WHOM.match(text, number.end, sentence.end)
    return None if match is None else match.span("who")


def source_in_clause(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    """The source of a number in its own clause: 'by the Union', 'by French estimates', 'the junta spoke of 400'."""
    return scene.once(("teller", number), lambda: _source_in_clause(scene, number))


def _source_in_clause(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    return (
        source_after_by(scene, number)
        or subject_of_telling_verb(scene, number)
        or _by_estimate(scene, number)
    )


def source_of_number(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    """The source of a number in its own clause, also of one that counts its own ("by its own account")."""
    return source_in_clause(scene, number) or scene.once(
        ("own", number), lambda: _by_own_account(scene, number)
    )


def subject_of_telling_verb(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    """The subject of a verb of telling that has the number, if it may be a source: '; the Pentagon had given 500'.

    A subject that gives, counts or lists soldiers is no source ("the Union gave 500 soldiers"; but "spoke of 500").
    """
    text, start = scene.analysis.text, scene.analysis.sentence_at(number.start).start
    before = text[start : number.hedge_start]
    match = OF_CLAUSE.search(before, max(0, len(before) - REACH))
    if match is None or (match["verb"] in GIVING and noun_behind(scene, number).word is not None):
        return None
    at = (start + match.start("who"), start + match.end("who"))
    actors = [m for m in find_actors(text, *at) if m.name.kind in ("metonym", "group")]
    is_named = at[1] in {*(m.end for m in scene.entities_in(*at)), *(m.end for m in actors)}
    return at if is_named or _tells(match["who"].split()[-1]) else None


def _by_estimate(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    sentence, text = scene.analysis.sentence_at(number.start), scene.analysis.text
    start = max(
        (m.end() for m in CLAUSE.finditer(text, sentence.start, number.start)), default=sentence.start
    )
    behind = CLAUSE.search(text, number.end, sentence.end)
    for match in BY_ESTIMATE.finditer(text, start, sentence.end if behind is None else behind.start()):
        if any(_is_somebody(word) for word in match["whose"].split()):
            return match.start("who"), match.start("who") + len(OWN_COUNT.sub("", match["who"]))
    return None


def _by_own_account(scene: Scene, number: NumberExpression) -> tuple[int, int] | None:
    """The group named last before 'by its own account' in the clause of the number."""
    sentence = scene.analysis.sentence_at(number.start)
    match = scene.search(BY_OWN, sentence.start, sentence.end)
    if match is None:
        return None
    between = min(number.end, match.end()), max(number.start, match.start())
    if CLAUSE.search(scene.analysis.text, *between) is not None:
        return None
    named = [m for m in scene.actors_in(sentence) if m.end <= match.start()]
    return (named[-1].start, named[-1].end) if named else None


def _tells(noun: str) -> bool:
    """A noun for a source of numbers: 'ministry', 'analysts'."""
    word = noun.lower()
    return bool({word, word.removesuffix("s")} & TELLING) or word in GOVERNMENTS


def _is_somebody(word: str) -> bool:
    """A name, or a noun for a source or an owner of forces, not a day: 'French', 'U.S.', 'ministry', 'army’s'."""
    bare = POSSESSOR.sub("", word)
    if bare.lower() in read_words("weekdays") or bare.lower() in month_numbers():
        return False
    return bare[:1].isupper() or _tells(bare) or (bare != word and bare.lower() in lexicon.force_nouns())


def stated_source(scene: Scene, number: NumberExpression, head: int) -> str | None:
    """The report or office that puts the number at a figure; None if the sentence has none."""
    told = source_of_number(scene, number)
    if told is not None:
        return scene.analysis.text[slice(*told)]
    sentence = scene.analysis.sentence_at(number.start)
    if not sentence.is_parsed:
        return None
    token = scene.analysis.doc[head]
    for _ in range(MAX_STEPS):
        if is_verb(token) and token.lemma_ in PUTTING:
            return _teller(scene, token)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _teller(scene: Scene, verb: Token) -> str | None:
    """The verb's subject, if it may be a source and the verb is about a figure."""
    who, path = subject(verb)
    if who is None or path in ("expletive", "agent") or who.i > verb.i:
        return None
    is_teller = who.lemma_.lower() in TELLING or (
        verb.lemma_ == "put" and _has_figure(verb) and who.pos_ == "PROPN"
    )
    if not is_teller or not (verb.lemma_ != "put" or _has_figure(verb)):
        return None
    words = scene.analysis.text[who.left_edge.idx : _end_of_name(who)]
    return ARTICLE.sub("", " ".join(words.split())) or None


def _end_of_name(who: Token) -> int:
    """Where 'Ministry of Defence' ends."""
    of = next((c for c in who.children if c.lower_ == "of" and c.i == who.i + 1), None)
    whom = None if of is None else child(of, "pobj")
    last = who if whom is None else whom
    return last.idx + len(last)


def _has_figure(verb: Token) -> bool:
    """'put the number at 8,892', 'put the troops there at 127,000'."""
    is_at_number = any(c.lower_ == "at" and any(n.pos_ == "NUM" for n in c.children) for c in verb.children)
    return is_at_number or any(
        c.dep_ in ("dobj", "nsubj") and c.lemma_.lower() in FIGURE for c in verb.children
    )
