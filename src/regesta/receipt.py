"""What a build was made from and what came of it, so that a build of the same thing need not be made again.

The key covers everything that a build depends on: the manuscript, the house style, the texts, the faces,
and what is wanted; what is kept is of one program anyway. Holds no file and opens none.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from regesta import faces
from regesta.diagnostics import Checked, Diagnostic
from regesta.kept import digest
from regesta.model import Artifact, Inputs
from regesta.pipeline import Wanted


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: where, how many pages, and the SHA-256 of its bytes."""

    path: str
    pages: int
    digest: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """All files of a build, and all that was found."""

    files: tuple[Made, ...]
    found: tuple[Diagnostic, ...]


_KIND = TypeAdapter(Receipt)


def key(inputs: Checked[Inputs], wanted: Wanted) -> str:
    """The name of a build of these inputs; where it is kept, other programs have names of their own."""
    return digest((*_parts(inputs.value), repr((wanted, inputs.diagnostics)).encode()))


def _parts(inputs: Inputs) -> Iterator[bytes]:
    yield faces.digest().encode()
    for source in inputs.texts.values():
        yield source.path.encode("utf-8", "surrogatepass")
        yield source.text.encode("utf-8", "surrogatepass")
    for held in (inputs.pictures, inputs.witnesses, inputs.profiles):
        yield str(len(held)).encode()
        for name, data in held.items():
            yield name.encode("utf-8", "surrogatepass")
            yield data
    for texts in (inputs.theme.templates, inputs.theme.styles, inputs.theme.csl):
        for name, text in texts.items():
            yield name.encode()
            yield text.encode()


def receipt(made: Checked[tuple[Artifact, ...]]) -> bytes:
    """What to keep of a build that made files."""
    files = tuple(Made(one.path, one.pages, _digest(one.content)) for one in made.value)
    return json.dumps(_KIND.dump_python(Receipt(files, made.diagnostics), mode="json")).encode()


def receipted(data: bytes | None, held: Callable[[str], bytes | None]) -> Receipt | None:
    """What was kept, if all its files are still as they were made; `held` gives the bytes of a file."""
    try:
        kept = _KIND.validate_json(data) if data else None
    except ValidationError:
        return None
    whole = kept and all(_digest(held(one.path) or b"") == one.digest for one in kept.files)
    return kept if whole else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
