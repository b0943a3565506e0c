"""Faces in a page for a browser: in the file itself, with the letters that it uses and no others."""

import re
from base64 import b64encode

from regesta.classroom.sheets import Desk
from regesta.render.epub.fonts import cut, wanted

STYLE = "@style@"  # in a template: where the stylesheets go, once it is known which letters are used
FACE = re.compile(r"face:([\w-]+\.ttf)")


def dressed(desk: Desk, page: str, sheets: tuple[str, ...]) -> bytes:
    """A page with these stylesheets and the faces that they name; it asks for neither."""
    letters = wanted(frozenset(page))
    style = "\n".join(desk.styles[one] for one in sheets)
    return page.replace(STYLE, FACE.sub(lambda found: _held(desk, found[1], letters), style)).encode()


def _held(desk: Desk, file: str, letters: frozenset[str]) -> str:
    """A face as an address that holds it."""
    face = cut(desk.crew.materials.faces[file], letters, desk.crew.kept)
    return f"data:font/ttf;base64,{b64encode(face).decode()}"
