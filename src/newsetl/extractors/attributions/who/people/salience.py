"""Who a pronoun or "the colonel" refers to: salience of the people that the article has named so far."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsetl.core.spans import Span
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.people.affiliation_match import is_of
from newsetl.extractors.attributions.who.people.genders import genders_of
from newsetl.extractors.attributions.who.people.pronouns import VAGUE
from newsetl.extractors.attributions.who.people.roles import role_words
from newsetl.extractors.attributions.who.people.standing import standing
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import Description
from newsetl.language import Analysis, Sentence
from newsetl.language.quotes import Quote
from newsetl.tables.entity_mentions import EntityMention

LONG_QUOTE = 40  # characters; who is named in speech is mentioned, not about to speak
NOTHING = Description()  # "the colonel" has neither country nor body
NEXT = 2  # sentences back to the person that "the activist" may mean
REACH = 12  # sentences back that a pronoun may point; newspapers put one sentence in a paragraph
FORMER = "former"
FORMERLY = (FORMER, "ex-", "retired", "onetime", "one-time")
GENDERED = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


@dataclass(frozen=True, slots=True)
class SalientMention:
    """Someone mentioned at an offset: the source that he would be, and how prominent he is there.

    Args:
        is_subject: he is the subject of a clause, or the agent of a passive.
        is_leading: that clause is not part of another one.
    """

    start: int
    sentence: int
    source: Source
    gender: str | None
    is_subject: bool
    is_person: bool
    is_leading: bool = False


@dataclass
class Salience:
    """The article's people and bodies in text order; sources without a name are added as they are found."""

    spoken: list[SalientMention] = field(default_factory=list)

    def add(self, spoken: SalientMention) -> None:
        """Adds a source without a name ("a military official", "the director"), as an antecedent of "he".

        People known from elsewhere in the article keep their known gender.
        """
        if spoken.gender is None and spoken.source.id is not None:
            same = (s.gender for s in self.spoken if s.source.id == spoken.source.id and s.gender)
            spoken = replace(spoken, gender=next(same, None))
        self.spoken.append(spoken)
        self.spoken.sort(key=lambda s: s.start)

    def step_back(self, content: Span) -> None:
        """Marks people named in another's statement as not leading: "According to the mayor, Lee has left"."""
        for index, spoken in enumerate(self.spoken):
            if spoken.is_leading and content.start <= spoken.start < content.end:
                self.spoken[index] = replace(spoken, is_leading=False)

    def person(self, at: int, sentence: int, pronoun: str, content: Span) -> Source | None:
        """Who "he" or "she" at a place means; someone named in what he says only where nobody else is."""
        gender = GENDERED.get(pronoun)
        outside = [s for s in self.spoken if not content.start <= s.start < content.end]
        return self._person(outside, at, sentence, gender) or self._person(self.spoken, at, sentence, gender)

    @staticmethod
    def _person(
        spoken: Sequence[SalientMention], at: int, sentence: int, gender: str | None
    ) -> Source | None:
        fits = [
            s
            for s in spoken
            if s.start < at
            and s.is_person
            and sentence - s.sentence <= REACH
            and not (gender and s.gender and gender != s.gender)
        ]
        subjects = [s for s in fits if s.is_subject]
        if subjects and (not fits or fits[-1].sentence - subjects[-1].sentence <= 2):
            last = [s for s in subjects if s.sentence == subjects[-1].sentence]
            return _surely(next((s for s in reversed(last) if s.is_leading), last[-1]), fits, gender).source
        return fits[-1].source if fits else None

    def namesake(self, source: Source, pronoun: str, at: int) -> Source | None:
        """Who of two with one surname says "he" of himself, where the name alone leads to the other one."""
        gender, surname = GENDERED.get(pronoun), (source.name or "").split()[-1:]
        before = [s for s in self.spoken if s.start < at and s.is_person and s.source.name]
        same = {s.source.id: s for s in before if (s.source.name or "").split()[-1:] == surname}
        own = same.pop(source.id, None)
        if gender is None or own is None or own.gender in (None, gender):
            return None
        fits = [s.source for s in same.values() if s.gender in (None, gender)]
        return replace(fits[0], how=source.how) if len(fits) == 1 else None

    def body(self, at: int, sentence: int) -> Source | None:
        """What organisation "it" at a place means: the last one that was a subject."""
        fits = [
            s
            for s in self.spoken
            if s.start < at and not s.is_person and s.source.kind != "group" and sentence - s.sentence <= 3
        ]
        subjects = [s for s in fits if s.is_subject]
        last = [s for s in subjects if s.sentence == subjects[-1].sentence]
        return next((s for s in reversed(last) if s.is_leading), last[-1]).source if last else None

    def group(self, at: int, sentence: int) -> Source | None:
        """Who "they" means: the last group that spoke, or a body."""
        fits = [s for s in self.spoken if s.start < at and s.is_subject and sentence - s.sentence <= 3]
        groups = [s for s in fits if _may_be_several(s.source)]
        return groups[-1].source if groups else None

    def with_role(self, phrase: str, at: int, described: Description = NOTHING) -> Source | None:
        """Who "the colonel" or "the spokesman" is: the last one before with that role, of no other country or body."""
        wanted = role_words(phrase)
        if not wanted:
            return None
        for s in reversed(self.spoken):
            if (
                s.start < at
                and s.is_person
                and s.source.role_title
                and wanted <= role_words(s.source.role_title)
                and _may_be(s.source, described)
            ):
                return s.source
        return None

    def just_spoken_without_office(
        self, at: int, sentence: Sentence, sentences: Sequence[Sentence]
    ) -> Source | None:
        """The named last speaker, if the article has only a former role of his: "a former colonel"."""
        known = self.just_spoken(at, sentence, sentences)
        is_free = known is not None and (known.role_title or FORMER).startswith(FORMERLY)
        return known if known is not None and known.anonymity == "named" and is_free else None

    def just_spoken(
        self,
        at: int,
        sentence: Sentence,
        sentences: Sequence[Sentence],
        gender: str | None = None,
        back: int = NEXT,
    ) -> Source | None:
        """Who has spoken in the paragraph, some sentences back at most, where nobody else is named there."""
        behind = sentences[max(0, sentence.index - back) : sentence.index + 1]
        start = min(s.start for s in behind if s.paragraph == sentence.paragraph)
        near = [s for s in self.spoken if start <= s.start < at and s.is_person]
        is_one = len({s.source.name for s in near}) == 1
        if not is_one or not near[-1].is_subject:
            return None
        fits = gender is None or all(s.gender in (None, gender) for s in near)
        return near[-1].source if fits else None


def _may_be_several(source: Source) -> bool:
    """True for groups and bodies, and for "others"."""
    return source.kind in ("group", "organisation", "government") or (source.name or "").lower() in VAGUE


def _may_be(source: Source, described: Description) -> bool:
    """True unless a source is of another country or body than the one described; of most we know neither."""
    if described.iso3 is not None and source.iso3 not in (None, described.iso3):
        return False
    return not source.affiliation or is_of(source, source.role_title or "", described)


def _surely(chosen: SalientMention, fits: Sequence[SalientMention], gender: str | None) -> SalientMention:
    """For "she" a woman rather than a person of unknown gender: "Chris Holm scolded Ada Lind after she had left".

    In news of wars, people of unknown gender are mostly men.
    """
    if gender != "f" or chosen.gender is not None:
        return chosen
    women = [s for s in fits if s.gender == "f" and s.sentence >= chosen.sentence]
    return women[-1] if women else chosen


def people_of(analysis: Analysis, mentions: Sequence[EntityMention], quotes: Sequence[Quote]) -> Salience:
    """The named people and bodies of an article outside its quotations."""
    genders = genders_of(analysis.text, mentions)
    focus = Salience()
    speech = [q for q in quotes if q.end - q.start > LONG_QUOTE]
    for mention in mentions:
        before = bisect_right(speech, mention.start, key=lambda quote: quote.start) - 1
        if before >= 0 and mention.start < speech[before].end:
            continue
        is_subject, is_leading = standing(analysis, mention)
        focus.spoken.append(
            SalientMention(
                mention.start,
                mention.sentence_index,
                named_source(mention),
                genders.get(mention.entity_id),
                is_subject,
                mention.entity_type == "person",
                is_leading,
            )
        )
    return focus
