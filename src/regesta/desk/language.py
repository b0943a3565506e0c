"""The language server: a manuscript as it is being typed, for any editor that speaks the protocol.

The only home of pygls. Places of the protocol count from 0, in the units that the client wants.
"""

import asyncio
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from regesta import __version__
from regesta.desk.typed import Manuscript
from regesta.diagnostics import Diagnostic, severity
from regesta.report.place import where
from regesta.signposts.cursor import wanted
from regesta.signposts.remedies import remedy
from regesta.signposts.renaming import fits, renamed
from regesta.signposts.signs import Sign
from regesta.tidying.edits import Edit
from regesta.workspace import Missing

PAUSE = 0.2  # seconds without a key, after which a manuscript is read
LEVELS = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "hint": lsp.DiagnosticSeverity.Hint,
}
TRIGGERS = ["@", "=", ":", " ", '"']
Spot = (
    lsp.HoverParams | lsp.DefinitionParams | lsp.PrepareRenameParams | lsp.RenameParams | lsp.CompletionParams
)


class Server(LanguageServer):
    """One for each editor; manuscripts are found from the files that are opened."""

    def __init__(self) -> None:
        super().__init__("regesta", __version__)
        self.manuscripts: dict[Path, Manuscript] = {}
        self.waiting: asyncio.TimerHandle | None = None

    def held(self, uri: str) -> tuple[Manuscript, str]:
        """The manuscript that a file is in, and its path there; raises Missing where it is in none."""
        file = Path(to_fs_path(uri) or "").resolve()
        for folder in file.parents:
            if (folder / "book.yaml").is_file():
                if folder not in self.manuscripts:
                    self.manuscripts[folder] = Manuscript(folder)
                return self.manuscripts[folder], file.relative_to(folder).as_posix()
        raise Missing(f"{file} is in no manuscript")

    def uri(self, of: Manuscript, path: str) -> str:
        """How the protocol names a file."""
        return from_fs_path(str(of.folder / path)) or ""

    def position(self, uri: str, line: int, column: int) -> lsp.Position:
        """A place of ours, from 1, in the client's units."""
        try:
            lines = self.workspace.get_text_document(uri).lines
        except (OSError, UnicodeDecodeError):  # a picture, or a text in another encoding
            return lsp.Position(line - 1, column - 1)
        return self.workspace.position_codec.position_to_client_units(
            lines, lsp.Position(line - 1, column - 1)
        )

    def cursor(self, params: Spot) -> tuple[Manuscript, str, str, int]:
        """Where somebody stands: manuscript, path, the line's words, and the column in them, from 0."""
        made, path = self.held(params.text_document.uri)
        document = self.workspace.get_text_document(params.text_document.uri)
        at = self.workspace.position_codec.position_from_client_units(document.lines, params.position)
        line = document.lines[at.line].rstrip("\r\n") if at.line < len(document.lines) else ""
        return made, path, line, at.character

    def sign(self, params: Spot) -> tuple[Manuscript, Sign | None]:
        """The thing whose name stands where somebody stands."""
        made, path, line, column = self.cursor(params)
        return made, made.sign(path, params.position.line, line, column)

    def edits(self, of: Manuscript, found: dict[str, tuple[Edit, ...]]) -> lsp.WorkspaceEdit:
        """Edits of ours, by file."""
        return lsp.WorkspaceEdit(
            {
                self.uri(of, path): [
                    lsp.TextEdit(self.stretch(of, path, one.start, one.end), one.words) for one in edits
                ]
                for path, edits in found.items()
            }
        )

    def stretch(self, of: Manuscript, path: str, start: int, end: int) -> lsp.Range:
        """A stretch of a text as the editor counts."""
        source, uri = of.inputs.texts[path], self.uri(of, path)
        first, last = source.place(start), source.place(end)
        return lsp.Range(
            self.position(uri, first.line, first.column), self.position(uri, last.line, last.column)
        )

    # what is wrong

    def soon(self, anew: bool = False) -> None:
        """Read everything when nobody has typed for a moment."""
        if self.waiting:
            self.waiting.cancel()
        self.waiting = asyncio.get_running_loop().call_later(PAUSE, self.look, anew)

    def look(self, anew: bool = False) -> None:
        """Read all manuscripts that are open and say what is wrong with them."""
        open_: dict[Path, dict[str, str]] = {}
        for uri, document in self.workspace.text_documents.items():
            try:
                made, path = self.held(uri)
            except Missing:
                continue
            open_.setdefault(made.folder, {})[path] = document.source
        for folder, buffers in open_.items():
            made = self.manuscripts[folder]
            try:
                made.read(buffers, anew)
            except Missing:
                continue  # its book.yaml went away; what was said last stays
            self.say(made)

    def say(self, made: Manuscript) -> None:
        """Tell the editor all faults of a manuscript, and of which files there are none any more."""
        by_path: dict[str, list[lsp.Diagnostic]] = {path: [] for path in made.told}
        for one in made.found:
            at = where(one, made.inputs.texts)
            by_path.setdefault(at.path, []).append(self.diagnostic(made, one))
        made.told = frozenset(path for path, found in by_path.items() if found)
        for path, found in by_path.items():
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri(made, path), found))

    def diagnostic(self, of: Manuscript, one: Diagnostic) -> lsp.Diagnostic:
        """One fault."""
        at = where(one, of.inputs.texts)
        uri = self.uri(of, at.path)
        place = lsp.Range(
            self.position(uri, at.line, at.column), self.position(uri, at.end_line, at.end_column)
        )
        message = f"{one.message} ({one.hint})" if one.hint else one.message
        return lsp.Diagnostic(place, message, LEVELS[severity(one)], one.code, source="regesta")


def serve() -> None:
    """Speak with an editor until it closes the stream."""
    made().start_io()


def made() -> Server:
    """A server that knows what it can do."""
    server = Server()
    for name, handler, options in (
        (lsp.TEXT_DOCUMENT_DID_OPEN, changed, None),
        (lsp.TEXT_DOCUMENT_DID_CHANGE, changed, None),
        (lsp.TEXT_DOCUMENT_DID_CLOSE, saved, None),
        (lsp.TEXT_DOCUMENT_DID_SAVE, saved, None),
        (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, saved, None),
        (lsp.TEXT_DOCUMENT_COMPLETION, completion, lsp.CompletionOptions(trigger_characters=TRIGGERS)),
        (lsp.TEXT_DOCUMENT_HOVER, hover, None),
        (lsp.TEXT_DOCUMENT_DEFINITION, definition, None),
        (lsp.TEXT_DOCUMENT_PREPARE_RENAME, renaming, None),
        (lsp.TEXT_DOCUMENT_RENAME, rename, lsp.RenameOptions(prepare_provider=True)),
        (lsp.TEXT_DOCUMENT_CODE_ACTION, fixes, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
    ):
        server.feature(name, options)(handler)
    return server


def changed(ls: Server, _params: lsp.DidOpenTextDocumentParams | lsp.DidChangeTextDocumentParams) -> None:
    """Somebody types."""
    ls.soon()


def saved(ls: Server, _params: lsp.DidSaveTextDocumentParams) -> None:
    """A file was written, or is no longer looked at: the disk counts again."""
    ls.soon(anew=True)


def completion(ls: Server, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    """Names that would do where somebody types, and headings of the index."""
    try:
        of, _, line, column = ls.cursor(params)
    except Missing:
        return []
    if not (asked := wanted(line, column)):
        return []
    start = ls.position(params.text_document.uri, params.position.line + 1, asked.start + 1)
    place = lsp.Range(start, params.position)
    if asked.entries:
        rows = [(heading, "", "") for heading in of.headings()]
    else:
        rows = [(sign.id, sign.title, sign.detail) for sign in of.signs if sign.kind in asked.kinds]
    return [
        lsp.CompletionItem(
            id,
            kind=lsp.CompletionItemKind.Reference,
            detail=title or None,
            documentation=detail or None,
            text_edit=lsp.TextEdit(place, id),
        )
        for id, title, detail in rows
    ]


def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """What a name stands for."""
    try:
        _, sign = ls.sign(params)
    except Missing:
        return None
    if not sign:
        return None
    words = "\n\n".join(filter(None, (f"**{sign.title}**", sign.detail)))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words))


def definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Where a name is given."""
    try:
        of, sign = ls.sign(params)
    except Missing:
        return None
    if not sign or not sign.span:
        return None
    return lsp.Location(
        ls.uri(of, sign.span.path), ls.stretch(of, sign.span.path, sign.span.start, sign.span.end)
    )


def renaming(ls: Server, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    """Whether what stands here can be called otherwise."""
    try:
        of, path, line, column = ls.cursor(params)
    except Missing:
        return None
    sign = of.sign(path, params.position.line, line, column)
    if not sign or not fits(sign, sign.id):
        return None
    start = line.rfind(sign.id, 0, column + len(sign.id))
    uri, number = params.text_document.uri, params.position.line + 1
    ends = (ls.position(uri, number, start + 1), ls.position(uri, number, start + len(sign.id) + 1))
    return lsp.PrepareRenamePlaceholder(lsp.Range(*ends), sign.id)


def rename(ls: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    """Another name everywhere; nothing where the book would have a fault that it has not now."""
    ls.look()  # with the very last key
    of, sign = ls.sign(params)
    if not sign:
        return None
    new = params.new_name.strip()
    if not fits(sign, new):
        raise JsonRpcInvalidParams(f'"{new}" is no name like "{sign.id}"')
    if any(one.id == new and one.kind == sign.kind for one in of.signs):
        raise JsonRpcInvalidParams(f'something is called "{new}" already')
    found = renamed(of.inputs.texts, sign, new)
    if fault := of.spoilt(found, sign.id, new):
        raise JsonRpcInvalidParams(f"this would leave a fault: {fault}")
    return ls.edits(of, found)


def fixes(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Remedies that are exact."""
    try:
        of, path = ls.held(params.text_document.uri)
    except Missing:
        return []
    actions = []
    for one in of.found:
        edit = remedy(one, of.inputs.texts[path]) if one.span and one.span.path == path else None
        shown = ls.diagnostic(of, one) if edit else None
        if edit and shown and _meets(shown.range, params.range):
            title = f'write "{edit.words}"'
            changes = ls.edits(of, {path: (edit,)})
            actions.append(
                lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, [shown], is_preferred=True, edit=changes)
            )
    return actions


def _meets(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
