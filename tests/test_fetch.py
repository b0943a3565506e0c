"""`regesta fetch` against a server on this machine: through every fault, and nothing half-written stays."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from regesta import __version__
from regesta.archive import Part
from regesta.cli import fetch as command
from regesta.cli import regesta
from regesta.exchange.tei.file import Tei, digest, opened
from regesta.fetcher import Pace, Rules, fetch
from regesta.texts.lock import FILE, read
from regesta.workspace import read as read_inputs
from tests.archive import HALF, PATH, TOLL, archive

Edit = Callable[[Path, str, str], None]
LARGEST = 1_000_000


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the command would have waited between tries; time stands still."""
    waited: list[float] = []
    monkeypatch.setattr(command, "PACE", Pace(waited.append, lambda: 0.0, lambda: 0.5))
    return waited


@pytest.fixture
def served(mini: Path, edit: Edit) -> Callable[[int], Path]:
    """Mini with a witness on the port of a server."""

    def prepare(port: int) -> Path:
        tei = f"http://127.0.0.1:{port}{PATH}"
        edit(
            mini / "sources" / "src-answer.md",
            "text: retold\n",
            f"text: retold\nwitness: {{tei: '{tei}', document: d1}}\n",
        )
        edit(mini / "book.yaml", "front:", "hosts: [127.0.0.1]\nlargest_text: 1\nfront:")
        return mini

    return prepare


def run(manuscript: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(regesta, ["fetch", "--manuscript", str(manuscript), *map(str, arguments)])


def left(manuscript: Path) -> list[str]:
    """The files below texts, without those that are always there."""
    folder = manuscript / "texts"
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(
        file.relative_to(folder).as_posix() for file in files if file.name not in (".gitignore", ".lock")
    )


# What goes well ------------------------------------------------------------------------------------


def test_a_text_comes_is_locked_and_printed(served: Callable[[int], Path], waits: list[float]) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        done = run(manuscript)
        assert done.exit_code == 0, done.output
        again = run(manuscript)
    assert "came: " in done.output
    assert "1 document" in done.output
    assert left(manuscript) == ["127.0.0.1/archive/v1.0/toll.xml"]
    assert (manuscript / "texts" / ".gitignore").read_text("utf-8") == "*\n"
    inputs = read_inputs(manuscript)
    (row,) = read(inputs.value.texts[FILE]).value.rows.values()
    assert (row.length, row.sha256, list(row.documents)) == (len(TOLL), sha256(TOLL).hexdigest(), ["d1"])
    assert list(inputs.value.witnesses.values()) == [TOLL]
    assert (log.count, "is here" in again.output, waits) == (1, True, [])
    agent = log.headers[0]["user-agent"]
    assert agent == f"regesta/{__version__} (+documentary editing)"
    assert "cookie" not in log.headers[0]


def test_only_the_named_sources_are_asked_for(served: Callable[[int], Path]) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        assert run(manuscript, "src-answer").exit_code == 0
        for key, said in (("src-request", "names no witness"), ("src-anser", 'did you mean "src-answer"?')):
            wrong = run(manuscript, key)
            assert wrong.exit_code == 2
            assert said in wrong.output
    assert log.count == 1


def test_where_nothing_is_to_be_fetched(mini: Path) -> None:
    done = run(mini)
    assert (done.exit_code, done.output) == (0, "no record names a witness: there is nothing to fetch\n")
    assert not (mini / "texts").exists()


def test_quiet_says_nothing(served: Callable[[int], Path]) -> None:
    with archive("good") as (port, _):
        assert run(served(port), "-q").output == ""


def test_a_busy_server_is_asked_again_ever_more_slowly(
    served: Callable[[int], Path], waits: list[float]
) -> None:
    with archive("busy") as (port, log):
        assert run(served(port)).exit_code == 0
    assert log.count == 3
    assert waits == [1.5, 3.0]  # chance is a half: three quarters of two and of four seconds


@pytest.mark.usefixtures("waits")
def test_what_broke_off_is_taken_up_where_it_broke_off(served: Callable[[int], Path]) -> None:
    with archive("resumes") as (port, log):
        manuscript = served(port)
        assert run(manuscript).exit_code == 0
    assert log.headers[1]["range"] == f"bytes={HALF}-"
    assert log.headers[1]["if-range"] == '"toll-1"'
    assert (log.count, left(manuscript)) == (2, ["127.0.0.1/archive/v1.0/toll.xml"])
    assert (manuscript / "texts" / left(manuscript)[0]).read_bytes() == TOLL


@pytest.mark.usefixtures("waits")
def test_another_version_begins_anew(served: Callable[[int], Path]) -> None:
    with archive("changes") as (port, _):
        manuscript = served(port)
        assert run(manuscript).exit_code == 0
    assert (manuscript / "texts" / left(manuscript)[0]).read_bytes() == TOLL


def test_a_stopped_run_leaves_a_part_and_the_next_goes_on_with_it(
    served: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with archive("resumes") as (port, log):
        manuscript = served(port)
        monkeypatch.setattr(command, "PACE", Pace(stop, lambda: 0.0, lambda: 0.0))
        assert run(manuscript).exit_code == 1  # click says Aborted
        assert [name for name in left(manuscript) if name.endswith(".part")]
        assert run(manuscript).exit_code == 0
    assert log.headers[1]["range"] == f"bytes={HALF}-"
    assert left(manuscript) == ["127.0.0.1/archive/v1.0/toll.xml"]


def test_a_redirect_to_an_allowed_host_is_followed(served: Callable[[int], Path]) -> None:
    with archive("moved") as (port, log):
        assert run(served(port)).exit_code == 0
    assert log.paths[1] == "/archive/v1.0/new.xml"


# What does not -------------------------------------------------------------------------------------


class Wrong(NamedTuple):
    """What a server does, and what must be said of it after how many tries."""

    behaviour: str
    code: str
    said: str
    tries: int = 1


WRONG = (
    Wrong("silent", "FET001", "no answer", 5),
    Wrong("gone", "FET002", "404"),
    Wrong("always-busy", "FET002", "503", 5),
    Wrong("elsewhere", "FET003", "elsewhere.example"),
    Wrong("downgraded", "FET003", "is not reached by https"),
    Wrong("local", "FET003", "sends"),
    Wrong("round", "FET003", "without end", 6),
    Wrong("huge", "FET004", "1000000 bytes"),
    Wrong("endless", "FET004", "1000000 bytes"),
    Wrong("breaks-off", "FET005", f"{HALF} of {len(TOLL)} bytes", 5),
    Wrong("chunks", "FET005", f"{HALF} of an unknown number of bytes", 5),
    Wrong("packed", "FET005", "gzip"),
    Wrong("no-length", "TEI001", "breaks off"),
    Wrong("no-xml", "TEI001", "mismatch"),
    Wrong("bomb", "TEI002", "grammar of its own"),
    Wrong("outer-entity", "TEI002", "grammar of its own"),
    Wrong("latin", "TEI003", "0xff"),
    Wrong("no-such-encoding", "TEI003", 'no encoding is called "KOI-9"'),
    Wrong("other-encoding", "TEI003", "UTF-16"),
    Wrong("portal", "TEI004", "web page"),
    Wrong("no-document", "TEI005", 'no document is called "d1"'),
    Wrong("twice", "TEI005", 'two elements are called "d1"'),
)


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: one.behaviour)
def test_each_fault_is_said_and_nothing_stays(wrong: Wrong, served: Callable[[int], Path]) -> None:
    with archive(wrong.behaviour) as (port, log):
        manuscript = served(port)
        done = run(manuscript)
    assert done.exit_code == 1
    assert f"error[{wrong.code}]" in done.output
    assert wrong.said in done.output
    assert "sources/src-answer.md:" in done.output
    assert (left(manuscript), (manuscript / FILE).exists()) == ([], False)
    assert log.count == wrong.tries


def cheap() -> str:
    """The digest of the words that the archive "other" gives."""
    tei = opened(TOLL.replace(b"dear", b"cheap"), "toll.xml", LARGEST)
    assert isinstance(tei, Tei)
    return digest(tei.document("d1"))


def test_a_text_that_is_not_the_locked_one_stops_with_both_digests(served: Callable[[int], Path]) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        assert run(manuscript).exit_code == 0
        (manuscript / "texts" / left(manuscript)[0]).unlink()
        lock = (manuscript / FILE).read_bytes()
    known = read(read_inputs(manuscript).value.texts[FILE]).value
    with archive("other") as (other, _):
        moved = (manuscript / "sources" / "src-answer.md").read_text("utf-8").replace(str(port), str(other))
        (manuscript / "sources" / "src-answer.md").write_text(moved, "utf-8")
        (manuscript / FILE).write_text(lock.decode().replace(str(port), str(other)), "utf-8")
        done = run(manuscript)
    assert done.exit_code == 1
    assert "error[WIT001]" in done.output
    (row,) = known.rows.values()
    assert re.findall(r"\b[0-9a-f]{64}\b", done.output.replace("\n", "")) == [cheap(), row.documents["d1"]]
    assert left(manuscript) == []
    assert log.count == 1


def test_a_file_that_is_not_the_locked_one_stops_though_its_words_are_the_same(
    served: Callable[[int], Path], edit: Edit
) -> None:
    with archive("good") as (port, _):
        manuscript = served(port)
        assert run(manuscript).exit_code == 0
        (manuscript / "texts" / left(manuscript)[0]).unlink()
        edit(manuscript / FILE, sha256(TOLL).hexdigest(), "0" * 64)
        done = run(manuscript)
    assert (done.exit_code, left(manuscript)) == (1, [])
    assert "error[WIT001]" in done.output
    assert sha256(TOLL).hexdigest() in done.output
    assert "0" * 64 in done.output


def test_a_spoilt_copy_is_brought_again(served: Callable[[int], Path]) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        assert run(manuscript).exit_code == 0
        file = manuscript / "texts" / left(manuscript)[0]
        file.write_bytes(TOLL.replace(b"dear", b"cheap"))
        assert run(manuscript).exit_code == 0
    assert (file.read_bytes(), log.count) == (TOLL, 2)


def test_a_host_that_the_book_does_not_name_is_never_asked(served: Callable[[int], Path], edit: Edit) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        edit(manuscript / "book.yaml", "hosts: [127.0.0.1]", "hosts: [history.state.gov]")
        done = run(manuscript)
    assert (done.exit_code, log.count) == (1, 0)
    assert "error[WIT002]" in done.output


def test_plain_http_reaches_this_machine_alone(served: Callable[[int], Path], edit: Edit) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        edit(manuscript / "sources" / "src-answer.md", f"127.0.0.1:{port}", f"history.state.gov:{port}")
        edit(manuscript / "book.yaml", "hosts: [127.0.0.1]", "hosts: [127.0.0.1, history.state.gov]")
        done = run(manuscript)
    assert (done.exit_code, log.count, left(manuscript)) == (1, 0, [])
    assert "error[WIT002]" in done.output
    assert "is not reached by https" in done.output


def test_a_manuscript_with_errors_is_not_served(served: Callable[[int], Path], edit: Edit) -> None:
    with archive("good") as (port, log):
        manuscript = served(port)
        edit(manuscript / "book.yaml", "id: mini", "idd: mini")
        done = run(manuscript)
    assert (done.exit_code, log.count) == (1, 0)
    assert "YML004" in done.output


# From a folder -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["toll.xml", "toll-extract.xml", "v1.0/toll.xml", "127.0.0.1/archive/v1.0/toll.xml"]
)
def test_an_archive_on_disk_instead_of_the_web(
    served: Callable[[int], Path], tmp_path: Path, name: str
) -> None:
    (tmp_path / "disk" / name).parent.mkdir(parents=True)
    (tmp_path / "disk" / name).write_bytes(TOLL)
    manuscript = served(9)  # a port on which nobody answers
    done = run(manuscript, "--texts", tmp_path / "disk")
    assert done.exit_code == 0, done.output
    (row,) = read(read_inputs(manuscript).value.texts[FILE]).value.rows.values()
    assert (row.length, row.sha256, list(row.documents)) == (None, None, ["d1"])
    assert left(manuscript) == ["127.0.0.1/archive/v1.0/toll.xml"]


def test_a_file_that_the_archive_does_not_hold(served: Callable[[int], Path], tmp_path: Path) -> None:
    done = run(served(9), "--texts", tmp_path)
    assert done.exit_code == 1
    assert "error[FET006]" in done.output
    assert "toll-extract.xml" not in "".join(left(tmp_path / "mini"))


def test_no_link_leads_out_of_an_archive(served: Callable[[int], Path], tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "secret.xml").write_bytes(TOLL)
    (tmp_path / "disk" / "toll.xml").symlink_to(tmp_path / "secret.xml")
    assert "error[FET006]" in run(served(9), "--texts", tmp_path / "disk").output


def test_a_build_takes_texts_from_a_folder_before_those_that_were_fetched(
    served: Callable[[int], Path], tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "toll.xml").write_bytes(TOLL)
    manuscript = served(9)
    assert read_inputs(manuscript).value.witnesses == {}
    assert list(read_inputs(manuscript, texts=tmp_path / "disk").value.witnesses.values()) == [TOLL]


# The fetcher alone ---------------------------------------------------------------------------------


def test_a_file_that_comes_too_slowly_is_given_up(tmp_path: Path) -> None:
    ticks = iter(range(0, 100_000, 1000))
    pace = Pace(lambda _: None, lambda: float(next(ticks)), lambda: 0.0)
    with archive("good") as (port, _):
        part = Part(tmp_path / "toll.xml")
        rules = replace(Rules(("127.0.0.1",), LARGEST), longest=500.0)
        lack = fetch(f"http://127.0.0.1:{port}{PATH}", part, rules, pace, lambda _: None)
    assert lack
    assert lack.code == "FET001"
    assert os.listdir(tmp_path) == []


def test_a_file_that_drips_is_given_up_as_soon_as_it_is_late(tmp_path: Path) -> None:
    """Nobody waits until a whole piece has come: the line would be dead before that."""
    ticks = iter(range(0, 100_000, 1000))
    pace = Pace(lambda _: None, lambda: float(next(ticks)), lambda: 0.0)
    with archive("drips") as (port, _):
        rules = Rules(("127.0.0.1",), LARGEST, tries=1, patience=2.0, longest=500.0)
        lack = fetch(f"http://127.0.0.1:{port}{PATH}", Part(tmp_path / "t.xml"), rules, pace, lambda _: None)
    assert lack
    assert lack.message == "the file did not come within 500 seconds"
    assert os.listdir(tmp_path) == []


def test_a_part_that_is_tagged_by_nobody_is_not_gone_on_with(tmp_path: Path) -> None:
    part = Part(tmp_path / "toll.xml")
    part.begin("")
    part.add(b"<TEI>")
    with archive("good") as (port, log):
        pace = Pace(lambda _: None, lambda: 0.0, lambda: 0.0)
        assert (
            fetch(
                f"http://127.0.0.1:{port}{PATH}", part, Rules(("127.0.0.1",), LARGEST), pace, lambda _: None
            )
            is None
        )
    assert "range" not in log.headers[0]
    assert part.content() == TOLL


def test_what_is_said_on_the_way(tmp_path: Path) -> None:
    told: list[str] = []
    with archive("good") as (port, _):
        pace = Pace(lambda _: None, lambda: 0.0, lambda: 0.0)
        fetch(
            f"http://127.0.0.1:{port}{PATH}",
            Part(tmp_path / "t.xml"),
            Rules(("127.0.0.1",), LARGEST),
            pace,
            told.append,
        )
    assert told[-1].endswith(f"{len(TOLL)} bytes of {len(TOLL)}")
