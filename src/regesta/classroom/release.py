"""`classroom/`, a page that works from a stick with all sheets beside it, and apart from it `teachers/`.

Nothing for teachers is made while the page is: it is given the sheets of students alone.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from regesta.classroom.asked import LISTING, Asked
from regesta.classroom.cards import PAPERS, Card, File, Group, Room, by_chapter
from regesta.classroom.faces import dressed
from regesta.classroom.handouts import handouts
from regesta.classroom.packs import pack
from regesta.classroom.sheets import Desk, Sheet, locked, sheet
from regesta.classroom.zips import zipped
from regesta.diagnostics import Checked, Diagnostic
from regesta.editions.handout import Handout
from regesta.kept import digest
from regesta.model import Artifact, Audience, Chapter, Section
from regesta.pages import Setting, typeset
from regesta.render.pdf.picture import png
from regesta.render.pdf.pieces import TITLE, frame, pieces

SHEETS = Asked(audiences=("student",), papers=PAPERS, html=True, docx=True)
LOOKS = Asked(audiences=("student",), looks=("large", "easy"))
KEYS = Asked(audiences=("teacher",), papers=PAPERS, docx=True)
KINDS = {  # of files of a source, in the order in which a page names them, by how their names go on
    "a4": "-a4.pdf",
    "letter": "-letter.pdf",
    "large": "-large-a4.pdf",
    "easy": "-easy-a4.pdf",
    "docx": ".docx",
    "html": ".html",
}
LOCKED = {"a4": "-key-a4.pdf", "letter": "-key-letter.pdf", "docx": "-key.docx"}
PACK = re.compile(r"-(\w+)\.(\w+)$")
ACROSS = 176  # dots of a small picture, two for each that is shown
STYLES = ("css/handout/icons.css", "css/classroom.css")
Files = Mapping[str, Artifact]


def release(desk: Desk, setting: Setting) -> Checked[tuple[Artifact, ...]]:
    """All files of both folders; `setting` is that of their pages."""
    found: list[Diagnostic] = []
    room = _in("classroom", _sheets(desk, replace(setting, audience="student"), found))
    apart = _in("teachers", _keys(desk, replace(setting, audience="teacher"), found))
    return Checked((*room, *apart, _listing((*room, *apart))), tuple(dict.fromkeys(found)))


def _in(folder: str, made: Iterable[Artifact]) -> tuple[Artifact, ...]:
    return tuple(replace(one, path=f"{folder}/{one.path}") for one in made)


def _listing(made: Sequence[Artifact]) -> Artifact:
    """All that is written, by path and digest."""
    held = {one.path: digest([one.content]) for one in made}
    return Artifact(LISTING, f"{json.dumps(held, indent=1, sort_keys=True)}\n".encode())


def _sheets(desk: Desk, setting: Setting, found: list[Diagnostic]) -> Iterator[Artifact]:
    """The room for a class: sheets in all forms, chapters as one file, what a lesson takes, a page."""
    files, groups = _files(desk, (SHEETS, LOOKS), found), list[Group]()
    for chapter, keys in by_chapter(desk):
        cards = tuple(_card(key, desk.content(key), files, ("sheets", KINDS)) for key in keys)
        packs = (*_packs(desk, chapter, "student", keys, found), *_zips(chapter, cards, files))
        groups.append(_group(chapter, cards, packs))
        yield from packs
        yield from (
            Artifact(card.picture, png(files[f"{card.key}-a4.pdf"].content, ACROSS)) for card in cards
        )
        for key in keys:
            yield from _taken(desk, key, files)
    yield _script("lesson", frame(desk.imprint(TITLE), desk.crew.materials.faces))
    yield from _in("sheets", (replace(one, path=name) for name, one in files.items()))
    yield _page(desk, setting, "index", groups)


def _keys(desk: Desk, setting: Setting, found: list[Diagnostic]) -> Iterator[Artifact]:
    """The room for teachers: keys, each chapter's as one file, a page of its own."""
    files, groups = _files(desk, (KEYS,), found), list[Group]()
    for chapter, keys in by_chapter(desk):
        cards = tuple(_card(key, desk.content(key, "teacher"), files, ("keys", LOCKED)) for key in keys)
        packs = tuple(_packs(desk, chapter, "teacher", keys, found))
        groups.append(_group(chapter, cards, packs))
        yield from packs
    yield from _in("keys", (replace(one, path=name) for name, one in files.items()))
    yield _page(desk, setting, "teachers", groups)


def _files(desk: Desk, asked: Sequence[Asked], found: list[Diagnostic]) -> Files:
    """What was asked for, by name."""
    made = [handouts(desk, one) for one in asked]
    found += (one for each in made for one in each.diagnostics)
    return {PurePosixPath(one.path).name: one for each in made for one in each.value}


def _card(key: str, content: Handout, files: Files, room: tuple[str, Mapping[str, str]]) -> Card:
    folder, kinds = room
    on: dict[str, int] = {paper: files[f"{key}{kinds[paper]}"].pages for paper in PAPERS}
    held = {kind: f"{key}{end}" for kind, end in kinds.items()}
    return Card(key, content, on, {kind: f"{folder}/{name}" for kind, name in held.items() if name in files})


def _group(chapter: Chapter, cards: tuple[Card, ...], packs: Sequence[Artifact]) -> Group:
    named = tuple(File("-".join(PACK.findall(one.path)[0][::-1]), one.path) for one in packs)
    return Group(chapter.id, chapter.meta.title, cards, named)


def _packs(
    desk: Desk, chapter: Chapter, audience: Audience, keys: Sequence[str], found: list[Diagnostic]
) -> Iterator[Artifact]:
    """All sheets or keys of a chapter as one file, on each paper."""
    for paper in PAPERS:
        sheets = [_packed(desk, key, audience, paper) for key in keys]
        desk.crew.lay_out([one.order(paper) for one in sheets])  # side by side, before each is asked for
        made = pack(desk, sheets, chapter.meta.title, paper)
        found += made.diagnostics
        yield replace(
            made.value,
            path=f"packs/{chapter.id}{'-keys' if audience == 'teacher' else ''}-{paper}.pdf",
        )


def _packed(desk: Desk, key: str, audience: Audience, paper: str) -> Sheet:
    if audience == "teacher":
        return locked(desk, key, paper, packed=True).value
    return sheet(desk, key, "student", packed=True).value


def _zips(chapter: Chapter, cards: Sequence[Card], files: Files) -> Iterator[Artifact]:
    """The sheets of a chapter one by one, in its order, on each paper."""
    for paper in PAPERS:
        held = [(card.sheet.docket.number, files[f"{card.key}-{paper}.pdf"]) for card in cards]
        named = [replace(one, path=f"{number:02}-{PurePosixPath(one.path).name}") for number, one in held]
        yield zipped(f"packs/{chapter.id}-{paper}.zip", named)


def _taken(desk: Desk, key: str, files: Files) -> Iterator[Artifact]:
    """What a lesson takes of a source: its page for a browser; on each paper its sheet, also in pieces."""
    yield _script(key, files[f"{key}.html"].content.decode())
    for paper in PAPERS:
        order = _packed(desk, key, "student", paper).order(paper)
        whole = b64encode(files[f"{key}-{paper}.pdf"].content).decode()
        part = pieces(order, desk.imprint(TITLE), desk.crew)
        yield _script(f"{key}-{paper}", {"pdf": whole, "part": part})


def _script(name: str, held: object) -> Artifact:
    """Data as a script: a page from a stick may read no other file."""
    data = json.dumps(held, separators=(",", ":"))
    return Artifact(f"data/{name}.js", f"regesta({json.dumps(name)},{data})\n".encode())


def _page(desk: Desk, setting: Setting, kind: str, groups: Sequence[Group]) -> Artifact:
    title = desk.words[f"classroom.title-{kind}"]
    page = typeset(Section(kind, kind, title, Room(tuple(groups))), setting)
    return Artifact("index.html", dressed(desk, page.xhtml, STYLES))
