"""Small archives that never were: articles with their rows, some corrected, late, undated or annotated again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from newsetl.lake import Changes
from newsetl.tables import TABLES
from newsetl.tables.schema import columns_of
from tests.lake.rows import article, mention, run_row

WORDS = ("Kabul", "is", "calm", "troops", "Troops,", "withdraw", "withdrawal", "Café", "U.S.", "8,892")
SIZES = (4000, 5000, 7000, 9000)
REPLACED = ("force_levels", "attributions")


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision of an article: its day, its story, the sizes that it reports, and the seed of its rows."""

    name: str
    revision: int
    day: date | None
    story: str
    sizes: tuple[int, ...] = (4000, 5000)
    seed: int = 0


def changes(run_id: str, entries: list[Entry], annotated_again: list[Entry] | None = None) -> Changes:
    """What a run adds and supersedes, and which articles it annotates again."""
    again = annotated_again or []
    rows = {
        "articles": [_article(entry, run_id) for entry in entries],
        "runs": [run_row(run_id)],
        "region_mentions": [_place(entry, k) for entry in entries for k in range(4)],
        "entity_mentions": [_person(entry, k) for entry in entries for k in range(3)],
        "attributions": [_statement(entry, k) for entry in [*entries, *again] for k in range(3)],
        "force_levels": [_figure(entry, size) for entry in [*entries, *again] for size in entry.sizes],
    }
    superseded = frozenset(entry.name for entry in entries if entry.revision > 1)
    reannotated = frozenset(entry.name for entry in again)
    added = {name: TABLES[name].to_arrow(found) for name, found in rows.items()}
    return Changes(added, superseded, frozenset(REPLACED) if again else frozenset(), reannotated)


def random_runs(seed: int, number: int) -> Iterator[Changes]:
    """Runs over two months of articles that come late, are corrected or have no day; the last annotates some again."""
    drawn = random.Random(seed)
    known: dict[str, Entry] = {}
    for run in range(number - 1):
        fresh = []
        for name in drawn.sample("abcdefghijkl", 5):
            old = known.get(name)
            day = drawn.choice([None, date(2024, 1, 1) + timedelta(drawn.randrange(60))])
            sizes = tuple(drawn.sample(SIZES, drawn.randrange(4)))
            story = drawn.choice(["s1", "s2", "s3", f"s-{name}"])
            fresh.append(Entry(name, old.revision + 1 if old else 1, day, story, sizes, drawn.randrange(99)))
        known |= {entry.name: entry for entry in fresh}
        yield changes(f"run-{run}", fresh)
    some = drawn.sample(sorted(known), 4)
    again = [replace(known[name], sizes=(5000,), seed=known[name].seed + 1) for name in some]
    yield changes(f"run-{number - 1}", [], again)


def _article(entry: Entry, run_id: str) -> dict[str, Any]:
    row = article(entry.name, day=5 if entry.day else None, revision=entry.revision, run_id=run_id)
    moment = (
        datetime(entry.day.year, entry.day.month, entry.day.day, 23, 59, tzinfo=UTC) if entry.day else None
    )
    drawn = random.Random(f"{entry.name}{entry.seed}")
    return row | {
        "published_at": moment,
        "story_id": entry.story,
        "outlet": f"Outlet {entry.name < 'c'}",
        "title": f"{drawn.choice(WORDS)} in {entry.name}",
        "text": "Kabul. " + " ".join(drawn.choices(WORDS, k=12)),
        "wire_agency": drawn.choice([None, "AP"]),
        "url": f"https://example.org/{entry.name}",
    }


def _front(table: str, entry: Entry, number: int) -> dict[str, Any]:
    """The columns that the rows of all annotation tables have, with the key of this one."""
    own = {column.name for column in columns_of(TABLES[table].row)}
    row = mention(entry.name, number, entry.revision) | {
        "published_date": entry.day,
        "story_id": entry.story,
        "outlet": f"Outlet {entry.name < 'c'}",
        TABLES[table].key[0]: f"{table}-{entry.name}-{number}-{entry.revision}",
    }
    names = {column.name for column in TABLES[table].columns} | own
    return {name: value for name, value in row.items() if name in names}


def _place(entry: Entry, number: int) -> dict[str, Any]:
    drawn = random.Random(f"{entry.name}{entry.seed}{number}")
    country = drawn.choice(["AFG", "IRQ", "USA"])
    place = {"place_id": f"gn:{country}{number % 2}", "place_name": f"Place {country}", "place_type": "city",
             "country_iso3": country, "country_name": f"Country {country}", "subregion": "Somewhere"}  # fmt: skip
    kind = {"mention_type": drawn.choice(["literal", "literal", "metonym", "demonym", "dateline"])}
    return _front("region_mentions", entry, number) | kind | (place if drawn.random() < 0.8 else {})


def _person(entry: Entry, number: int) -> dict[str, Any]:
    who = random.Random(f"{entry.name}{entry.seed}{number}").randrange(3)
    return _front("entity_mentions", entry, number) | {
        "entity_id": f"ent-{who}", "entity_name": "Jane Roe"[number:] or "Roe", "entity_type": "person",
        "role_title": (None, "envoy")[who == 1], "country_iso3": (None, "USA")[who == 2],
    }  # fmt: skip


def _statement(entry: Entry, number: int) -> dict[str, Any]:
    drawn = random.Random(f"{entry.name}{entry.seed}{number}")
    who = drawn.randrange(3)
    return _front("attributions", entry, number) | {
        "source_name": (None, "Jane Roe", "Roe")[drawn.randrange(3)], "source_kind": ("person", "government")[who % 2],
        "source_id": (None, "src-1", "src-2")[who],
        "anonymity": ("named", "anonymous", "role_only")[drawn.randrange(3)],
        "role_title": (None, "envoy", "minister")[drawn.randrange(3)], "affiliation_iso3": (None, "IRQ", "USA")[who],
        "via_name": (None, "AP")[drawn.randrange(2)], "cue_class": ("say", "deny")[drawn.randrange(2)],
        "speech_type": ("direct", "indirect")[drawn.randrange(2)], "content_start": 0, "content_end": 5,
        "content_text": "Kabul", "depth": 0, "is_negated": drawn.random() < 0.2,
    }  # fmt: skip


def _figure(entry: Entry, size: int) -> dict[str, Any]:
    return _front("force_levels", entry, size) | {
        "claim_id": f"clm-{size}", "surface": f"{size:,}", "sentence": "So many.", "sentence_index": size,
        "unit": "persons",
        "value": size, "value_low": size, "value_high": size, "qualifier": ("exact", "about")[size == 7000],
        "measure": "level", "modality": "actual", "actor_name": f"Force of {entry.name}", "actor_iso3": "USA",
        "personnel_type": "troops", "place_iso3": "IRQ", "place_name": f"Place {len(entry.name)}",
        "source_name": f"Source {entry.name}", "via_name": (None, "AP")[size == 9000],
        "attribution_id": f"attributions-{entry.name}-0-{entry.revision}",
    }  # fmt: skip
