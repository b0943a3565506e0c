"""Themes on the disk: the house style, what another theme says otherwise, what a manuscript has of its own.

A theme is a folder below `styles/`, of the house or of the manuscript, which holds some of the same files.
A file of the same name takes the place of the one below; a stylesheet whose name ends in a plus
(`tokens+.css`) is read after it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.model import Theme
from regesta.source import Source, Span

HOUSE = "house"
ROOMS = ("css", "templates", "csl")
KINDS = (".css", ".j2", ".csl")
AFTER = "+.css"
NAMED = re.compile(r"^theme: *[\"']?([\w-]+)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


def house() -> Path:
    """Where the house style lies: in the installed package, else beside the sources."""
    packed = Path(str(files("regesta") / "styles"))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "styles"


def known(manuscript: Path | None = None) -> frozenset[str]:
    """The names of all themes that this manuscript may have."""
    shelves = [one for one in _layers(manuscript, HOUSE) if one.is_dir()]
    return frozenset((HOUSE, *(one.name for shelf in shelves for one in shelf.iterdir() if _is_theme(one))))


def theme(manuscript: Path | None = None, name: str = HOUSE) -> Theme:
    """The house style, over it the theme, over both what lies below `styles/` of the manuscript."""
    texts: dict[str, str] = {}
    for folder in _layers(manuscript, name):
        layer = _read(folder)
        for path, text in layer.items():
            base = _base(path)
            texts[base] = f"{texts.get(base, '')}\n{text}" if base != path else text
    templates = {
        path.removeprefix("templates/"): text for path, text in texts.items() if path.endswith(".j2")
    }
    sheets = {path: text for path, text in texts.items() if path.endswith(".css")}
    cited = {Path(path).stem: text for path, text in texts.items() if path.endswith(".csl")}
    return Theme(templates, sheets, {}, cited)


def unread(manuscript: Path, name: str = HOUSE) -> Iterator[Diagnostic]:
    """What a theme or a manuscript says in a stylesheet that no page is set by: its name is misspelt."""
    first, *layers = _layers(manuscript, name)
    read = frozenset(_read(first))
    for folder in layers:
        for path in _read(folder):
            if path.endswith(".css") and _base(path) not in read:
                where = f"styles/{folder.name}/{path}" if folder.name == name else f"styles/{path}"
                hint = did_you_mean(_base(path), read) or "styles/README.md names those that are read"
                yield Diagnostic("STY003", f'no page is set by the stylesheet "{where}"', None, hint)


def asked(source: Source | None) -> tuple[str, Span | None]:
    """The theme that `book.yaml` names, and where."""
    found = NAMED.search(source.text) if source else None
    return (found[1], source.span(*found.span(1))) if source and found else (HOUSE, None)


def unknown(name: str, names: Iterable[str], place: Span | None) -> Diagnostic:
    """What is said where no theme has this name."""
    hint = did_you_mean(name, names) or f"there are {', '.join(sorted(names))}"
    return Diagnostic("STY002", f'no theme is called "{name}"', place, hint)


def _base(path: str) -> str:
    """The stylesheet that one with a plus at the end of its name is read after."""
    return f"{path.removesuffix(AFTER)}.css" if path.endswith(AFTER) else path


def _layers(manuscript: Path | None, name: str) -> Iterator[Path]:
    """Folders of styles, each laid over those before it."""
    for shelf in (house(), *([manuscript / "styles"] if manuscript else ())):
        yield shelf
        if name != HOUSE:
            yield shelf / name


def _is_theme(folder: Path) -> bool:
    return folder.name not in ROOMS and any((folder / room).is_dir() for room in ROOMS)


def _read(folder: Path) -> Mapping[str, str]:
    """The files of one layer by their paths in it; one that a link leads out of it is not read."""
    inside = (file for room in ROOMS for file in sorted((folder / room).rglob("*")))
    root = folder.resolve()
    read = (one for one in inside if one.suffix in KINDS and one.resolve().is_relative_to(root))
    return {one.relative_to(folder).as_posix(): one.read_text("utf-8") for one in read}
