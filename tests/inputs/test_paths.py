"""Patterns -> files."""

import os

import pytest

from newsetl.errors import InputNotFound
from newsetl.inputs import InputFile, ReadSettings, expand_inputs, read_documents


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of inputs, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "sub/c.html", ".hidden.txt", "sub/.git/d.txt", "we ird;$(x)'*.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    (tmp_path / "a.json").write_text('{"title": "A"}')
    (tmp_path / "c.json").write_text('{"text": "an article of its own"}')
    return tmp_path


def uris(*patterns: str) -> list[str]:
    """Names of the files that patterns name."""
    return [file.uri for file in expand_inputs(patterns)]


EVERYTHING = ["a.txt", "b.txt", "c.json", "sub/c.html", "we ird;$(x)'*.txt"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["."], EVERYTHING),
        (["*.txt"], ["a.txt", "b.txt", "we ird;$(x)'*.txt"]),
        (["**/*.html"], ["sub/c.html"]),
        (["b.txt", "a.txt"], ["b.txt", "a.txt"]),
        (["a.txt", "*.txt", "."], ["a.txt", "b.txt", "we ird;$(x)'*.txt", "c.json", "sub/c.html"]),
        (["sub"], ["sub/c.html"]),
        (["we ird;$(x)'*.txt"], ["we ird;$(x)'*.txt"]),
        (["./sub/../b.txt"], ["b.txt"]),
        (["a.json"], ["a.json"]),
        (["-"], ["stdin"]),
    ],
)
def test_patterns_name_files_in_one_order(folder, patterns, expected):
    """Files come once, sorted within a pattern; hidden files and sidecars are not inputs of their own."""
    assert uris(*patterns) == expected


@pytest.mark.parametrize("pattern", ["none.txt", "*.csv", "", "empty", "none/**", "a.txt/b"])
def test_pattern_that_names_nothing_is_a_user_error(folder, pattern):
    """A pattern without a file is one line that repeats it."""
    (folder / "empty").mkdir()
    with pytest.raises(InputNotFound) as error:
        expand_inputs(["a.txt", pattern])
    assert repr(pattern) in str(error.value)
    assert "\n" not in str(error.value)


def test_sidecar_goes_with_its_text(folder):
    """a.json beside a.txt is its metadata, however the text is named; JSON with a text is an input."""
    assert expand_inputs(["a.txt"]) == [InputFile("a.txt", "a.txt", "a.json")]
    assert [file.sidecar for file in expand_inputs(["."]) if file.uri == "a.txt"] == ["a.json"]


def test_sidecars_that_a_shell_names_are_no_documents(folder):
    """`newsetl run *` passes each file by itself; alone, a file is what it is named as."""
    assert [file.uri for file in expand_inputs(["a.json", "a.txt"])] == ["a.txt"]
    assert [file.uri for file in expand_inputs(["a.json"])] == ["a.json"]


def test_dump_is_no_sidecar(folder):
    """A JSON file longer than any sidecar, or with texts of its own, is an input beside a text of its name."""
    (folder / "b.json").write_text('[{"text": "x"}]')
    (folder / "a.json").write_text('{"articles": [{"text": "x"}]}')
    (folder / "sub" / "c.json").write_text(" " * 2_000_000 + '{"title": "T"}')
    assert [file.sidecar for file in expand_inputs(["a.txt", "b.txt", "sub"])] == [None] * 4
    assert {"a.json", "b.json", "sub/c.json"} < set(uris("."))


def test_link_in_a_circle_ends(folder):
    """A link to the folder itself is not followed."""
    os.symlink(folder, folder / "sub" / "loop")
    os.symlink(folder / "gone.txt", folder / "dangling.txt")
    assert uris(".") == EVERYTHING


def test_name_that_is_no_utf8_has_an_uri_that_is(folder):
    """Any bytes in a file's name can be stored in a table."""
    with open(b"\xff\xfe.txt", "wb") as file:
        file.write(b"text")
    [file] = [file for file in expand_inputs(["."]) if file.uri not in EVERYTHING]
    assert file.uri.encode("utf-8") == b"\\xff\\xfe.txt"
    [document] = read_documents(file, ReadSettings())
    assert document.content == b"text"
