"""Pictures that readers and shops can bear: none larger than 5 MB, each of a kind that every reader shows."""

import io
from posixpath import splitext
from typing import Final

from regesta.render.epub.files import COVER, COVER_ID, PICTURES, File

LARGEST: Final = 5_000_000
SIDE: Final = 2560  # dots of the longer side, where a picture must be made smaller
QUALITY: Final = 85


def picture_file(path: str, number: int, content: bytes) -> File | None:
    """A picture of the manuscript as a file of the package, or None if no reader would show it."""
    ending = splitext(path.lower())[1]
    if ending not in PICTURES:
        return None
    if len(content) > LARGEST and ending != ".svg":
        content, ending = _smaller(content), ".jpg"
    if path.startswith(COVER):
        return File(COVER_ID, COVER + ending, PICTURES[ending], content, (COVER_ID,))
    own = f"picture-{number}"
    return File(own, f"images/{own}{ending}", PICTURES[ending], content)


def _smaller(content: bytes) -> bytes:
    """The same as JPEG, no larger than a screen; on white, where it was clear."""
    from PIL import Image  # noqa: PLC0415 - few books have such a picture

    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((SIDE, SIDE))
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture)
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
