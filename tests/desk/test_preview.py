"""The preview as a stranger meets it over the wire, and as an editor meets it in a browser."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.readers import node

EDITS = 200
AXE = [
    "axe",
    "axe_changes",
    "axe_broken",
    "axe_night",
    "axe_tablet",
    "axe_print",
    "axe_print_night",
    "axe_print_tablet",
]
GROWTH = 25_000  # kilobytes that the server may have grown by from the fiftieth edit to the last


class Running(NamedTuple):
    """A preview that serves, and what its editor was asked to open."""

    process: subprocess.Popen[str]
    port: int
    opened: Path

    def ask(self, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as wire:
            wire.request("GET" if body is None else "POST", path, body, named)
            with wire.getresponse() as answer:
                return answer.status, answer.read().decode()

    @property
    def token(self) -> str:
        found = re.search(r'data-token="([^"]+)"', self.ask("/")[1])
        assert found
        return found[1]


@pytest.fixture
def running(mini: Path, tmp_path: Path) -> Iterator[Running]:
    opened = tmp_path / "opened.txt"
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'a').write(' '.join(sys.argv[2:]) + chr(10))\n", "utf-8")
    editor = f"{sys.executable} {script} {opened} {{file}} {{line}}"
    command = [sys.executable, "-m", "regesta", "preview", str(mini), "--port", "0", "--editor", editor]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline()
        found = re.match(r"http://127\.0\.0\.1:(\d+)/ ", address)
        assert found, address
        yield Running(process, int(found[1]), opened)
    finally:
        process.kill()
        process.communicate()


def test_a_page_names_where_each_passage_is_written(running: Running) -> None:
    status, page = running.ask("/page/web/student/ch-bridge")
    assert status == 200
    assert 'data-at="chapters/01-bridge.md:' in page
    assert 'data-at="sources/src-request.md:' in page
    assert running.ask("/page/epub/teacher/ch-bridge")[0] == 200
    assert running.ask("/page/print/pupil/ch-bridge")[0] == 404
    assert running.ask("/page/print/student/ch-none")[0] == 404
    assert running.ask("/page/pdf/student/ch-bridge")[0] == 404
    assert running.ask("/page/web/pupil/ch-bridge")[0] == 404
    assert running.ask("/page/web/student/ch-none")[0] == 404


def test_what_is_for_teachers_is_not_shown_to_students(running: Running) -> None:
    assert "The mayor, to the district." in running.ask("/page/web/teacher/ch-bridge")[1]
    assert "The mayor, to the district." not in running.ask("/page/web/student/ch-bridge")[1]


def test_another_host_is_refused(running: Running) -> None:
    assert running.ask("/", Host="attacker.example")[0] == 400
    assert running.ask("/", Host=f"127.0.0.1:{running.port}")[0] == 200


def test_a_deed_needs_the_token_and_a_change_that_is_there(running: Running, mini: Path) -> None:
    chapter = mini / "chapters" / "01-bridge.md"
    raw = chapter.read_bytes().replace(b"\n", b"\r\n").replace(b"printed whole", b"{++also ++}printed whole")
    chapter.write_bytes(raw)
    for _ in range(100):
        if found := re.search(r'data-sign="(\w+)"', running.ask("/changes")[1]):
            break
        time.sleep(0.05)
    assert found
    said = {"path": "chapters/01-bridge.md", "sign": found[1], "deed": "accept"}
    token = running.token
    assert running.ask("/decide", json.dumps(said))[0] == 403
    assert running.ask("/decide", json.dumps(said | {"deed": "burn"}), X_Regesta_Token=token)[0] == 400
    assert running.ask("/decide", json.dumps(said | {"sign": "0"}), X_Regesta_Token=token)[0] == 409
    assert running.ask("/decide", json.dumps(said | {"path": "/etc/passwd"}), X_Regesta_Token=token)[0] == 409
    assert chapter.read_bytes() == raw
    assert running.ask("/decide", json.dumps(said), X_Regesta_Token=token)[0] == 200
    assert chapter.read_bytes() == raw.replace(b"{++also ++}", b"also ")
    assert running.ask("/decide", json.dumps(said), X_Regesta_Token=token)[0] == 409


@pytest.mark.parametrize("path", ["/open", "/cursor"])
def test_a_post_needs_the_token_of_this_run(running: Running, path: str) -> None:
    said = json.dumps({"path": "chapters/01-bridge.md", "line": 3})
    assert running.ask(path, said)[0] == 403
    assert running.ask(path, said, X_Regesta_Token="x" * 32)[0] == 403
    assert running.ask(path, said, X_Regesta_Token=running.token)[0] == 200
    assert running.ask(path, "{", X_Regesta_Token=running.token)[0] == 400


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "chapters/../../x.md", "pictures/none.svg"]
)
def test_only_texts_of_the_manuscript_are_opened(running: Running, path: str) -> None:
    said = json.dumps({"path": path, "line": 1})
    assert running.ask("/open", said, X_Regesta_Token=running.token)[0] == 404
    assert not running.opened.exists()


@pytest.mark.parametrize(
    "path", ["/picture/../book.yaml", "/face/../../etc/passwd", "/css/..%2F..%2Fbook.yaml"]
)
def test_only_pictures_faces_and_looks_are_served(running: Running, path: str) -> None:
    assert running.ask(path)[0] == 404


def test_only_pages_that_are_shown_are_drawn(running: Running) -> None:
    status, page = running.ask("/page/print/student/ch-note")
    assert status == 200
    name = re.findall(r'src="/sheet/800/(\w+)"', page)[0]
    wire = HTTPConnection("127.0.0.1", running.port, timeout=20)
    wire.request("GET", f"/sheet/800/{name}")
    with closing(wire), wire.getresponse() as answer:
        assert answer.read().startswith(b"\x89PNG")
    assert running.ask(f"/sheet/9000/{name}")[0] == 404
    assert running.ask(f"/sheet/800/{name[::-1]}")[0] == 404


def test_it_listens_on_this_machine_alone(running: Running) -> None:
    listed = Path("/proc/net/tcp").read_text("utf-8") + Path("/proc/net/tcp6").read_text("utf-8")
    addresses = re.findall(rf"\d+: ([0-9A-F]+):{running.port:04X} \S+ 0A", listed)
    assert addresses == ["0100007F"]


def test_ctrl_c_stops_it_while_windows_are_open(running: Running) -> None:
    assert running.ask("/page/print/student/ch-note")[0] == 200  # a worker waits for more
    with ExitStack() as stack:
        for _ in range(3):
            wire = stack.enter_context(closing(HTTPConnection("127.0.0.1", running.port, timeout=20)))
            wire.request("GET", "/events")
            answer = stack.enter_context(wire.getresponse())
            assert answer.readline() == b"event: hello\n"
        os.kill(running.process.pid, signal.SIGINT)
        assert running.process.wait(5) == 0
        assert running.process.stderr
        assert running.process.stderr.read() == "regesta: stopped\n"


@pytest.fixture
def session(running: Running, mini: Path, tmp_path: Path) -> dict[str, Any]:
    """What a browser saw while somebody edited."""
    chapter = mini / "chapters" / "01-bridge.md"
    made: dict[str, Any] = node(
        "preview.mjs", f"http://127.0.0.1:{running.port}/", chapter, EDITS, running.process.pid,
        os.environ.get("REGESTA_SHOTS", ""), folder=tmp_path,
    )  # fmt: skip
    return made | {"opened": running.opened.read_text("utf-8").splitlines()}


@pytest.mark.tools
def test_an_editor_at_work(session: dict[str, Any], mini: Path) -> None:
    assert session["faults"] == []
    assert session["parts"][:2] == ["ch-note", "ch-bridge"]
    assert "Regesta Text" in session["styled"]
    for name in AXE:
        assert session[name] == [], name
    assert abs(session["moved"]) <= 1  # a paragraph that is added above moves nothing that is read
    assert session["changed"] == ["A word that is new stands before all others."]
    assert session["stays"] == [True, False]
    assert session["banner"]
    assert session["mended"]
    assert session["followed"].startswith("chapters/01-bridge.md:")
    assert session["opened"][0].startswith(str(mini / "chapters" / "01-bridge.md"))
    assert session["chosen"].startswith("chapters/01-bridge.md:")
    assert session["keyed"].startswith("chapters/00-note.md:")
    assert session["opened"][-2] == str(mini / session["keyed"]).replace(":", " ")
    assert session["cursor"] == "chapters/01-bridge.md:9"
    _printed(session)
    _revised(session)
    widths = session["widths"]
    assert widths["epub-phone"] < widths["epub-reader"] < widths["epub-desktop"]
    assert session["night"] != "rgb(255, 255, 255)"
    assert session["tablet"] == [True, 820] * 4
    assert session["missed"] == 0
    early, late = session["memory"]
    assert late["server"] - early["server"] < GROWTH, session["memory"]


def _revised(session: dict[str, Any]) -> None:
    """What editors propose, decided by keyboard alone."""
    assert session["proposed"] == ["very", "printed copied", "Comment"]
    assert session["authors"] == ["everybody", "AB", "JN"]
    for step in ("accepted", "answered", "decided"):
        assert session[step], step
    assert session["focused"] == "printed", "who decides one goes on with the next"


def _printed(session: dict[str, Any]) -> None:
    """Pages as they will print: numbered, marked where they changed, at the same place, and pressed."""
    assert session["labels"] == [f"Page {number}" for number in range(1, 5)]
    assert session["reprinted"] == session["marked"] == [True, False, False, False]
    assert abs(session["held"]) <= 1
    assert session["said"] == "pages that changed: 1"
    assert session["printed_still"]
    assert session["pressed"].startswith("chapters/01-bridge.md:15")
