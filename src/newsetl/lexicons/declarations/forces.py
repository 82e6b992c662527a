"""Lexicons of armed and security forces, and of the figures that give their sizes."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from newsetl.lexicons.checking import Form, Iso3, Note, Several, WordOfSet
from newsetl.tables.force_levels import Measure, Modality, PersonnelType, WeakestField
from newsetl.tables.region_mentions import PlaceType

# Senses of a verb or noun that make a number no force size
Trap: TypeAlias = Literal["casualty", "captive", "anecdote", "target_of_strike", "family"]
Sense: TypeAlias = Literal[Measure, Trap]


@dataclass(frozen=True, slots=True)
class Force:
    """A force by name, and the state that it is at home in."""

    name: str
    aliases: str | None
    kind: Literal[
        "state_force", "military", "police", "intelligence", "militia", "insurgent", "coalition", "mission",
        "contractor", "cartel",
    ]  # fmt: skip
    iso3: Iso3 | None


@dataclass(frozen=True, slots=True)
class BelongsTo:
    """The state or alliance that a force is counted under, where its home does not say."""

    name: str
    belongs_to: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """An answer that no evidence can outweigh: it is barred in `example`, and not in `counter_example`."""

    constraint: str
    question: WeakestField
    bars: Note
    answer: Note | None
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class ContextWord:
    """What a word near a weak noun says about it."""

    word: str
    side: Literal["business", "civil", "equipment", "gone", "military"]


@dataclass(frozen=True, slots=True)
class JointForce:
    """Words for a force of several states, and the alliance that they mean where the article names it."""

    words: str
    actor: str | None
    named: str | None
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class Event:
    """A noun of what happens to a force."""

    noun: str
    measure: Sense


@dataclass(frozen=True, slots=True)
class Half:
    """A word for one half of a divided state, used beside the name of the other half."""

    half: str
    beside: Iso3
    iso3: Iso3


@dataclass(frozen=True, slots=True)
class HomeNoun:
    """A noun for soldiers, and the states that call theirs so."""

    word: str
    states: Annotated[str, Form(r"[A-Z]{3}(;[A-Z]{3})*", "codes of states, split by ';'")]


@dataclass(frozen=True, slots=True)
class StateWord:
    """A word that points at a state."""

    word: str
    iso3: Iso3


@dataclass(frozen=True, slots=True)
class StateName:
    """A name that stands for a state: of a leader, a ministry, a capital; empty where it stands for several."""

    name: str
    iso3: Iso3 | None


@dataclass(frozen=True, slots=True)
class ModalityWord:
    """A word that says whether a figure is so, is planned, possible or denied, and where it must be."""

    word: str
    modality: Modality
    scope: Literal["aux", "chain", "event", "infinitive"]


@dataclass(frozen=True, slots=True)
class ForceNoun:
    """A noun whose number is a force size, always (strong) or with military words near it (weak)."""

    word: str
    personnel_type: PersonnelType
    kind: Literal["collective", "strong", "team", "unit", "weak"]


@dataclass(frozen=True, slots=True)
class People:
    """A people and the force that it stands for."""

    name: str
    actor: str


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """A noun that points back at a place, and the types that the place may have; empty for any."""

    noun: str
    types: Annotated[str, Several(" ", PlaceType)] | None


@dataclass(frozen=True, slots=True)
class Unit:
    """An echelon and its plural, under which it is published."""

    word: str
    unit: str


@dataclass(frozen=True, slots=True)
class Theatre:
    """Who fights, and where."""

    kind: Literal["state", "force", "leader"]
    actor: str
    countries: Annotated[str, Several(";", Iso3)]


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb says of the force that is its object or subject, and which way the size goes."""

    lemma: str
    as_object: Sense | None
    as_subject: Sense | None
    change: Literal["up", "down"] | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts for in a question."""

    question: Literal[WeakestField, "record", "threshold"]
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Wording:
    """Words around a number that settle a question: `example` has them, `counter_example` only looks so."""

    question: Literal["measure", "modality"]
    value: Literal[Measure, Modality]
    words: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class Layout:
    """How many entries of lists of a layout were right, of how many that were read and labelled."""

    layout: Literal["labels told", "labels guessed", "columns told", "columns guessed", "sentence"]
    weakest_field: WeakestField
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class ListWords:
    """Words that say what a list of forces lists: `example` has them, `counter_example` only looks so.

    Args:
        value: a role, a measure with its modality, or none.
    """

    part: Literal["heading", "head", "column", "entry", "guests"]
    value: str
    words: str
    example: Note
    counter_example: Note


DECLARED: dict[str, type] = {
    "forces/named_forces": Force,
    "forces/belongs_to": BelongsTo,
    "forces/constraints": Constraint,
    "forces/context": ContextWord,
    "forces/layouts": Layout,
    "forces/lists": ListWords,
    "forces/events": Event,
    "forces/countries_by_half": Half,
    "forces/home_nouns": HomeNoun,
    "forces/leaders": StateName,
    "forces/metonyms": StateName,
    "forces/modality": ModalityWord,
    "forces/nouns": ForceNoun,
    "forces/peoples": People,
    "forces/place_nouns": PlaceNoun,
    "forces/state_signs": StateWord,
    "forces/theatres": Theatre,
    "forces/unit_plurals": Unit,
    "forces/verbs": Verb,
    "forces/weights": Weight,
    "forces/word_sets": WordOfSet,
    "forces/joint_forces": JointForce,
    "forces/wordings": Wording,
}
