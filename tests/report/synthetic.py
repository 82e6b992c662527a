"""An invented warehouse: tables as declared, rows that hang together, as many articles as a test needs."""

import itertools
import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from newsetl.core.ids import stable_id
from newsetl.tables import ANNOTATION_TABLES, TABLES
from tests.warehouse.views import create_views

OUTLETS = ["Zagros Herald", "Lakeside Tribune", "Harbour Gazette", "Steppe Dispatch", "Savanna Weekly",
           "Copper Coast Courier", "The Northern Ledger", "Southern Cross Monitor", "Monsoon Daily", None]  # fmt: skip
PLACES = [
    ("gn:99237", "Iraq", "country", "IRQ", "Iraq", 33.0, 44.0, True),
    ("gn:95446", "Erbil", "city", "IRQ", "Iraq", 36.19, 44.01, False),
    ("gn:99072", "Mosul", "city", "IRQ", "Iraq", 36.34, 43.12, False),
    ("nx:kurdistan-region", "Kurdistan Region", "region", "IRQ", "Iraq", 36.4, 44.2, True),
    ("gn:366755", "Sudan", "country", "SDN", "Sudan", 16.0, 30.0, True),
    ("gn:373303", "El Fasher", "city", "SDN", "Sudan", 13.63, 25.35, False),
    ("gn:216281", "Goma", "city", "COD", "DR Congo", -1.68, 29.22, False),
    ("gn:2453866", "Mali", "country", "MLI", "Mali", 18.0, -2.0, True),
    ("gn:2457161", "Gao", "city", "MLI", "Mali", 16.27, -0.04, False),
    ("gn:2460596", "Bamako", "city", "MLI", "Mali", 12.65, -8.0, False),
    ("gn:690791", "Ukraine", "country", "UKR", "Ukraine", 49.0, 32.0, True),
    ("gn:702658", "Kupiansk", "city", "UKR", "Ukraine", 49.71, 37.61, False),
    ("gn:1138958", "Kabul", "city", "AFG", "Afghanistan", 34.53, 69.17, False),
    ("gn:1149361", "Afghanistan", "country", "AFG", "Afghanistan", 33.0, 66.0, True),
    ("gn:79415", "Hodeidah", "city", "YEM", "Yemen", 14.8, 42.95, False),
    ("gn:1835848", "Seoul", "city", "KOR", "South Korea", 37.57, 126.98, False),
    ("gn:3718426", "Port-au-Prince", "city", "HTI", "Haiti", 18.54, -72.34, False),
    ("gn:6252001", "United States", "country", "USA", "United States", 39.76, -98.5, True),
    ("gn:2017370", "Russia", "country", "RUS", "Russia", 60.0, 100.0, True),
]
SOURCES = [
    ("Saad al-Hadithi", "person", "named", "government spokesman", None),
    ("Ryan Dillon", "person", "named", "coalition spokesman", None),
    ("Pentagon report", "document", "named", None, None),
    ("Ministry of Defence", "government", "named", None, None),
    ("Northline", "news_agency", "named", None, None),
    ("Kivu Watch Institute", "organisation", "named", None, None),
    ("a Western diplomat", "person", "anonymous", "diplomat", None),
    ("an official close to the prime minister", "person", "anonymous", "official", "AP"),
    ("army spokesman", "person", "role_only", "spokesman", None),
    ("residents", "group", "role_only", None, None),
    ("Kremlin", "government", "named", None, None),
    ("United Nations", "organisation", "named", None, None),
]
FORCES = [
    ("United States", "USA", 0, 5200), ("United States", "USA", 13, 9000), ("Russia", "RUS", 11, 60000),
    ("Rapid Support Forces", None, 5, 7000), ("France", "FRA", 7, 2400), ("Wagner Group", None, 7, 1000),
    ("UN", None, 6, 11000), ("M23", None, 6, 3000), ("Peshmerga", None, 3, 150000), ("Houthis", None, 14, 4000),
    ("United States", "USA", 15, 28500), ("Kenya", "KEN", 16, 400),
]  # fmt: skip
SHAPES = [("exact", "level", "actual"), ("about", "level", "actual"), ("range", "level", "actual"),
          ("up_to", "level", "possible"), ("about", "target", "planned"), ("exact", "increase", "actual"),
          ("at_least", "level", "actual"), ("exact", "level", "denied"), ("about", "decrease", "planned"),
          ("exact", "cap", "actual")]  # fmt: skip
RUNS = [f"20240{n}01T000000-aaaa" for n in range(1, 5)]
HOSTILE_TITLES = [
    "<script>document.title='owned'</script>Script in a title",
    "</script><img src=x onerror=\"document.title='owned'\">",
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "gnp.\u202egpj.exe bidi \u2066override\u2069 title",
    "{{ 7*7 }} ${7*7} <b onmouseover=alert(1)>bold</b>",
]  # fmt: skip
HOSTILE_OUTLET = '=HYPERLINK("http://evil.example") <i onclick=alert(1)>Outlet</i>'


class Draft:
    """A text that grows piece by piece and remembers where each piece is."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, piece: str) -> tuple[int, int]:
        """Append a piece; returns its half-open offsets."""
        start = len(self.text)
        self.text += piece
        return start, len(self.text)


def make_article(number: int, rng: random.Random) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """One article row and its annotation rows, without provenance, deterministic for a generator state."""
    draft = Draft()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ANNOTATION_TABLES}
    where = rng.choice(PLACES)
    day = date(2018, 1, 1) + timedelta(days=rng.randrange(2500))
    _dateline(draft, rows, number, where)
    for sentence in range(3 + rng.randrange(4)):
        _statement(draft, rows, number, sentence, rng, day)
    outlet = rng.choice(OUTLETS)
    article_id = stable_id("art", "synthetic", number)
    url = f"https://news.example/{number}"
    article = {
        "article_id": article_id, "revision": 1, "is_current": True, "story_id": stable_id("sty", number // 2),
        "outlet": outlet, "outlet_domain": "news.example", "url": url, "title": f"Report {number} from {where[1]}",
        "byline": "By A. Reporter", "published_at": datetime(day.year, day.month, day.day, tzinfo=UTC),
        "published_precision": "day", "published_source": "input", "language": "en", "text": draft.text,
        "word_count": len(draft.text.split()), "raw_uri": f"synthetic/{number}", "raw_sha256": "0" * 64,
        "media_type": "text/plain", "run_id": RUNS[min(3, number % 13)], "parser_version": "test",
    }  # fmt: skip
    return article, rows


def _dateline(
    draft: Draft, rows: dict[str, list[dict[str, Any]]], number: int, where: tuple[Any, ...]
) -> None:
    rows["region_mentions"].append(_place(draft, number, 0, where, "dateline"))
    draft.add(" — ")


def _place(draft: Draft, number: int, sentence: int, place: tuple[Any, ...], kind: str) -> dict[str, Any]:
    start, end = draft.add(place[1])
    names = ("place_id", "place_name", "place_type", "country_iso3", "country_name", "latitude", "longitude",
             "is_centroid")  # fmt: skip
    return {
        "region_mention_id": stable_id("rm", number, start), "start": start, "end": end, "surface": place[1],
        "mention_type": kind, "candidates": 1, "sentence_index": sentence, "confidence": 0.9,
        **dict(zip(names, place, strict=True)),
    }  # fmt: skip


def _statement(draft: Draft, rows: Any, number: int, sentence: int, rng: random.Random, day: date) -> None:
    name, kind, anonymity, role, via = rng.choice(SOURCES)
    actor, iso3, place_index, size = rng.choice(FORCES)
    qualifier, measure, modality = rng.choice(SHAPES)
    place = PLACES[place_index]
    amount = max(50, round(size * rng.uniform(0.6, 1.4), -2))
    high = amount + 1000 if qualifier == "range" else amount
    source = draft.add(name)
    draft.add(" ")
    cue = draft.add("said")
    draft.add(" that ")
    content_start = len(draft.text)
    draft.add("there were ")
    surface = f"{amount:,.0f} to {high:,.0f}" if qualifier == "range" else f"{amount:,.0f}"
    figure = draft.add(surface)
    draft.add(f" {actor} soldiers in ")
    rows["region_mentions"].append(_place(draft, number, sentence, place, "literal"))
    content = (content_start, len(draft.text))
    draft.add(" on ")
    when = draft.add("Monday")
    draft.add(". ")
    attribution_id = stable_id("att", number, content_start)
    claim_id = stable_id("clm", actor, place[1], amount, name, day.replace(day=1))
    rows["attributions"].append({
        "attribution_id": attribution_id, "depth": 0, "source_start": source[0], "source_end": source[1],
        "source_text": name, "source_name": name, "source_id": stable_id("src", name), "source_kind": kind,
        "anonymity": anonymity, "role_title": role, "via_name": via, "cue_start": cue[0], "cue_end": cue[1],
        "cue_text": "said", "cue_class": "say", "speech_type": "indirect", "content_start": content[0],
        "content_end": content[1], "content_text": draft.text[content[0]:content[1]], "is_negated": False,
        "sentence_index": sentence, "confidence": 0.8,
    })  # fmt: skip
    is_dated = rng.random() < 0.7
    rows["force_levels"].append({
        "force_level_id": stable_id("fl", number, figure[0]), "start": figure[0], "end": figure[1],
        "surface": surface, "sentence": draft.text[source[0]:].strip(),
        "value_low": None if qualifier == "up_to" else amount,
        "value_high": None if qualifier == "at_least" else high,
        "value": None if qualifier in ("range", "up_to", "at_least") else amount,
        "qualifier": qualifier, "unit": "persons", "measure": measure, "modality": modality, "actor_name": actor,
        "actor_iso3": iso3, "personnel_type": "troops", "place_id": place[0], "place_name": place[1],
        "place_iso3": place[3], "as_of_start": day.replace(day=1) if is_dated else None,
        "as_of_end": day if is_dated else None, "as_of_precision": "month" if is_dated else None,
        "as_of_text": "this month" if is_dated else None, "attribution_id": attribution_id, "source_name": name,
        "via_name": via, "claim_id": claim_id, "sentence_index": sentence,
        "confidence": 0.7,
    })  # fmt: skip
    rows["date_mentions"].append({
        "date_mention_id": stable_id("dm", number, when[0]), "start": when[0], "end": when[1],
        "surface": "Monday", "kind": "date", "start_date": day, "end_date": day, "precision": "day",
        "anchor": "published", "sentence_index": sentence, "confidence": 0.9,
    })  # fmt: skip


def build_database(path: Path, articles: int, distinct: int = 300, seed: int = 7) -> Path:
    """A DuckDB file with that many articles: `distinct` are written out, the rest are copies of them."""
    rng = random.Random(seed)
    written = [make_article(number, rng) for number in range(min(articles, distinct))]
    for (article, _), title in zip(written, HOSTILE_TITLES, strict=False):
        article["title"], article["url"] = title, "javascript:document.title='owned'"
        article["outlet"] = HOSTILE_OUTLET
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for article, rows in written:
        tables["articles"].append(article)
        for name, found in rows.items():
            tables[name] += [{**_provenance(article, name), **row} for row in found]
    tables["runs"], tables["quarantine"] = _runs(), _quarantine()
    with duckdb.connect(path) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, of_table in tables.items():
            _load(connection, name, TABLES[name].to_arrow(of_table))
        create_views(connection, "force_level_conflicts", "map_country", "map_country_name")
        if articles > distinct:
            _multiply(connection, articles, distinct)
    return path


def _provenance(article: dict[str, Any], table: str) -> dict[str, Any]:
    return {
        "article_id": article["article_id"], "revision": 1, "story_id": article["story_id"],
        "outlet": article["outlet"], "published_date": article["published_at"].date(), "extractor": table,
        "extractor_version": "test",
    }  # fmt: skip


def _load(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    connection.register("incoming", rows)
    connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")


def _multiply(connection: duckdb.DuckDBPyConnection, articles: int, distinct: int) -> None:
    copies = -(-articles // distinct)
    for name in ("articles", *ANNOTATION_TABLES):
        columns = [column.name for column in TABLES[name].columns]
        shown = [_copied(column) for column in columns]
        connection.execute(
            f'INSERT INTO "{name}" SELECT {", ".join(shown)} FROM "{name}", range(1, {copies}) AS r(copy)'
        )


SHARED_IDS = {"run_id", "input_id", "place_id", "source_id", "claim_id", "entity_id", "runner_up_place_id"}


def _copied(column: str) -> str:
    if column.endswith("_id") and column not in SHARED_IDS:
        return f"\"{column}\" || '-' || copy AS {column}"
    if column == "published_date":
        return "published_date + (copy % 120)::INTEGER AS published_date"
    if column == "published_at":
        return "published_at + to_days((copy % 120)::INTEGER) AS published_at"
    return f'"{column}"'


def _runs() -> list[dict[str, Any]]:
    started = datetime(2024, 1, 1, 6, tzinfo=UTC)
    return [
        {
            "run_id": run, "started_at": started + timedelta(days=30 * n),
            "finished_at": started + timedelta(days=30 * n, minutes=4), "status": "published", "read": 120 + n,
            "published": 90, "duplicate": 20 + n, "quarantined": 10, "code_version": "test", "model_name": "none",
            "model_hash": "0", "gazetteer_version": "0", "settings": json.dumps({}),
        }
        for n, run in enumerate(RUNS)
    ]  # fmt: skip


def _quarantine() -> list[dict[str, Any]]:
    reasons = itertools.cycle(["no_text", "broken_json", "error_page", "paywall", "no_text"])
    return [
        {
            "document_id": f"doc_{n}", "stage": "parse", "reason_code": next(reasons),
            "detail": "nothing <b>readable</b> in it", "raw_uri": f"inbox/{n}.html", "raw_sha256": "0" * 64,
            "run_id": RUNS[n % 4], "quarantined_at": datetime(2024, 1, 1, 6, n % 60, tzinfo=UTC),
        }
        for n in range(40)
    ]  # fmt: skip
