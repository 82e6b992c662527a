"""zip and tar."""

import io
import struct
import tarfile
import zipfile

import pytest

from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read_bytes


def make_zip(members: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def make_tar(members: dict[str, bytes], mode="w:gz", style=tarfile.PAX_FORMAT) -> bytes:
    """A tar of these members."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, format=style) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


MEMBERS = {
    "a/one.txt": b"one",
    "b.jsonl": b'{"text": "x"}\n{"text": "y"}\n',
    "c/page.html": b"<html><p>x</p></html>",
    "n" * 150 + "/" + "é" * 60 + ".txt": b"long name",
    "__MACOSX/a/._one.txt": b"\0\0",
    ".DS_Store": b"\0\0",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", make_zip(MEMBERS)),
        ("a.zip", make_zip(MEMBERS, zipfile.ZIP_BZIP2)),
        ("a.zip", make_zip(MEMBERS, zipfile.ZIP_LZMA)),
        ("a.zip", make_zip(MEMBERS, zipfile.ZIP_STORED)),
        ("a.tar.gz", make_tar(MEMBERS)),
        ("a.tgz", make_tar(MEMBERS)),
        ("a.tar.xz", make_tar(MEMBERS, "w:xz")),
        ("a.tar", make_tar(MEMBERS, "w", tarfile.GNU_FORMAT)),
    ],
)
def test_members_are_read_as_files(tmp_path, name, content):
    """Members of any format are documents under archive!/member; what file managers leave is passed over."""
    outcomes = read_bytes(tmp_path, name, content)
    assert kinds(outcomes) == ["text/plain", "text/plain", "text/plain", "text/html", "text/plain"]
    uris = [outcome.uri.removeprefix(f"{tmp_path}/{name}!/") for outcome in outcomes]
    assert uris == ["a/one.txt", "b.jsonl#1", "b.jsonl#2", "c/page.html", "n" * 150 + "/" + "é" * 60 + ".txt"]


@pytest.mark.parametrize(
    "names", [("x/a.txt", "x/a.json"), ("x/a.json", "x/a.txt"), ("a.html.json", "a.html")]
)
@pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar.gz", make_tar)])
def test_sidecars_within_an_archive(tmp_path, name, make, names):
    """A sidecar in the archive, before its document or after it, is its metadata; other JSON is an input."""
    contents = {member: b'{"title": "T"}' if member.endswith("json") else b"<p>text</p>" for member in names}
    document, other = read_bytes(tmp_path, name, make({**contents, "z.json": b'{"text": "own"}'}))
    assert document.metadata == {"title": "T"}
    assert document.content == b"<p>text</p>"
    assert other.content == b"own"


@pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar", make_tar)])
def test_broken_sidecar_within_an_archive_rejects_its_document(tmp_path, name, make):
    """As beside a file."""
    assert kinds(read_bytes(tmp_path, name, make({"a.txt": b"x", "a.json": b"{"}))) == ["broken_json"]


UNSAFE = [
    "../a.txt",
    "/etc/a.txt",
    "a/../../b.txt",
    "..\\a.txt",
    "C:\\a.txt",
    "\\\\host\\a.txt",
    "a\x1b[2J.txt",
    "a\n.txt",
]


@pytest.mark.parametrize("name", UNSAFE)
def test_path_escape_is_rejected(tmp_path, name):
    """A member whose name leads out of the archive is quarantined, and the next member is read."""
    members = {name: b"x", "b.txt": b"y"}
    assert kinds(read_bytes(tmp_path, "a.zip", make_zip(members))) == ["unsafe_path", "text/plain"]
    assert kinds(read_bytes(tmp_path, "a.tar", make_tar(members))) == ["unsafe_path", "text/plain"]
    assert [path.name for path in tmp_path.iterdir()] in (["a.zip", "a.tar"], ["a.tar", "a.zip"])


@pytest.mark.parametrize(
    "name", ["$(reboot).txt", "a;b&c|d.txt", "a b'\"`.txt", "-rf.txt", "%2e%2e%2fa.txt", "…txt.txt"]
)
def test_name_with_shell_characters_is_a_name(tmp_path, name):
    """Names are never handed to a shell; odd ones are names like others."""
    assert kinds(read_bytes(tmp_path, "a.zip", make_zip({name: b"x"}))) == ["text/plain"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_link_and_device_are_rejected(tmp_path, kind):
    """Only regular files are read from a tar."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    assert kinds(read_bytes(tmp_path, "a.tar", file.getvalue())) == ["unsafe_path"]


def test_archives_nest_to_a_depth(tmp_path):
    """Archives in archives are read, but not without end."""
    content = b"text"
    name = "a.txt"
    for number in range(3):
        content = make_zip({name: content}) if number % 2 else make_tar({name: content})
        name = f"{number}.bin"
    assert kinds(read_bytes(tmp_path, "a.zip", content)) == ["text/plain"]
    assert kinds(read_bytes(tmp_path, "a.zip", make_zip({"in.zip": content}))) == ["too_deep"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", make_zip(MEMBERS)[:-30]),
        ("a.zip", b"PK\x03\x04" + b"x" * 100),
        ("a.tar.gz", make_tar(MEMBERS)[:-40]),
        ("a.tar.gz", make_tar(MEMBERS)[:60]),
        ("a.tar", make_tar(MEMBERS, "w")[:1300]),
        ("a.tar", make_tar(MEMBERS, "w")[:1024] + b"\x07" * 5000),
        ("a.gz", b"\x1f\x8b\x08" + b"\xff" * 50),
        ("a.xz", b"\xfd7zXZ\x00" + b"\xff" * 50),
        ("a.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 50),
        ("a.lz4", b"\x04\x22\x4d\x18" + b"\xff" * 50),
        ("a.bz2", b"BZh91AY&SY" + b"\xff" * 50),
    ],
)
def test_broken_archive_is_rejected(tmp_path, name, content):
    """What breaks off says so; whole members before the break are documents, a cut one is none."""
    outcomes = read_bytes(tmp_path, name, content)
    rejected = [outcome for outcome in outcomes if not isinstance(outcome, RawDocument)]
    assert {outcome.reason_code for outcome in rejected} == {"broken_archive"}
    whole = {b"one", b"x", b"y", b"<html><p>x</p></html>", b"long name"}
    assert {outcome.content for outcome in outcomes if isinstance(outcome, RawDocument)} <= whole


def test_wrong_checksum_is_rejected(tmp_path):
    """A member that was damaged is not published."""
    content = bytearray(make_zip({"a.txt": b"one text"}, zipfile.ZIP_STORED))
    content[content.index(b"one text")] ^= 1
    assert kinds(read_bytes(tmp_path, "a.zip", bytes(content))) == ["broken_archive"]


def test_encrypted_member_is_rejected(tmp_path):
    """A member with a password is reported as such."""
    content = bytearray(make_zip({"a.txt": b"x"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    [rejected] = read_bytes(tmp_path, "a.zip", bytes(content))
    assert rejected.reason_code == "encrypted"
    assert "password" in rejected.detail


def test_empty_archive_is_rejected(tmp_path):
    """An archive without members is not an input."""
    assert kinds(read_bytes(tmp_path, "a.zip", make_zip({}))) == ["no_text"]
    assert kinds(read_bytes(tmp_path, "a.tar.gz", make_tar({}))) == ["no_text"]


def test_member_without_a_name_is_rejected(tmp_path):
    """A name that is empty before its first NUL, which the fuzzer found, is one that hides what it is."""
    content = make_zip({"a.txt": b"x"}).replace(b"a.txt", b"\0.txt")
    assert kinds(read_bytes(tmp_path, "a.zip", content)) == ["unsafe_path"]


def test_too_many_members_are_refused(tmp_path):
    """An archive of more members than allowed is not walked through."""
    members = {f"{number}.txt": b"x" for number in range(20)}
    assert kinds(read_bytes(tmp_path, "a.zip", make_zip(members), max_members=10)) == ["too_large"]
    assert kinds(read_bytes(tmp_path, "a.tar", make_tar(members), max_members=10)) == ["text/plain"] * 10 + [
        "too_large"
    ]


def test_overlapping_members_share_a_budget(tmp_path):
    """The bomb whose members all point at the same bytes expands to no more than one archive may."""
    kernel = make_zip({"0.txt": b" " * 5_000_000})
    start = kernel.index(b"PK\x01\x02")
    entry, end = kernel[start : kernel.index(b"PK\x05\x06")], kernel[kernel.index(b"PK\x05\x06") :]
    count = 25
    end = end[:8] + struct.pack("<2H2L", count, count, len(entry) * count, start) + end[20:]
    directory = b"".join(entry.replace(b"0.txt", b"%c.txt" % (65 + number)) for number in range(count))
    outcomes = read_bytes(tmp_path, "a.zip", kernel[:start] + directory + end)
    assert len(outcomes) == count
    assert set(kinds(outcomes)) <= {"too_large", "broken_archive", "no_text"}
    assert kinds(outcomes).count("no_text") <= 11
