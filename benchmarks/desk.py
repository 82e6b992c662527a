"""How long the desk takes to answer forty fixed addresses; prints the 95th percentile, asserts nothing.

The first answer to an address is told apart: later ones may come out of what the desk remembers of a published state.

python benchmarks/desk.py [DATA_DIR [ROUNDS]]; without a data directory one of ten million region mentions is made,
which takes a quarter of an hour (`python benchmarks/warehouse.py 388 1400 FOLDER` makes one that is kept).
"""

import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import duckdb
import httpx

from newsetl.desk.desk import Desk
from newsetl.desk.server import listening, make_server
from newsetl.warehouse.sandbox import Limits
from newsetl.warehouse.search import search_ranked
from warehouse import publish_archive

LONG = 0.3  # seconds
Took = tuple[
    float, float
]  # seconds by the clock and of the processor: on a busy machine only the second counts
KNOWN = """
SELECT
    (SELECT article_id FROM force_levels ORDER BY article_id LIMIT 1),
    (SELECT source_id FROM source_profile ORDER BY mentions DESC, source_id LIMIT 1),
    (SELECT place_id FROM place_months GROUP BY place_id ORDER BY sum(mentions) DESC, place_id LIMIT 1),
    (SELECT story_id FROM story_syndication ORDER BY articles DESC, story_id LIMIT 1),
    (SELECT actor_group FROM force_level_reports GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1),
    (SELECT place_iso3 FROM force_level_reports GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1),
    (SELECT outlet FROM articles GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1),
    (SELECT max(published_at)::DATE FROM articles)
"""


def addresses(database: Path) -> list[str]:
    """Forty addresses: the first page and its answers; lists plain, narrowed, searched, sorted; a page of each kind."""
    with duckdb.connect(str(database), read_only=True) as connection:
        row = connection.execute(KNOWN).fetchone()
    assert row is not None
    article, source, place, story, actor, country, outlet, last = (str(value) for value in row)
    day = last[:8] + "01"

    def to(path: str, **asked: str) -> str:
        return f"{path}?{urlencode(asked)}" if asked else path

    return [
        to("/"), to("/glance.json"), to("/figures"), to("/figures", page="3"), to("/figures", sort="largest"),
        to("/figures", q="troops"), to("/figures", q='"said on Monday" troops'), to("/figures", actor=actor),
        to("/figures", actor=actor, place=country), to("/figures", place=country, view="time"),
        to("/figures", view="countries"), to("/figures", actor=actor, view="countries"),
        to("/figures", actor=actor, view="time"), to("/figures", **{"from": day, "to": last}),
        to("/figures", outlet=outlet, measure="level", modality="actual"),
        to("/figures.json", actor=actor, place=country), to("/figures.csv", **{"from": last, "to": last}),
        to("/statements"), to("/statements", kind="government"), to("/statements", q="troops"),
        to("/statements", **{"from": day}), to("/statements", does="deny", sort="sure"), to("/statements", id=source),
        to("/sources"), to("/sources", q="source 10"), to("/sources", kind="person", sort="name"),
        f"/sources/{quote(source)}", to("/places"), to("/places", q="place 1"),
        to("/places", zoom="8", lon="44", lat="33"), f"/places/{quote(place)}", to("/articles"),
        to("/articles", outlet=outlet, **{"from": day}), to("/articles", words="ministry kabul"),
        to("/articles", words='"troops were in Kabul"', **{"from": last}), to("/articles", sort="oldest", page="9"),
        f"/articles/{quote(article)}", to("/stories"), to("/stories", q="headline", sort="copies"),
        f"/stories/{quote(story)}",
    ]  # fmt: skip


def main(data_dir: Path, rounds: int) -> None:
    """Asks every address some times, one after the other, and prints what each took."""
    asked = addresses(data_dir / "news.duckdb")
    assert len(asked) == 40
    make_index(data_dir / "news.duckdb")
    with (
        closing(Desk.of(data_dir, Limits(seconds=120, megabytes=2000))) as desk,
        listening("127.0.0.1", 0) as listener,
    ):
        server = make_server(desk, listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=url, timeout=60) as client:
            took = {address: [ask(client, address) for _ in range(rounds)] for address in asked}
            beside = {address: [ask(client, address) for _ in range(rounds)] for address in facets(asked)}
        server.should_exit = True
        thread.join()
    show(took)
    print("facets, which long lists ask for once their rows are shown:")
    show(beside)


def make_index(database: Path) -> None:
    """Makes the index of words, which the desk makes in the background."""
    started = time.process_time()
    with duckdb.connect(str(database), read_only=True) as connection:
        search_ranked(connection, database, "")
    print(f"index of words brought up to date in {time.process_time() - started:.0f} s of the processor")


def facets(asked: list[str]) -> list[str]:
    """The addresses of the facets of those lists that are not a search in articles."""
    lists = ("/figures", "/statements", "/sources", "/places", "/articles", "/stories")
    found = [address for address in asked if address.partition("?")[0] in lists and "words=" not in address]
    return [f"/facets{address}" for address in found]


def ask(client: httpx.Client, address: str) -> Took:
    """Seconds that an answer takes."""
    started, used = time.perf_counter(), time.process_time()
    answered = client.get(address)
    assert answered.status_code == 200, (address, answered.status_code, answered.text[:500])
    return time.perf_counter() - started, time.process_time() - used


def show(took: dict[str, list[Took]]) -> None:
    """Each address with its first and its usual time, then the percentiles over first and over all answers."""
    for address, times in sorted(took.items(), key=lambda entry: -entry[1][0][1]):
        wall, processor = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"first {1000 * times[0][0]:6.0f} ms {1000 * times[0][1]:6.0f} ms cpu, "
              f"usual {1000 * wall:6.0f} ms {1000 * processor:6.0f} ms cpu  {address}")  # fmt: skip
    first = [times[0] for times in took.values()]
    every = [one for times in took.values() for one in times]
    for which, answers in (("first answers", first), ("all answers", every)):
        summary(f"{which}, by the clock", sorted(wall for wall, _ in answers))
        summary(f"{which}, by the processor", sorted(used for _, used in answers))


def summary(name: str, times: list[float]) -> None:
    """The 95th percentile, the median and the slowest of sorted times."""
    at = times[round(0.95 * (len(times) - 1))]
    print(f"{name}: 95th percentile {1000 * at:.0f} ms, median {1000 * statistics.median(times):.0f} ms, "
          f"slowest {1000 * times[-1]:.0f} ms; {sum(one > LONG for one in times)} of {len(times)} "
          f"above {1000 * LONG:.0f} ms")  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
    else:
        with tempfile.TemporaryDirectory() as folder:
            publish_archive(Path(folder), 388, 1400)
            main(Path(folder), 5)
