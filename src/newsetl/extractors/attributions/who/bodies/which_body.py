"""Which named body "the company" or "the ministry" means: the one of that kind that the article named just before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsetl.core.spans import Span
from newsetl.extractors.attributions.who.bodies.armed import only_armed
from newsetl.extractors.attributions.who.bodies.introduced import introduced_as, nouns_behind_name
from newsetl.extractors.attributions.who.bodies.kinds_of_bodies import (
    SUREST,
    descriptions,
    is_of_kind,
    is_open,
    names_itself,
    nouns_of,
    shares_a_word,
    split_cell,
)
from newsetl.extractors.attributions.who.bodies.not_named import is_another_of_a_state
from newsetl.extractors.attributions.who.bodies.un_bodies import body_of_un
from newsetl.extractors.attributions.who.bodies.unnamed_bodies import UnnamedBodies
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import NON_STATE_KINDS, institution_of_name
from newsetl.lexicons import Row, read_words
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

BODY_TYPES = ("organisation", "armed_group", "military_unit")
UNION = "international"
UNION_KINDS = frozenset(("mission",))
REACH = 8  # sentences back; newspapers put one sentence in a paragraph
LATER = 4  # sentences by which the next body of its kind is named later, so that "a watchdog" means the first
LEDE = 3  # sentences in which "a watchdog" may stand for a body that the article names afterwards
DEFINITE_NOUN = re.compile(r"[Tt]he\s(?P<noun>[A-Za-z]+(?:\s[a-z]+)?)(?:['’]s?)?")
# "the Britain-based monitor", "a rights group", "the aid group that supports it"
DESCRIBED_NOUN = re.compile(
    r"(?P<article>[Tt]he|[Aa]n?)\s(?P<told>(?:[\w’'-]+\s){0,3}?)(?P<noun>[a-zA-Z]+(?:\s[a-z]+)?)(?:,?\s(?:that|which|based\s(?:in|at))\s.*)?"
)
# "Told Reuters": it only hears.
CREDITED = re.compile(r"(?:\(|\b(?:told|tells|by|to|via|from)\s)(?:the\s)?\Z")
ISSUED = re.compile(
    rf"\b(?:{alternatives(read_words('statements/document_nouns'))})\s(?:[a-z]+\s)?(?:by|from)\s(?:the\s)?\Z"
)
ANY_PAPER = ("text", "document")
JUST_BEFORE = 4  # sentences back to the body that "the rebels" or "the UN agency" means
STATE_KINDS = frozenset(("military", "state_force", "police", "legislature", "court"))
OUTLET_SOURCES = ("news_agency", "social_media")
OUTLETS = frozenset(("outlet", "news_agency"))
HELPING_WORDS = word_set("statements/word_sets", "words for helping groups")
ARMED_WORDS = word_set("statements/word_sets", "words for armed groups")


@dataclass(frozen=True)
class Bodies:
    """The bodies that an article names, in text order, with the text; and who has been cited, by sentence."""

    text: str
    mentions: Sequence[EntityMention]
    spoken: list[tuple[int, Source]] = field(default_factory=list)
    called: dict[str, frozenset[str]] = field(default_factory=dict)
    stated: list[tuple[int, str, Source]] = field(default_factory=list)
    unnamed: UnnamedBodies = field(default_factory=UnnamedBodies)

    def add(self, sentence: int, source: Source, phrase: str = "") -> None:
        """Takes down who speaks in a sentence, and what the phrase calls him: "Indepaz, a think tank,"."""
        self.spoken.append((sentence, source))
        if source.id is not None and (told := nouns_behind_name(phrase)):
            self.called[source.id] = told

    def add_issuer(self, span: Span, sentence: int, issuer: str) -> None:
        """Takes down the body that issued the document which a phrase [start, end) cites: "a report by the Trust"."""
        for mention in self.mentions[bisect_left(self.mentions, span.start, key=lambda m: m.start) :]:
            if mention.start >= span.end:
                break
            if mention.entity_type in BODY_TYPES and issuer in (mention.surface, mention.entity_name):
                self.spoken.append((sentence, named_source(mention)))

    def add_statement(self, sentence: int, noun: str, source: Source) -> None:
        """Takes down who says something "in a statement", or a letter, or a message."""
        self.stated.append((sentence, noun, source))

    def who_stated(self, sentence: int, noun: str) -> Source | None:
        """Whose statement "the statement" is: that of the last source of one, a few sentences ago at most."""
        near = [
            source
            for spoken, said, source in self.stated
            if 0 <= sentence - spoken <= REACH and noun in (said, *ANY_PAPER)
        ]
        return near[-1] if near else None

    def _cited(self, sentence: int, reach: int = REACH) -> list[Source]:
        return [source for spoken, source in self.spoken if 0 <= sentence - spoken <= reach]

    def meant_by(self, phrase: str, at: int, sentence: int) -> Source | None:
        """The body that a description such as "the company" at a place means; None for none or several that fit.

        Of several that fit, the one that has just been cited is meant. Without one, a body named in between of which
        nothing is known may be a company as well: then it is left open.
        """
        match = DEFINITE_NOUN.fullmatch(" ".join(phrase.split()))
        named = self._named_with(match["noun"], at, sentence) if match is not None else None
        row = descriptions().get(match["noun"].lower()) if match is not None else None
        if named is not None or row is None:
            return named
        outlet = self.outlet_cited(sentence, REACH)
        if (
            outlet is not None
            and outlet.how in ("kind", "body_described")
            and not OUTLETS.isdisjoint(split_cell(row["kinds"]))
        ):
            return outlet  # "the Maariv newspaper", which is not a mention
        cited = {source.id for source in self._cited(sentence)}
        near = [m for m in self.before(at) if sentence - m.sentence_index <= REACH or m.entity_id in cited]
        fits = [m for m in near if self._fits(m, row)]
        among = [m for m in fits if m.entity_id in cited] or fits
        if not among:
            return self._called_so(row["noun"], sentence)
        if len({m.entity_id for m in among}) != 1:
            return None
        between = [m for m in near if m.start > fits[-1].start]
        if among[-1].entity_id not in cited and is_open(row) and any(map(self._is_unknown, between)):
            return None
        return named_source(among[-1])

    def _named_with(self, noun: str, at: int, sentence: int) -> Source | None:
        """The body whose name has a noun with a capital: "the Mission"; of several the last cited."""
        if noun not in read_words("organisations/nouns_alone"):
            return None
        cited = [s for _, s in self.spoken if s.kind in ("organisation", "government")]
        written = [
            named_source(m) for m in self.before(at) if noun in m.surface.split() and m.surface != noun
        ]
        named = [named_source(m) for m in self.before(at)]
        called = [s for s in (*named, *cited) if noun in (s.name or "").split() and s.name != noun]
        fits = {s.id: s for s in (*called, *written)}
        if len(fits) <= 1:
            return next(iter(fits.values()), None)
        near = [s for s in self._cited(sentence) if s.id in fits]
        return near[-1] if near else None

    def _called_so(self, noun: str, sentence: int) -> Source | None:
        """The body cited last whose name ends in the noun or is the noun, where only capitals mark one."""
        fits = [
            s
            for s in self._cited(sentence)
            if (s.kind != "document" and noun in (s.name or "").lower().split())
            or noun in self.called.get(s.id or "", ())
        ]
        return fits[-1] if fits else None

    def document_cited(self, noun: str, sentence: int) -> Source | None:
        """The document of that kind and of somebody named that was cited last: whose "the release" is."""
        fits = [
            s for s in self._cited(sentence) if s.kind == "document" and (s.name or "").lower().endswith(noun)
        ]
        return fits[-1] if fits else None

    def outlet_cited(self, sentence: int, reach: int) -> Source | None:
        """The agency or newspaper cited last, at most so many sentences ago."""
        outlets = [s for s in self._cited(sentence, reach) if s.kind == "news_agency"]
        return outlets[-1] if outlets else None

    def described(self, phrase: str, at: int, sentence: int) -> Source | None:
        """The body that a longer description means ("the Britain-based monitor"), named before or afterwards.

        Only a body whose name shows its kind counts, the only one in the article; what is introduced with
        "a" is named afterwards, is in the first sentences, and means the first of its kind if the next comes late.
        """
        match = DESCRIBED_NOUN.fullmatch(" ".join(phrase.split()))
        if match is None or any(map(names_itself, match["told"].split())):
            return None
        words = match["noun"].lower()
        row = descriptions().get(words) or descriptions().get(words.split()[-1])
        is_definite = match["article"].lower() == "the"
        if row is None or is_open(row) or not (is_definite or sentence < LEDE):
            return None
        bodies = [m for m in self.mentions if m.entity_type in BODY_TYPES]
        fits: dict[str, EntityMention] = {}
        for mention in bodies:
            is_other = is_another_of_a_state(phrase, mention.entity_name)
            if not is_other and self._fits(mention, row) and (is_definite or mention.start > at):
                fits.setdefault(mention.entity_id, mention)
        named = next(filter(None, ([m for m in fits.values() if is_sure(m, row)] for is_sure in SUREST)), [])
        is_clear = len(named) == 1 or (
            not is_definite and len(named) > 1 and named[1].sentence_index - named[0].sentence_index >= LATER
        )
        return named_source(named[0]) if is_clear else None

    def of_union(self, phrase: str, at: int, sentence: int) -> Source | None:
        """The body of the UN that "the UN agency" means."""
        return body_of_un(phrase, at, sentence, self.mentions, self._cited(sentence, JUST_BEFORE))

    def armed_cited(self, sentence: int) -> Source | None:
        """The one armed group cited just before, which "the rebels" are."""
        return only_armed(self._cited(sentence, JUST_BEFORE), self.mentions)

    def before(self, at: int) -> Iterator[EntityMention]:
        """Bodies named before a place, but those that a statement is only told to or credited to."""
        for mention in self.mentions[: bisect_left(self.mentions, at, key=lambda m: m.start)]:
            start = mention.start
            is_body = mention.entity_type in BODY_TYPES
            is_credited = CREDITED.search(self.text, max(0, start - 10), start) is not None
            if is_body and not (is_credited and not ISSUED.search(self.text, max(0, start - 40), start)):
                yield mention

    def _fits(self, mention: EntityMention, row: Row) -> bool:
        institution = institution_of_name(mention.entity_name)
        if mention.entity_type == "military_unit" and split_cell(row["kinds"]) == UNION_KINDS:
            return False  # "the local defence force" is no air force
        if institution is not None and institution.kind in NON_STATE_KINDS - split_cell(row["kinds"]):
            return False  # "the army" is no Free Syrian Army
        if shares_a_word(mention, row) or is_of_kind(mention, row):
            return True
        is_told = institution is None or institution.kind == UNION
        return is_told and not introduced_as(self.text, mention).isdisjoint(nouns_of(row))

    def _is_unknown(self, mention: EntityMention) -> bool:
        """True for a body whose kind is shown neither by its name nor by our lists."""
        if institution_of_name(mention.entity_name) is not None:
            return False
        return not any(self._fits(mention, row) for row in descriptions().values())
