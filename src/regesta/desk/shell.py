"""What stands around the page: the list of parts, the faults and the looks, set by templates of the web."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from regesta.desk.deeds import Deed, Unfit, do, listed
from regesta.desk.gallery import Gallery, Shown, faults_of, home, parts, where, words_of
from regesta.desk.galley import Galley
from regesta.desk.printing import Printing
from regesta.desk.reading import Reading, State
from regesta.diagnostics import Diagnostic, severity
from regesta.kept import Kept, Memory
from regesta.model import Section
from regesta.pages import typeset
from regesta.report.place import where as place

AUDIENCES = ("student", "teacher")
FORMS = ("web", "epub")
UNDECIDED = "CRT001"
SCRIPTS = ("desk.js", "changes.js")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding for the pane: where it stands, how grave it is, what it says."""

    path: str
    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str
    part: str


def _script(name: str) -> bytes:
    return files("regesta.desk").joinpath(name).read_bytes()


def told(made: Shown | None) -> tuple[str, int, bool] | None:
    """A page, of which state it is, and whether it is older than that for a fault."""
    return (made.xhtml, made.version, bool(made.faults)) if made and made.xhtml else None


@dataclass(slots=True)
class Shell:
    """Pages and panes of one preview."""

    folder: Path
    faces: Mapping[str, bytes]
    gallery: Gallery = field(default_factory=Gallery)
    kept: Kept = field(default_factory=Memory)  # what layouts leave behind
    found: tuple[Diagnostic, ...] = ()
    version: int = 0  # of the state that was checked last
    galley: Galley = field(init=False)
    scripts: Mapping[str, bytes] = field(default_factory=lambda: {one: _script(one) for one in SCRIPTS})

    def __post_init__(self) -> None:
        self.galley = Galley(self.gallery, Printing(self.faces, self.kept))

    def checked(self, state: State, found: tuple[Diagnostic, ...]) -> None:
        """A check of this state is done; what nobody has decided has a pane of its own."""
        self.found = tuple(one for one in found if one.code != UNDECIDED)
        self.version = state.version

    def counts(self) -> dict[str, int]:
        """How many findings there are of each kind."""
        return dict(Counter(severity(one) for one in self.found))

    def page(self, state: State, part: str, form: str, audience: str) -> tuple[str, int, bool] | None:
        """A part as a page: its XHTML, of which state, and whether it is older than that for a fault."""
        if form not in FORMS or audience not in AUDIENCES:
            return None
        return told(self.gallery.page(state, part, form, audience))  # type: ignore[arg-type]  # looked up above

    def window(self, state: State, token: str) -> str:
        """The page around all others."""
        return self._filled(state, "shell", token=token, folder=self.folder.name, parts=parts(state))

    def parts(self, state: State) -> str:
        """The list of parts."""
        return self._filled(state, "parts", parts=parts(state))

    def faults(self, state: State, part: str) -> str:
        """What keeps this part in an older form, then all that a check has found."""
        homes: dict[str, str] = {}

        def row(one: Diagnostic) -> Row:
            at = place(one, state.inputs.texts)
            if at.path not in homes:
                homes[at.path] = home(state, at.path)
            grave = severity(one)
            return Row(at.path, at.line, at.column, grave, one.code, one.message, one.hint, homes[at.path])

        kept = tuple(map(row, faults_of(state, part) or self._failed(part)))
        others = tuple(one for one in map(row, self.found) if one not in kept)
        return self._filled(state, "faults", kept=kept, found=others)

    def _failed(self, part: str) -> tuple[Diagnostic, ...]:
        shown = [one for (id, _, _), one in self.gallery.pages.items() if id == part]
        return tuple(dict.fromkeys(fault for one in shown for fault in one.faults if fault.code == "STY001"))

    def changes(self, state: State, author: str) -> tuple[str, int]:
        """What nobody has decided, of an author or of all, and how much it is."""
        groups, authors = listed(state, author)
        made = self._filled(state, "changes", groups=groups, authors=authors, author=author)
        return made, sum(len(one.rows) for one in groups)

    def do(self, reading: Reading, deed: Deed) -> tuple[bool, str]:
        """Whether a deed was done in the files of the manuscript, and what to say of it."""
        said = words_of(reading.state)
        try:
            do(self.folder, reading.state, deed)
        except Unfit as fault:
            return False, said[f"desk.{fault.word}"] if fault.word else fault.words
        return True, said[f"desk.did-{deed.kind}"]

    def where(self, state: State, anchor: str, path: str) -> str:
        """The part in which an anchor lies, or a text is printed."""
        return where(state, anchor) if anchor else home(state, path)

    def inside(self, path: str) -> str:
        """A path as the manuscript names it; an editor may give the whole one."""
        whole = Path(path)
        root = self.folder.resolve()
        resolved = whole.resolve() if whole.is_absolute() else (root / whole).resolve()
        return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else path

    def sheet(self, state: State, name: str) -> bytes | None:
        """A stylesheet of the theme, its faces served by us."""
        text = state.inputs.theme.styles.get(f"css/{name}")
        return text.replace("url(face:", "url(/face/").encode() if text is not None else None

    def _filled(self, state: State, name: str, **given: Any) -> str:
        setting = self.gallery.setting(state, "web", "teacher")
        return typeset(Section(name, name, state.book.settings.title), setting, **given).xhtml
