"""Stories: precision and recall on desk edits of real articles, time and memory on 100,000 synthetic ones.

python benchmarks/stories.py quality ARCHIVE.jsonl[.xz] …   texts under "text"
python benchmarks/stories.py speed [ARTICLES]
python benchmarks/stories.py scale [ARTICLES]   a day's articles against a state of so many, looked up where it lies
"""

import argparse
import json
import lzma
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from newsetl.articles.fingerprints import PERMUTATIONS
from newsetl.articles.stories import SCHEMA, StoryIndex, fingerprint_of
from newsetl.evaluation.desk_edits import EDITS
from newsetl.lake import write_table
from newsetl.stages.kept_stories import index_for
from newsetl.tables.articles import Article

MIN_PARAGRAPHS, MIN_WORDS = 4, 120
NEW, PER_FILE = 1000, 100_000  # articles
COPIES = 0.2  # of the synthetic articles are copies of an earlier one


def main() -> None:
    """Runs the part that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=("quality", "speed", "scale", "lookup"))
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    if options.part == "quality":
        quality([Path(name) for name in options.arguments])
    elif options.part == "speed":
        speed(int(options.arguments[0]) if options.arguments else 100_000)
    elif options.part == "lookup":
        lookup(Path(options.arguments[0]))
    else:
        scale(int(options.arguments[0]) if options.arguments else 1_000_000)


def quality(paths: list[Path]) -> None:
    """Every article once, then one edited copy of each fourth: does the copy join its original's story alone?"""
    originals = [paragraphs for path in paths for paragraphs in _articles(path)]
    chance = random.Random(7)
    index = StoryIndex()
    stories = [index.assign(_article(f"original-{i}", p)) for i, p in enumerate(originals)]
    found = dict.fromkeys(EDITS, 0)
    wrong = tried = 0
    for i in range(0, len(originals), 4):
        for name, edit in EDITS.items():
            copy = edit(originals[i], originals[i - 1], chance)
            # A copy must not help the next one: each meets the originals alone.
            story = index.find(_article(f"{name}-{i}", copy))
            found[name] += story == stories[i]
            wrong += story is not None and story != stories[i]
        tried += 1
    total = sum(found.values())
    print(f"{len(originals)} originals in {len(set(stories))} stories, {tried} edited in {len(EDITS)} ways")
    for name, count in found.items():
        print(f"  {name:14} recall {count / tried:.3f}")
    print(
        f"  all            recall {total / tried / len(EDITS):.3f} precision {total / max(1, total + wrong):.3f}"
    )


def speed(count: int) -> None:
    """Articles of invented words, a fifth of them edited copies, assigned one by one."""
    index, wall, cpu = StoryIndex(), 0.0, 0.0
    for article in synthetic(count):
        wall_started, cpu_started = time.perf_counter(), time.process_time()
        index.assign(article)
        wall += time.perf_counter() - wall_started
        cpu += time.process_time() - cpu_started
    table = index.new_rows()
    started = time.perf_counter()
    StoryIndex.from_table(table)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 ** (
        2 if sys.platform == "darwin" else 1
    )
    print(
        f"{count:,} articles of {_mean_words():.0f} words: {wall:.1f} s ({cpu:.1f} s of CPU), {memory:,.0f} MB at most"
    )
    print(
        f"kept {table.nbytes / count:,.0f} bytes an article, read again in {time.perf_counter() - started:.1f} s"
    )


def scale(count: int) -> None:
    """1,000 articles, a tenth of them copies, against files of random signatures (samples are left short)."""
    chance = np.random.default_rng(3)
    prints = [fingerprint_of(article) for article in synthetic(NEW)]
    with tempfile.TemporaryDirectory() as folder:
        copied = 0
        for first in range(0, count, PER_FILE):
            signatures = chance.integers(
                0, 2**32, (min(PER_FILE, count - first), PERMUTATIONS), dtype=np.uint32
            )
            here = NEW // 10 * (first + len(signatures)) // count - copied
            for number in range(here):
                signatures[number] = prints[copied + number].signature
            copied += here
            write_table(_state(first, signatures), Path(folder) / f"{first:012}.parquet")
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(
            f"{count:,} articles, {size / 1e9:.2f} GB of signatures, {copied} copies among {NEW:,} new ones"
        )
        # in a process of its own, so that its memory is that of looking up
        subprocess.run([sys.executable, __file__, "lookup", folder], check=True)


def lookup(folder: Path) -> None:
    """1,000 articles are looked up in files that `scale` made."""
    prints = [fingerprint_of(article) for article in synthetic(NEW)]
    before = peak()
    started = time.process_time()
    index = index_for(sorted(folder.iterdir()), prints, {f"new-{number}" for number in range(NEW)})
    taken = time.process_time() - started
    print(
        f"{taken:.1f} s of CPU, {len(index):,} rows held, {peak():,.0f} MB at most, {before:,.0f} MB before"
    )


def peak() -> float:
    """Most memory of this process, in MB; `getrusage` reports the parent's where that had more (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _state(first: int, signatures: np.ndarray) -> pa.Table:
    count = len(signatures)
    ids = [f"art_{first + number:016x}" for number in range(count)]
    sample = [bytes(16)] * count
    columns = [
        ids,
        ids,
        [row.tobytes() for row in signatures],
        sample,
        [4] * count,
        sample,
        [4] * count,
        [1] * count,
    ]
    return pa.Table.from_arrays(
        [pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
    )


def synthetic(count: int) -> Iterator[Article]:
    """Articles with the word frequencies of a language and none of its texts."""
    chance = random.Random(11)
    words = [f"w{i:x}" for i in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    earlier: list[list[str]] = []
    for number in range(count):
        if earlier and chance.random() < COPIES:
            text = EDITS["cut_from_end"](chance.choice(earlier), [], chance)
        else:
            drawn = chance.choices(words, weights, k=chance.randint(150, 650))
            text = [" ".join(drawn[i : i + 45]) for i in range(0, len(drawn), 45)]
            if len(earlier) < 5_000:
                earlier.append(text)
        yield _article(str(number), text)


def _mean_words() -> float:
    return 400 * (1 - COPIES) + 240 * COPIES


def _articles(path: Path) -> Iterator[list[str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line).get("text", "")
            paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
            if len(paragraphs) >= MIN_PARAGRAPHS and len(text.split()) >= MIN_WORDS:
                yield paragraphs


def _article(name: str, paragraphs: list[str]) -> Article:
    text = "\n\n".join(paragraphs)
    return Article(
        article_id=name,
        story_id=name,
        text=text,
        word_count=len(text.split()),
        raw_uri=name,
        raw_sha256="",
        media_type="text/plain",
        run_id="benchmark",
        parser_version="benchmark",
    )


if __name__ == "__main__":
    main()
