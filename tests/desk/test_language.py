"""The language server as an editor meets it: a client that speaks over the server's own streams."""

import asyncio
import os
import pty
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.terminal import typed

BRIDGE, PEOPLE = "chapters/01-bridge.md", "registers/people.yaml"
WAIT = 60  # seconds after which a server that says nothing has failed


class Editor:
    """An editor with one manuscript open."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client, self.folder = client, folder
        self.said: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def heard(params: lsp.PublishDiagnosticsParams) -> None:
            self.said.put_nowait(params)

        self.versions: dict[str, int] = {}

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def show(self, path: str) -> str:
        text = (self.folder / path).read_text("utf-8")
        item = lsp.TextDocumentItem(self.uri(path), "markdown", 0, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return text

    def type(self, path: str, text: str) -> None:
        """The whole of a file anew, and nothing saved."""
        self.versions[path] = self.versions.get(path, 0) + 1
        of = lsp.VersionedTextDocumentIdentifier(self.versions[path], self.uri(path))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(of, [change]))

    async def faults(self, path: str) -> list[lsp.Diagnostic]:
        """What is said next of a file."""
        while True:
            one = await asyncio.wait_for(self.said.get(), WAIT)
            if one.uri == self.uri(path):
                return list(one.diagnostics)

    def at(self, path: str, text: str, words: str, further: int = 0) -> dict[str, object]:
        """The place of some words, as the protocol counts: in UTF-16."""
        before = text[: text.index(words) + further]
        line = before.count("\n")
        column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        of = lsp.TextDocumentIdentifier(self.uri(path))
        return {"text_document": of, "position": lsp.Position(line, column)}


@asynccontextmanager
async def editor(folder: Path) -> AsyncIterator[Editor]:
    client = LanguageClient("test", "1")
    await client.start_io(sys.executable, "-m", "regesta", "lsp")
    made = Editor(client, folder)
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=folder.as_uri()))
    client.initialized(lsp.InitializedParams())
    try:
        yield made
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


def played(folder: Path, scene: Callable[[Editor], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with editor(folder) as one:
            await scene(one)

    asyncio.run(asyncio.wait_for(whole(), 2 * WAIT))


def applied(folder: Path, edit: lsp.WorkspaceEdit | None) -> None:
    """What an editor makes of edits, on plain lines."""
    assert edit
    assert edit.changes
    for uri, edits in edit.changes.items():
        file = Path(uri.removeprefix("file://"))
        assert file.is_relative_to(folder)
        lines = file.read_bytes().decode().split("\n")
        for one in sorted(
            edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True
        ):
            start, end = one.range.start, one.range.end
            assert start.line == end.line
            line = lines[start.line].encode("utf-16-le")
            words = line[: 2 * start.character], one.new_text.encode("utf-16-le"), line[2 * end.character :]
            lines[start.line] = b"".join(words).decode("utf-16-le")
        file.write_bytes("\n".join(lines).encode())


def test_faults_as_one_types_and_their_remedies(mini: Path) -> None:
    async def scene(one: Editor) -> None:
        text = one.show(BRIDGE)
        one.type(BRIDGE, text.replace("see @src-request", "𝕏 see @src-reqeust"))
        found = await one.faults(BRIDGE)
        while not found:
            found = await one.faults(BRIDGE)
        (fault,) = found
        assert (fault.code, fault.source, fault.severity) == (
            "REF001",
            "regesta",
            lsp.DiagnosticSeverity.Error,
        )
        line = next(words for words in text.split("\n") if "see @src-request" in words)
        assert (
            fault.range.start.character == line.index("@src-request") + 3
        )  # the letter is two units, and a space
        of = lsp.TextDocumentIdentifier(one.uri(BRIDGE))
        asked = lsp.CodeActionParams(of, fault.range, lsp.CodeActionContext([fault]))
        (action,) = await one.client.text_document_code_action_async(asked) or ()
        assert isinstance(action, lsp.CodeAction)
        assert action.title == 'write "src-request"'
        assert action.edit
        ((edit,),) = (action.edit.changes or {}).values()
        assert edit.new_text == "src-request"  # type: ignore[union-attr]  # a plain edit
        one.type(BRIDGE, text)
        assert await one.faults(BRIDGE) == []

    played(mini, scene)


def test_names_are_completed_shown_and_followed(mini: Path) -> None:
    async def scene(one: Editor) -> None:
        text = one.show(BRIDGE)
        await_ = one.client
        said = await await_.text_document_hover_async(lsp.HoverParams(**one.at(BRIDGE, text, "novak}", 2)))
        assert said
        assert "**Novák, Jan**" in str(said.contents)
        said = await await_.text_document_hover_async(
            lsp.HoverParams(**one.at(BRIDGE, text, "@src-request", 5))
        )
        assert said
        assert "Request for a bridge" in str(said.contents)
        there = await await_.text_document_definition_async(
            lsp.DefinitionParams(**one.at(BRIDGE, text, "{who=novak", 7))
        )
        assert isinstance(there, lsp.Location)
        assert (there.uri, there.range.start.line) == (one.uri(PEOPLE), 1)
        new = text.replace("The answer came late.", "The answer @src- came {ix: bri late.\n[A]{who=")
        one.type(BRIDGE, new)
        for words, label in (
            ("@src-", "src-answer"),
            ("{ix: bri", "bridges > at Lhota"),
            ("[A]{who=", "novak"),
        ):
            at = one.at(BRIDGE, new, words + (" came" if words == "@src-" else ""), len(words))
            items = await await_.text_document_completion_async(lsp.CompletionParams(**at))
            assert label in [item.label for item in items or ()], words

    played(mini, scene)


@pytest.mark.parametrize(
    ("words", "new"), [("{who=novak", "svoboda"), ("@src-request", "src-plea"), ("#q-bridge", "q-price")]
)
def test_a_name_is_changed_in_all_files_and_the_book_stays_whole(mini: Path, words: str, new: str) -> None:
    async def scene(one: Editor) -> None:
        text = one.show(BRIDGE)
        at = one.at(BRIDGE, text, words, len(words) - 1)
        before = await one.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**at))
        assert before
        applied(mini, await one.client.text_document_rename_async(lsp.RenameParams(new_name=new, **at)))

    played(mini, scene)
    old = words.lstrip("@#{").removeprefix("who=")
    found = read_book(read(mini).value)
    assert not has_errors(found.diagnostics), found.diagnostics
    assert f"who={old}" not in (mini / BRIDGE).read_text("utf-8")
    assert new in (mini / BRIDGE).read_text("utf-8")
    assert "Novák" in (mini / BRIDGE).read_text("utf-8")


@pytest.mark.parametrize("new", ["src-answer", "ch-request", "Not a name"])
def test_a_name_that_would_not_do_is_refused(mini: Path, new: str) -> None:
    async def scene(one: Editor) -> None:
        text = one.show(BRIDGE)
        at = one.at(BRIDGE, text, "@src-request", 4)
        with pytest.raises(JsonRpcException):
            await one.client.text_document_rename_async(lsp.RenameParams(new_name=new, **at))

    played(mini, scene)


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("regesta.cli.lsp.find_spec", lambda _: None)
    said = typed(capsys, "lsp")
    assert said.status == 2
    assert 'pip install "regesta[lsp]"' in said.err


def test_at_a_terminal_it_says_who_speaks_with_it_and_ctrl_c_ends_it() -> None:
    mine, its = pty.openpty()
    command = [sys.executable, "-m", "regesta", "lsp"]
    with subprocess.Popen(command, stdin=its, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stderr
        assert b"an editor starts this" in server.stderr.readline()
        server.send_signal(signal.SIGINT)
        assert server.wait(WAIT) == -signal.SIGINT
    os.close(mine)
    os.close(its)


def test_a_file_in_no_manuscript_is_left_alone(tmp_path: Path) -> None:
    async def scene(one: Editor) -> None:
        (tmp_path / "a.md").write_text("see @src-a", "utf-8")
        text = one.show("a.md")
        at = one.at("a.md", text, "@src-a", 3)
        assert await one.client.text_document_hover_async(lsp.HoverParams(**at)) is None
        assert not await one.client.text_document_completion_async(lsp.CompletionParams(**at))

    played(tmp_path, scene)


def test_a_file_that_is_no_utf_8_has_its_fault_and_does_not_end_the_server(mini: Path) -> None:
    (mini / PEOPLE).write_bytes("people: []  # Novák".encode("latin-1"))

    async def scene(one: Editor) -> None:
        one.show(BRIDGE)
        assert "FIL002" in [fault.code for fault in await one.faults(PEOPLE)]

    played(mini, scene)
