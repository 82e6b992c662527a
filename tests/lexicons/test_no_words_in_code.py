"""Words that a lexicon holds are not spelt in code again: code names the list and builds its expressions from it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsetl.errors import LexiconError
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.word_sets import alternatives, word_set

SOURCE = Path(__file__).parents[2] / "src" / "newsetl"
FOLDER = SOURCE / "lexicons"
FEWEST = 6  # words of a list in code that make it a list
MOSTLY = 0.7  # of them in one lexicon: it is a part of that lexicon over again
# Whole words of an expression or a list: no stems ("deploy\w*"), no groups' names, no words with optional letters
WORD = re.compile(r"(?<![\\\w<])[A-Za-z][a-z]{2,}(?![\w\\(?\[>]|=)")
# Lists that hold words of every kind, and weights, whose words are names of features
GENERAL = {
    "common_words",
    "places/common_words",
    "places/context_words",
    "places/plain_words",
    "numbers/function_words",
}
GENERAL |= {"articles/english_function_words", "places/metonym_words"}
# Names of elements and of fields, no words of a text
GENERAL |= {"inputs/block_elements", "inputs/feed_elements", "inputs/fields"}
SETS = {"forces/word_sets", "numbers/word_sets", "people/word_sets", "statements/word_sets"}
# Functions whose arguments are names of lists, not words
NAMED = ("word_set", "either", "read_words", "read_table", "words_of", "full_names")
# Code that may spell its words, and why
AT_BUILD = "words of lists of places and airports, which the build of the gazetteer alone reads"
ALLOWED = {
    "who/proper_names.py KIND_OF_INSTITUTION": "kinds that a table declares, no words of a text",
    "articles/page_parts.py ELSEWHERE": "names of signals that a table declares, no words of a text",
    "articles/mastheads.py RIGHTS_END": "legal forms of a publisher, before whom other last words are its name",
    "articles/names.py WRITERS": 'what makes "writer" a credit; most other words of a byline make it none',
    "report/wording.py MONTHS": "how a month is written, not read",
    "gazetteer/sources.py GENERIC_PART": AT_BUILD,
    "gazetteer/sources.py AIRFIELD": AT_BUILD,
    "gazetteer/sources.py GENERIC_NAME": AT_BUILD,
}


def modules() -> list[Path]:
    """All of the package."""
    return sorted(SOURCE.rglob("*.py"))


def lexicons() -> dict[str, frozenset[str]]:
    """Entries of each list and of the first column of each table, in lower case."""
    found = {}
    for path in sorted(FOLDER.rglob("*.*")):
        name = path.relative_to(FOLDER).with_suffix("").as_posix()
        if path.suffix == ".txt" and name not in GENERAL:
            found[name] = read_words(name)
        elif path.suffix == ".csv" and name not in GENERAL | SETS and "weight" not in name:
            found[name] = frozenset(next(iter(row.values())) for row in read_table(name))
    for table in SETS:
        for name in {row["set"] for row in read_table(table)}:
            found[f"{table}: {name}"] = word_set(table, name)
    return {name: frozenset(word.lower() for word in words) for name, words in found.items()}


def lists_in_code(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """The words of each constant that is an expression, a set or a tuple, with the constant's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            text = " ".join(_strings(node.value))
            yield ast.unparse(target), {word.lower() for word in WORD.findall(text)}


def _strings(node: ast.AST) -> Iterator[str]:
    """Strings of a value, but no keys and values of a dictionary, no types and no arguments by name."""
    if isinstance(node, ast.Dict | ast.Subscript | ast.keyword):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in NAMED:
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def test_no_list_of_code_is_part_of_a_lexicon() -> None:
    """A list of six words or more, most of which one lexicon holds, belongs into a lexicon."""
    known = lexicons()
    plain = read_words("articles/english_function_words") | read_words("numbers/function_words")
    spelt = []
    for path in modules():
        file = "/".join(path.parts[-2:])
        for name, every in lists_in_code(ast.parse(path.read_text(encoding="utf-8"))):
            words = every - plain
            if len(words) < FEWEST or f"{file} {name}" in ALLOWED:
                continue
            lexicon = max(known, key=lambda each: len(words & known[each]))
            shared = words & known[lexicon]
            if len(shared) >= max(FEWEST, MOSTLY * len(words)):
                spelt.append(f"{file} {name} spells {', '.join(sorted(shared))} of lexicons/{lexicon}")
    assert not spelt, "\n".join(spelt)


def test_each_allowed_case_is_there() -> None:
    """What is allowed to spell words still does."""
    for file, name in (case.split() for case in ALLOWED):
        paths = [path for path in modules() if path.as_posix().endswith(file)]
        assert any(
            name in dict(lists_in_code(ast.parse(path.read_text(encoding="utf-8")))) for path in paths
        ), name


def test_each_set_of_words_is_asked_for() -> None:
    """No set is left over, and none is named twice in another spelling."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules())
    names = {row["set"] for table in SETS for row in read_table(table)}
    code += "".join(row["words"] for row in read_table("forces/wordings"))
    spellings = ('"%s"', "'%s'", "{%s}")  # the last in a wording
    assert not [name for name in names if not any(spelling % name in code for spelling in spellings)]


@pytest.mark.parametrize("table", sorted(SETS))
def test_no_word_stands_twice_in_a_set(table: str) -> None:
    """Each word of a set has one line."""
    lines = [(row["set"], row["word"]) for row in read_table(table)]
    assert len(set(lines)) == len(lines)


def test_a_set_that_is_not_there_is_reported() -> None:
    """A misspelt name of a set is not an empty set."""
    with pytest.raises(LexiconError, match="has no set 'moving verb'"):
        word_set("forces/word_sets", "moving verb")


def test_a_list_of_code_that_is_in_a_lexicon_is_found() -> None:
    """The finder reads sets, tuples and expressions, and leaves stems and names of lists alone."""
    source = """
A = frozenset(("deploy", "send"))
B = re.compile(r"\\b(?:deploy|send\\w*|(?P<name>keep))\\b")
C = either("moving verbs")
"""
    assert dict(lists_in_code(ast.parse(source))) == {
        "A": {"deploy", "send"},
        "B": {"deploy", "keep"},
        "C": set(),
    }


def test_the_longer_alternative_comes_first() -> None:
    """So that "air force" is not read as "air"; a point is a point."""
    assert alternatives(("air", "air force", "U.S.")) == r"air force|air|U\.S\."
