"""Lexicons: each is declared, checked when it is read, and read by someone."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from newsetl.errors import LexiconError
from newsetl.lexicons import parse_table, read_table
from newsetl.lexicons.checking import Note, problems
from newsetl.lexicons.declarations import DECLARED, declaration_of

SOURCE = Path(__file__).parents[2] / "src" / "newsetl"
FOLDER = SOURCE / "lexicons"
TABLES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.csv"))
WORD_LISTS = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.txt"))
READ_WHOLE = {"months"}  # row by row, whatever its columns
READ_WHOLE |= {
    f"{area}/word_sets" for area in ("forces", "numbers", "people", "statements")
}  # by lexicons/word_sets.py
READ_ELSEWHERE = {
    "forces/weights",
    "statements/antecedent_weights",
}  # `scoring` reads tables of weights by whatever name it is given
FORCES = "forces/named_forces"
OTHER_LANGUAGE = "language,letters,apostrophe,cue,behind,prefix,joined,link\n"
EXPRESSIONS = {
    "articles/agencies": "pattern",
    "articles/agency_closings": "pattern",
    "articles/boilerplate": "pattern",
    "articles/date_labels": "pattern",
    "articles/page_signals": "pattern",
    "articles/stub_phrases": "pattern",
    "forces/joint_forces": "words",
}


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_as_declared(name: str) -> None:
    """Each reads without a complaint, and holds something."""
    assert read_table(name)


def test_what_belongs_to_others_is_known() -> None:
    """A name that is mistyped in belongs_to.csv would count nowhere."""
    forces = {row["name"] for row in read_table("forces/named_forces")}
    others = forces | {row["iso3"] for row in read_table("country_codes")}
    rows = read_table("forces/belongs_to")
    assert not [row for row in rows if row["name"] not in forces or row["belongs_to"] not in others]


def test_no_list_stands_beside_a_folder_of_its_name() -> None:
    """Who looks for the forces by name finds them in forces/, with all that is known of forces."""
    areas = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    lists = {path.stem for path in FOLDER.iterdir() if path.suffix in (".csv", ".txt")}
    assert not [name for name in lists if name.partition("_")[0] in areas]


def test_each_declaration_has_its_file() -> None:
    """Nothing is declared that is not there."""
    assert not [name for name in DECLARED if not list(FOLDER.glob(f"{name}.csv"))]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (FORCES, "name,aliases,kind,iso3\n# ours\n\nWagner Group,,milita,RUS\n", "line 4: kind 'milita' is not one "),
        (FORCES, "name,aliases,kind,iso3\n,,militia,RUS\n", "line 2: name '' is empty"),
        (FORCES, "name,aliases,kind,iso3\nWagner Group,,militia,Russia\n", "iso3 'Russia' is not three capitals"),
        (FORCES, "name,aliases,kind,state\nWagner Group,,militia,RUS\n", "its columns are name, aliases, kind, "),
        ("numbers/words", "word,kind,value\ntwelve,small,dozen\n", "line 2: value 'dozen' is not a number"),
        ("places/other_languages", f"{OTHER_LANGUAGE}el,greek,,,,,,\n", "letters 'greek' is not one of arabic, "),
        ("country_codes", "iso3,m49,cow,gw\nABW,533.0,,\n", "line 2: m49 '533.0' is not a whole number"),
        ("forces/place_nouns", "noun,types\nvalley,area vale\n", "line 2: types 'area vale' is not one of continent"),
        ("people/office_holders", "surname,office,from,to,name\nA,king,1999,,B A\n", "from '1999' is not a date"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_file_and_line(name: str, text: str, said: str) -> None:
    """Whoever mistypes a class or a column reads which, where, and what is allowed."""
    header, rows = parse_table(f"{name}.csv", text)
    told = list(problems(f"{name}.csv", declaration_of(name), header, rows))
    assert len(told) == 1
    assert told[0].startswith(f"lexicons/{name}.csv")
    assert said in told[0]


def test_a_row_of_another_length_is_reported_with_its_line() -> None:
    """A comma too many is found where it is."""
    with pytest.raises(
        LexiconError, match=r"lexicons/forces/unit_plurals\.csv line 3: 3 cells, the header has 2"
    ):
        parse_table("forces/unit_plurals.csv", "word,unit\n# plural\nplatoon,platoons,\n")


def test_a_table_that_is_not_declared_is_refused() -> None:
    """A new table says what its columns hold."""
    with pytest.raises(LexiconError, match=r"lexicons/forces/hats\.csv is not declared"):
        declaration_of("forces/hats")


def test_each_column_is_read() -> None:
    """No cell is filled in that nothing reads: the code that names a table names its columns, except for notes."""
    code = [
        path.read_text(encoding="utf-8")
        for path in sorted(SOURCE.rglob("*.py"))
        if FOLDER / "declarations" not in path.parents
    ]
    unread = []
    for name, declared in DECLARED.items():
        readers = "\n".join(text for text in code if name in READ_ELSEWHERE or f'"{name}"' in text)
        is_one_of_several = list(DECLARED.values()).count(declared) > 1
        if is_one_of_several or not readers:  # read by a name from a tuple, without its folder
            short = name.removesuffix("/*").rpartition("/")[2]
            readers += "\n".join(text for text in code if f'{short}"' in text)
        hints = get_type_hints(declared, include_extras=True)
        wanted = [
            column
            for column, hint in hints.items()
            if Note not in (hint, *get_args(hint)) and name not in READ_WHOLE
        ]
        unread += [
            f"{name}: {column}"
            for column in wanted
            if not re.search(f"[\"']{column.rstrip('_')}[\"']", readers)
        ]
    assert not unread


def test_each_word_list_is_read() -> None:
    """No list of words is left over."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
    by_kind = [re.sub(r"{[a-z]+}", "[a-z]+", name) for name in re.findall(r'read_words\(f"([^"]+)"\)', code)]
    assert not [
        name
        for name in WORD_LISTS
        if f'{name}"' not in code
        and f'"{name.rpartition("/")[2]}"' not in code
        and not any(re.fullmatch(pattern, name) for pattern in by_kind)
    ]


@pytest.mark.parametrize(("name", "column"), EXPRESSIONS.items())
def test_each_expression_is_one(name: str, column: str) -> None:
    """A regular expression in a table compiles."""
    assert all(re.compile(row[column]) for row in read_table(name))


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("articles/agency_closings", "{}"),
        ("articles/boilerplate", r"\A(?:{})\Z"),  # a line from end to end
        ("articles/date_labels", r"\b(?:{})\b"),  # words
        ("articles/page_signals", r"\A(?:{})\Z"),  # a name from end to end
        ("articles/stub_phrases", "{}"),
        ("forces/joint_forces", "{}"),
    ],
)
def test_each_expression_has_an_example_and_a_counter_example(name: str, whole: str) -> None:
    """Each finds what it shows, and not what only looks like it."""
    for row in read_table(name):
        finds = re.compile(whole.format(row.get("pattern") or row["words"]), re.IGNORECASE).search
        assert finds(row["example"]), row
        assert not finds(row["counter_example"]), row
