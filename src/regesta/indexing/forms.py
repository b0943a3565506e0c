"""A finished index → JSON, CSV and the `.idx` of LaTeX, for other programs."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping

from regesta.apparatus.index import Entry, Index, entries
from regesta.headings import Path
from regesta.locators import JOINER
from regesta.model import Locator

COLUMNS = ("heading", "sub-entry", "third", "filed as", "locator", "kind", "principal", "picture", "anchor")
REFERENCES = ("see", "see also")
NOTE = re.compile(r"(?P<page>[^n ]+) ?n+(?P<note>[\d–]*)")
SPECIAL = re.compile(r'([!@|"])')


def _plain(locator: Locator) -> str:
    return locator.label.replace(JOINER, "").replace("\u00a0", " ")


def as_json(index: Index) -> str:
    """Each entry with all that is known of it, in the order of the index."""
    rows = [
        {
            "path": list(path),
            "filed_as": entry.filed,
            "gloss": entry.gloss,
            "locators": [
                {
                    "label": _plain(one),
                    "kind": one.kind,
                    "principal": one.strong,
                    "picture": one.italic,
                    "anchor": one.anchor,
                }
                for one in entry.locators
            ],
            "see": entry.see.split("; ") if entry.see else [],
            "see_also": list(entry.also),
            "generic": entry.generic,
        }
        for path, entry in entries(index)
    ]
    return json.dumps({"key": list(index.key), "entries": rows}, ensure_ascii=False, indent=1) + "\n"


def as_csv(index: Index) -> str:
    """A row for each locator; an entry without any has one, too."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*COLUMNS, *REFERENCES))
    for path, entry in entries(index):
        head = (*path, *[""] * (3 - len(path)), entry.filed)
        leads = (entry.see, "; ".join((*entry.also, *([entry.generic] if entry.generic else ()))))
        for one in entry.locators or (Locator("", ""),):
            yes = ["yes" if said else "" for said in (one.strong, one.italic)]
            kind = one.kind if one.label else ""
            writer.writerow((*map(_safe, head), _plain(one), kind, *yes, one.anchor, *map(_safe, leads)))
    return file.getvalue()


def _safe(words: str) -> str:
    """Words that a spreadsheet would take for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words


def as_idx(index: Index) -> str:
    r"""What LaTeX gives makeindex: `\indexentry{filed@heading!sub-entry|textbf}{page}`.

    A note is set by `\indexnote{number}`, a see also by `\seealso`, which a document must define.
    """
    filed = {path: entry.filed for path, entry in entries(index)}
    lines = (line for path, entry in entries(index) for line in _idx(path, entry, filed))
    return "".join(f"\\indexentry{{{line}\n" for line in lines)


def _idx(path: Path, entry: Entry, filed: Mapping[Path, str]) -> Iterator[str]:
    steps = (path[:n] for n in range(1, len(path) + 1))
    key = "!".join(_keyed(filed[step], step[-1]) for step in steps)
    for one in entry.locators:
        yield from (f"{key}{said}" for said in _placed(one))
    for command, leads in (("see", entry.see.split("; ")), ("seealso", entry.also)):
        yield from (f"{key}|{command}{{{_quoted(to)}}}}}{{0}}" for to in leads if to)


def _placed(one: Locator) -> Iterator[str]:
    """The end of the line, or of two for a range: how it is set, and its page."""
    face = "textbf" if one.strong else "textit" if one.italic else ""
    if one.kind == "note" and (found := NOTE.fullmatch(_plain(one))):
        yield f"|indexnote{{{found['note']}}}}}{{{found['page']}}}"
        return
    first, _, last = _plain(one).partition("–")
    if last:
        yield f"|({face}}}{{{first}}}"
        yield f"|){face}}}{{{last}}}"
    else:
        yield f"{f'|{face}' if face else ''}}}{{{first}}}"


def _keyed(filed: str, heading: str) -> str:
    return _quoted(heading) if filed == heading else f"{_quoted(filed)}@{_quoted(heading)}"


def _quoted(words: str) -> str:
    return SPECIAL.sub(r'"\1', words)


FORMS: Mapping[str, Callable[[Index], str]] = {"json": as_json, "csv": as_csv, "idx": as_idx}
