"""The disk: reads a manuscript and the house style, writes artifacts by rename, keeps one build at a time.

The only room that opens files. What it reads lies under the manuscript or the styles, links resolved;
what it writes goes to a temporary file first, so that a good earlier build is never half overwritten.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from regesta import faces
from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.model import Artifact, Inputs, Theme
from regesta.registers import FILES
from regesta.source import Source, Span

TEXTS = ("book.yaml", "events.yaml", "index.yaml", "registers/*.yaml", "chapters/**/*.md", "sources/**/*.md")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
FONTCONFIG = """<?xml version="1.0"?>
<fontconfig><dir>{faces}</dir><cachedir>{folder}</cachedir></fontconfig>
"""


class Missing(Exception):
    """A folder that is no manuscript; the message says what is not there."""


class Occupied(Exception):
    """Another process is writing to the output folder."""


def read(manuscript: Path, styles: Path | None = None) -> Checked[Inputs]:
    """Everything a build needs; raises Missing where there is no manuscript at all."""
    root = manuscript.resolve()
    if not root.is_dir() or not (root / "book.yaml").is_file():
        raise Missing(f"{manuscript} holds no book.yaml")
    found: list[Diagnostic] = []
    texts = {source.path: source for source in _texts(root, found)}
    pictures = {path: file.read_bytes() for path, file in _inside(root, found) if path.endswith(PICTURES)}
    return Checked(Inputs(texts, pictures, theme(root, styles)), tuple(found))


def _texts(root: Path, found: list[Diagnostic]) -> Iterator[Source]:
    names = {path.relative_to(root).as_posix() for pattern in TEXTS for path in root.glob(pattern)}
    for name, file in _inside(root, found):
        if name in names:
            yield _source(name, file, found)
        elif file.suffix in (".md", ".yaml", ".yml"):
            hint = did_you_mean(name, (*names, *TEXTS[:3], *FILES))
            found.append(Diagnostic("FIL005", f'"{name}" is no part of the book', Span(name, 0, 0), hint))


def _inside(root: Path, found: list[Diagnostic]) -> Iterator[tuple[str, Path]]:
    """Files below the manuscript, in order; one that a link leads out of it is a fault and is not read."""
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        if name.startswith((".", "styles/", "texts/")) or not file.is_file():
            continue
        if not file.resolve().is_relative_to(root):
            message = f'"{name}" leads out of the manuscript'
            found.append(Diagnostic("FIL003", message, Span(name, 0, 0), "copy the file into the manuscript"))
        else:
            yield name, file


def _source(name: str, file: Path, found: list[Diagnostic]) -> Source:
    raw = file.read_bytes()
    try:
        return Source.of(name, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = len(raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n"))
        source = Source.of(name, raw.decode("utf-8", "replace"))
        message = f"the byte {raw[error.start]:#04x} is no UTF-8"
        found.append(Diagnostic("FIL002", message, source.span(before), "save the file as UTF-8"))
        return source


# The house style ---------------------------------------------------------------------------------


def theme(manuscript: Path | None = None, styles: Path | None = None) -> Theme:
    """The house style; a file below `styles/` of the manuscript takes the place of the house's own."""
    folders = [styles or house(), *([manuscript / "styles"] if manuscript else [])]
    texts: dict[str, str] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".css", ".j2") and file.resolve().is_relative_to(folder.resolve()):
                texts[file.relative_to(folder).as_posix()] = file.read_text("utf-8")
    templates = {
        name.removeprefix("templates/"): text for name, text in texts.items() if name.endswith(".j2")
    }
    sheets = {name: text for name, text in texts.items() if name.endswith(".css")}
    return Theme(templates, sheets, {})


def house() -> Path:
    """Where the house style lies: in the installed package, else beside the sources."""
    packed = Path(str(files("regesta") / "styles"))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "styles"


def face_folder() -> Path:
    """Where cut faces are kept: one folder for each way of cutting them."""
    base = os.environ.get("REGESTA_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "regesta" / "faces" / faces.digest()


def read_faces(report: Callable[[str], None]) -> Mapping[str, bytes]:
    """The faces of the house, cut from the variable fonts when they are not there yet."""
    folder = face_folder()
    faces.make(folder, report)
    return {face.file: (folder / face.file).read_bytes() for face in faces.FACES}


# Writing -----------------------------------------------------------------------------------------


def write(out: Path, artifacts: tuple[Artifact, ...]) -> tuple[Path, ...]:
    """Put artifacts below `out`, each whole or not at all; returns where they lie."""
    written = []
    for artifact in artifacts:
        target = out / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            draft.write_bytes(artifact.content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        written.append(target)
    return tuple(written)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """One build at a time for each output folder; raises Occupied where another is at work."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied(f"another build writes to {out}") from None
        yield


def prepare(folder: Path, epoch: int) -> None:
    """Make the engine's surroundings the same everywhere: no system fonts, no clock.

    Must run before WeasyPrint is imported. fontconfig reads FONTCONFIG_FILE once; without
    SOURCE_DATE_EPOCH (seconds since 1970) the embedded fonts would carry the time of the build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    text = FONTCONFIG.format(folder=folder, faces=face_folder())
    if not settings.is_file() or settings.read_text("utf-8") != text:
        draft = settings.with_name(f".fonts.{os.getpid()}")
        draft.write_text(text, "utf-8")
        draft.replace(settings)
    os.environ["FONTCONFIG_FILE"] = str(settings)
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
