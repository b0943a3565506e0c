"""A release on the disk: whole, over nothing that is not ours; none of a teacher's words in the classroom."""

import base64
import json
import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from regesta.classroom.asked import LISTING, Asked
from regesta.editions import handout
from regesta.model import Artifact
from regesta.pipeline import Wanted
from regesta.releases import replace_folder
from regesta.workspace import Unwritable
from tests import leaks
from tests.conftest import MANUSCRIPT, MINI, WORKED, copied, made
from tests.leaks import runs
from tests.terminal import typed
from tests.test_leak import FENCE, hidden_runs, plant

RELEASE = Wanted(("classroom",), release=True)
NIGHT = ("src-nsc-notes", "src-proclamation", "src-tass")
TAKEN = re.compile(r'^regesta\("[^"]+",(.*)\)\n$')
HEX = re.compile(r"<((?:[0-9a-f]{2})+)>")
Files = dict[str, Artifact]


def room(files: Files, name: str) -> dict[str, bytes]:
    return {path: one.content for path, one in files.items() if path.startswith(f"{name}/")}


def said(path: str, content: bytes) -> Iterator[str]:
    """All that a file says anywhere; of a script, what the sheets in it say, whole and in pieces."""
    yield path
    if not path.endswith(".js"):
        yield from leaks.said(path, content)
        return
    taken = TAKEN.match(content.decode())
    assert taken
    held = json.loads(taken[1])
    if isinstance(held, str):
        yield from leaks.said("page.html", held.encode())
        return
    if "pdf" in held:
        yield from leaks.said("sheet.pdf", base64.b64decode(held["pdf"]))
    yield json.dumps({key: value for key, value in held.items() if key != "pdf"}, ensure_ascii=False)
    for words, *stream in held.get("part", held)["objects"]:
        for one in (word for word in words if isinstance(word, str)):
            yield from (spelt(bytes.fromhex(found)) for found in HEX.findall(one))
        if stream and "/FlateDecode" in str(words):
            yield zlib.decompress(base64.b64decode(stream[0])).decode("latin-1")


def spelt(string: bytes) -> str:
    """A string of a PDF as words."""
    return string[2:].decode("utf-16-be") if string.startswith(b"\xfe\xff") else string.decode("latin-1")


# Nothing of a teacher's ---------------------------------------------------------------------------


def planted(manuscript: Path, folder: Path) -> tuple[Path, list[str]]:
    """A copy of a manuscript with tokens in all that is for teachers."""
    copy, draw, tokens = copied(manuscript, folder), random.Random(1989), list[str]()
    for file in sorted(copy.rglob("*.md")):
        text, found = plant(file.read_text("utf-8"), draw)
        file.write_text(text, "utf-8")
        tokens += found
    return copy, tokens


def leaked(files: Files, tokens: list[str]) -> list[str]:
    """The files of the room for a class that hold a token, and the pages that name the other room."""
    found = list[str]()
    for path, content in room(files, "classroom").items():
        held = "\n".join(said(path, content)).lower()
        names = ("teachers/", "../", "-key") if path.endswith(".html") else ()
        found += [f"{path}: {one}" for one in (*tokens, *names) if one in held]
    return found


@pytest.mark.parametrize("manuscript", [MINI, WORKED], ids=["mini", "worked"])
def test_no_file_of_the_classroom_holds_a_token_of_a_teachers_words(manuscript: Path, tmp_path: Path) -> None:
    folder, tokens = planted(manuscript, tmp_path / "book")
    files = made(folder, Wanted(("classroom",)))
    assert leaked(files, tokens) == []
    keys = "\n".join(w for path, one in room(files, "teachers").items() for w in said(path, one)).lower()
    assert sum(token in keys for token in tokens) >= len(tokens) // 2 >= 2


def test_nor_does_one_of_the_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources of one night; `make proof` takes all."""
    monkeypatch.setattr(handout, "sheets", lambda _book: NIGHT)
    folder, tokens = planted(MANUSCRIPT, tmp_path / "book")
    files = made(folder, Wanted(("classroom",)))
    assert len(room(files, "classroom")) > 10 * len(NIGHT)
    assert leaked(files, tokens) == []
    page = files["teachers/index.html"].content.decode()
    assert sum(token in page for token in tokens) >= len(NIGHT)


@pytest.mark.parametrize("place", ["pdf", "part", "page"])
def test_a_leak_into_a_script_is_found(place: str) -> None:
    """The other half of the proof: whatever a lesson takes is read."""
    (sheet,) = made(MINI, Wanted(("handouts",), handouts=Asked(("src-request",), "", ("student",)))).values()
    held: object = {
        "pdf": {"pdf": base64.b64encode(sheet.content).decode(), "part": {"objects": []}},
        "part": {"part": {"objects": [[["<</Alt ", 1, "<feff00710062>>>"]]]}},
        "page": "<p>qb</p>",
    }[place]
    script = f'regesta("src-a4",{json.dumps(held)})\n'.encode()
    wanted = "Why did Lhota want a bridge" if place == "pdf" else "qb"
    assert wanted in "\n".join(said("data/src-a4.js", script))


def test_no_file_of_the_classroom_holds_five_words_in_a_row_of_a_teachers(tmp_path: Path) -> None:
    folder = copied(WORKED, tmp_path / "book")
    for at, file in enumerate(sorted(folder.rglob("*.md"))):
        longer = f"\nNobody but the miller ever saw ledger {at} of the upper ferry again.\n"
        file.write_text(FENCE.sub(lambda found: found[0] + longer, file.read_text("utf-8")), "utf-8")  # noqa: B023
    files, hidden = made(folder, RELEASE), hidden_runs(folder)
    assert len(hidden) > 15
    for path, content in room(files, "classroom").items():
        assert {run for words in said(path, content) for run in runs(words)} & hidden == set(), path
    keys = [words for path, one in room(files, "teachers").items() for words in said(path, one)]
    assert len({run for words in keys for run in runs(words)} & hidden) > len(hidden) // 2


# Where it is written ------------------------------------------------------------------------------


def laid(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def released(*paths: str) -> tuple[Artifact, ...]:
    listing = json.dumps(dict.fromkeys(paths, "")).encode()
    return (*(Artifact(path, b"new") for path in paths), Artifact(LISTING, listing))


def test_a_release_takes_the_place_of_an_earlier_one_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    replace_folder(tmp_path / "out", released("classroom/a", "classroom/b"))
    replace_folder(tmp_path / "out", released("classroom/a"))
    assert laid(tmp_path / "out") == {"classroom/a", LISTING}
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("other", ["notes.txt", "classroom/mine.pdf", LISTING])
def test_a_folder_that_holds_anything_else_is_left_as_it_is(other: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if other != LISTING:
        replace_folder(out, released("classroom/a"))
    (out / other).parent.mkdir(exist_ok=True, parents=True)
    (out / other).write_text("of somebody else", "utf-8")
    before = laid(out)
    with pytest.raises(Unwritable, match=re.escape(other)):
        replace_folder(out, released("classroom/c"))
    assert laid(out) == before


def test_the_command_writes_both_folders_and_refuses_what_is_not_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "stick"
    done = typed(capsys, "release", str(out), "--manuscript", str(MINI))
    assert done.status == 0, done.err
    assert re.search(r"stick/classroom/  \d+ sheets, \d+ pages\n", done.out)
    assert {one.name for one in out.iterdir()} == {"classroom", "teachers", LISTING}
    (out / "mine").write_text("", "utf-8")
    refused = typed(capsys, "release", str(out), "--manuscript", str(MINI))
    assert (refused.status, "mine, which is of no release" in refused.err) == (2, True)


def test_a_manuscript_with_an_error_leaves_no_folder(
    mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mini / "book.yaml").write_text("id: [", "utf-8")
    assert typed(capsys, "release", str(tmp_path / "stick"), "--manuscript", str(mini)).status == 1
    assert not (tmp_path / "stick").exists()
