"""Rows of an archive that never was, made a month at a time as Arrow columns: for measuring, not for reading.

Frequencies follow Zipf's law, as those of names in news do; every span is where it says, so that all checks run.
"""

from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from newsetl.tables import TABLES
from newsetl.tables.schema import Table

ROWS = {
    "region_mentions": 20,
    "attributions": 6,
    "force_levels": 1,
    "date_mentions": 6,
    "entity_mentions": 10,
}
LEDE = "The ministry in Kabul said on Monday that 4,000 troops were in Kabul. "
SPANS = {
    word: (LEDE.index(word), LEDE.index(word) + len(word)) for word in ("Kabul", "Monday", "4,000", "said")
}
TEXTS, WORDS_OF_A_TEXT, VOCABULARY = 4000, 350, 200_000
# Codes that no state has, except for the two that the cookbook's questions ask for
COUNTRIES = ["USA", "IRQ", *(f"{a}{b}{c}" for a in "ABCDEFGHIJ" for b in "KLMNP" for c in "QRST")][:200]
ASKED_FOR = (
    100  # the source whom the cookbook's questions ask for: a spokesman with some thousand statements a year
)
PLACES, PEOPLE, OUTLETS, FORCES = 8000, 60_000, 40, 80
Columns = dict[str, Any]


def make_rows(first: date, days: int, per_day: int, run_id: str) -> dict[str, pa.Table]:
    """The rows of every table for some days.

    Args:
        first: first day of publication.
        days: number of days.
        per_day: articles a day.
        run_id: the run that is said to have made them.
    """
    random = np.random.default_rng(first.toordinal())
    count = days * per_day
    day = np.datetime64(first) + np.repeat(np.arange(days), per_day)
    key = pa.array(np.arange(count) + first.toordinal() * 1_000_000)
    articles: Columns = {
        "article_id": _named("art_", key),
        # One story in eight is recognised by more than one outlet, some of them a day later.
        "story_id": _named("st_", pa.array(key.to_numpy() - np.where(random.random(count) < 0.12, 3, 0))),
        "outlet": _pool("Outlet ", OUTLETS).take(pa.array(_zipf(random, count, OUTLETS))),
        "published_date": pa.array(day),
    }
    tables = {"articles": _articles(random, articles, run_id)}
    for name, each in ROWS.items():
        index = pa.array(np.repeat(np.arange(count), each))
        front = {column: values.take(index) for column, values in articles.items()}
        number = pa.array(np.arange(count * each) + first.toordinal() * 20_000_000)
        rows = front | MAKERS[name](random, count * each, number, front)
        provenance = {
            "revision": 1,
            "extractor": name,
            "extractor_version": "1",
            "confidence": 0.9,
            "sentence_index": 0,
        }
        tables[name] = _table(TABLES[name], provenance | rows, count * each)
    counts = {"read": count, "published": count} | {name: count * each for name, each in ROWS.items()}
    return tables | {"runs": _run(run_id, counts), "inputs": _inputs(tables["articles"])}


def _articles(random: np.random.Generator, known: Columns, run_id: str) -> pa.Table:
    count = len(known["article_id"])
    rows = {
        **{name: known[name] for name in ("article_id", "story_id", "outlet")},
        "revision": 1, "is_current": True, "run_id": run_id, "parser_version": "1", "media_type": "text/html",
        "published_at": pc.cast(known["published_date"], pa.timestamp("us", tz="UTC")),
        "published_date": known["published_date"],
        "published_precision": "day", "published_source": "input", "language": "en",
        "title": pc.binary_join_element_wise("Headline of ", known["article_id"], ""),
        "url": pc.binary_join_element_wise("https://example.org/", known["article_id"], ""),
        # The end differs, so that no two texts are stored as one.
        "text": pc.binary_join_element_wise(
            _texts().take(pa.array(random.integers(0, TEXTS, count))), known["article_id"], " "
        ),
        "word_count": pa.array(random.integers(120, 900, count)),
        "raw_uri": known["article_id"], "raw_sha256": known["article_id"],
    }  # fmt: skip
    return _table(TABLES["articles"], rows, count)


def _region_mentions(random: np.random.Generator, count: int, number: pa.Array, _: Columns) -> Columns:
    place = _zipf(random, count, PLACES)
    known = pa.array(random.random(count) < 0.93)
    kinds = np.array(["literal", "literal", "literal", "metonym", "demonym", "dateline"])
    columns: Columns = {
        "place_id": _pool("gn:", PLACES).take(pa.array(place)),
        "place_name": _pool("Place ", PLACES).take(pa.array(place)),
        "place_type": pa.array(np.array(["country", "city", "city", "admin1"])[place % 4]),
        "country_iso3": pa.array(np.array(COUNTRIES)[place % 200]),
        "country_name": _pool("Country ", 200).take(pa.array(place % 200)),
        "admin1_name": _pool("Division ", 3000).take(pa.array(place % 3000)),
        "admin1_code": _pool("XX-", 3000).take(pa.array(place % 3000)),
        "subregion": _pool("Subregion ", 22).take(pa.array(place % 200 % 22)),
        "latitude": pa.array((place % 1200 - 600) / 10.0),
        "longitude": pa.array((place % 3000 - 1500) / 10.0),
        "is_centroid": pa.array(place % 4 == 0),
    }
    resolved = {name: pc.if_else(known, values, None) for name, values in columns.items()}
    span = _span("Kabul", "start", "end", "surface")
    kind = pa.array(kinds[random.integers(0, 6, count)])
    return (
        {"region_mention_id": _named("rm_", number), "mention_type": kind, "candidates": 3} | span | resolved
    )


def _attributions(random: np.random.Generator, count: int, number: pa.Array, _: Columns) -> Columns:
    person = _zipf(random, count, PEOPLE)
    cues = np.array(["say", "say", "say", "claim", "deny", "warn", "announce", "estimate"])
    return {
        "attribution_id": _named("at_", number), "depth": 0, "is_negated": False,
        "source_start": 0, "source_end": 12, "source_text": "The ministry",
        "source_name": pc.if_else(
            pa.array(person == ASKED_FOR), "Saad al-Hadithi", _pool("Source ", PEOPLE).take(pa.array(person))
        ),
        "source_id": pc.if_else(pa.array(person % 5 < 2), _pool("src_", PEOPLE).take(pa.array(person)), None),
        "source_kind": pa.array(np.array(["person", "government", "group", "organisation"])[person % 4]),
        "anonymity": pa.array(np.array(["named", "named", "named", "role_only", "anonymous"])[person % 5]),
        "role_title": pc.if_else(pa.array(person % 3 == 0), _pool("Role ", 400).take(pa.array(person % 400)), None),
        "affiliation": _pool("Country ", 200).take(pa.array(person % 200)),
        "affiliation_iso3": pa.array(np.array(COUNTRIES)[person % 200]),
        "via_name": pc.if_else(
            pa.array(random.random(count) < 0.05), _pool("Agency ", 12).take(pa.array(person % 12)), None
        ),
        "cue_class": pa.array(cues[random.integers(0, 8, count)]),
        "speech_type": pa.array(np.array(["direct", "indirect", "mixed"])[random.integers(0, 3, count)]),
        "content_start": 42, "content_end": len(LEDE) - 2, "content_text": LEDE[42:-2],
    } | _span("said", "cue_start", "cue_end", "cue_text")  # fmt: skip


def _force_levels(random: np.random.Generator, count: int, number: pa.Array, front: Columns) -> Columns:
    force, place = _zipf(random, count, FORCES), _zipf(random, count, 200)
    # What a force is said to number lies about its size, in round figures.
    size = np.round(10.0 ** (2 + force * 7 % 3) * random.lognormal(0, 0.5, count), -2) + 100
    size[random.random(count) < 0.0005] = 8892
    day = front["published_date"].to_numpy(zero_copy_only=False)
    month = day.astype("datetime64[M]") - random.integers(0, 6, count)
    is_dated = pa.array(random.random(count) < 0.36)
    kind = np.array(["level", "level", "level", "increase", "target"])[random.integers(0, 5, count)]
    modality = np.array(["actual", "actual", "actual", "planned"])[random.integers(0, 4, count)]
    claim = np.char.add(
        np.char.add(force.astype(str), "-"),
        np.char.add(place.astype(str), np.char.add("-", size.astype(int).astype(str))),
    )
    period = pc.strftime(
        pa.array(
            np.where(is_dated.to_numpy(zero_copy_only=False), month, day.astype("datetime64[M]")).astype(
                "datetime64[D]"
            )
        ),
        "%Y-%m",
    )
    return {
        "force_level_id": _named("fl_", number), "sentence": LEDE.strip(),
        "value": pa.array(size), "value_low": pa.array(size), "value_high": pa.array(size),
        "qualifier": pa.array(np.array(["exact", "about", "exact"])[random.integers(0, 3, count)]),
        "unit": "persons", "measure": pa.array(kind), "modality": pa.array(modality),
        "actor_name": _pool("Country ", 200).take(pa.array(force)), "actor_iso3": pa.array(np.array(COUNTRIES)[force]),
        "personnel_type": "troops", "place_id": _pool("gn:", PLACES).take(pa.array(place)),
        "place_name": _pool("Place ", PLACES).take(pa.array(place)), "place_iso3": pa.array(np.array(COUNTRIES)[place]),
        "as_of_start": pc.if_else(is_dated, pa.array(month.astype("datetime64[D]")), None),
        "as_of_end": pc.if_else(is_dated, pa.array((month + 1).astype("datetime64[D]") - 1), None),
        "as_of_precision": pc.if_else(is_dated, "month", None),
        "claim_id": pc.binary_join_element_wise("cl", pa.array(claim), pa.array(kind), period, "-"),
    } | _span("4,000", "start", "end", "surface")  # fmt: skip


def _date_mentions(random: np.random.Generator, count: int, number: pa.Array, front: Columns) -> Columns:
    named = pa.array(front["published_date"].to_numpy(zero_copy_only=False) + random.integers(-60, 30, count))
    known = {
        "date_mention_id": _named("dm_", number),
        "kind": "date",
        "anchor": "published",
        "precision": "day",
    }
    return known | {"start_date": named, "end_date": named} | _span("Monday", "start", "end", "surface")


def _entity_mentions(random: np.random.Generator, count: int, number: pa.Array, _: Columns) -> Columns:
    person = _zipf(random, count, PEOPLE)
    return {
        "entity_mention_id": _named("em_", number), "entity_name": _pool("Source ", PEOPLE).take(pa.array(person)),
        "entity_id": _pool("ent_", PEOPLE).take(pa.array(person)),
        "entity_type": pa.array(np.array(["person", "organisation"])[person % 2]),
        "role_title": pc.if_else(pa.array(person % 3 == 0), _pool("Role ", 400).take(pa.array(person % 400)), None),
        "country_iso3": pa.array(np.array(COUNTRIES)[person % 200]),
    } | _span("Kabul", "start", "end", "surface")  # fmt: skip


MAKERS = {
    "region_mentions": _region_mentions,
    "attributions": _attributions,
    "force_levels": _force_levels,
    "date_mentions": _date_mentions,
    "entity_mentions": _entity_mentions,
}


def _run(run_id: str, counts: dict[str, int]) -> pa.Table:
    started = datetime(2030, 1, 1, tzinfo=UTC)  # after every synthetic article
    names = dict.fromkeys(("code_version", "model_name", "model_hash", "gazetteer_version", "settings"), "x")
    return TABLES["runs"].to_arrow(
        [
            {"run_id": run_id, "started_at": started, "status": "published", "duplicate": 0, "quarantined": 0}
            | counts
            | names
        ]
    )


def _inputs(articles: pa.Table) -> pa.Table:
    rows = {name: articles[name] for name in ("article_id", "raw_uri", "raw_sha256", "run_id")}
    named = rows | {
        "document_id": articles["article_id"],
        "outcome": "published",
        "read_at": articles["published_at"],
    }
    return _table(TABLES["inputs"], named, articles.num_rows)


def _table(table: Table, columns: Columns, count: int) -> pa.Table:
    """Columns as the table declares them; one value stands for every row, a missing column for nulls."""
    arrays = []
    for field in table.arrow_schema:
        value = columns.get(field.name)
        if isinstance(value, pa.Array | pa.ChunkedArray):
            arrays.append(value.cast(field.type))
        else:
            arrays.append(pa.repeat(pa.scalar(value, field.type), count))
    return pa.table(arrays, schema=table.arrow_schema)


def _zipf(random: np.random.Generator, count: int, kinds: int) -> np.ndarray:
    """Numbers below `kinds`, the small ones far more often than the large."""
    return (random.zipf(1.25, count) - 1) % kinds


def _named(prefix: str, numbers: pa.Array) -> pa.Array:
    """Ids that sort like hashes do: not in the order of time."""
    mixed = (numbers.to_numpy().astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)).astype(np.uint64)
    return pc.binary_join_element_wise(prefix, pa.array(mixed).cast(pa.string()), "")


def _span(word: str, start: str, end: str, surface: str) -> Columns:
    return {start: SPANS[word][0], end: SPANS[word][1], surface: word}


@cache
def _pool(prefix: str, size: int) -> pa.Array:
    return pa.array([f"{prefix}{i}" for i in range(size)])


@cache
def _texts() -> pa.Array:
    random = np.random.default_rng(0)
    letters = np.array(list("etaoinshrdlucmfwygpb"))
    lengths = random.integers(2, 11, VOCABULARY)
    drawn = iter(random.choice(letters, lengths.sum()))
    vocabulary = np.array(["".join(islice(drawn, length)) for length in lengths])
    # Rare words and common ones, as in any text; and those that the cookbook's questions ask for.
    ranks = np.minimum(random.zipf(1.15, (TEXTS, WORDS_OF_A_TEXT)), VOCABULARY) - 1
    texts = [LEDE + " ".join(vocabulary[row]) for row in random.permutation(VOCABULARY)[ranks]]
    for number in range(TEXTS):
        texts[number] += " Iraq," * (number % 20 == 0) * 3 + " peacekeepers withdraw" * (number % 200 == 0)
    return pa.array(texts)
