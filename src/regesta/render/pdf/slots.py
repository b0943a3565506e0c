"""Page numbers that are written at the end: cut out of a page's content, and filled in.

A moved page then costs no layout: the number has a content stream of its own, and only that is new.
In running text a number must be as wide as its stand-in (as many tabular figures), else the section is
laid out again; a folio or a number at the edge of a column may be of any width.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from regesta.render.pdf.flate import flate
from regesta.render.pdf.fragment import Align, Glyphs, Slot
from regesta.render.pdf.operators import shown, written
from regesta.render.pdf.tags import Tagging, artifact, opening

EDGES: Mapping[Align, float] = {"start": 0, "middle": 0.5, "end": 1}


@dataclass(frozen=True, slots=True)
class _Wanted:
    mark: int
    anchor: str
    align: Align


def cut(pdf: Any, pages: list[Any], streams: list[Any], fonts: Mapping[str, Glyphs]) -> tuple[Slot, ...]:
    """Part and compress the content of each page, so that every number is a stream of its own."""
    wanted = _wanted(pdf.tagging)
    made: list[Slot] = []
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        parts: list[list[Any]] = []
        last, operators = 0, stream.stream
        for start, one in sorted((opening(operators, one.mark), one) for one in wanted.get(number, ())):
            end = operators.index(b"EMC", start) + 1
            if not one.anchor:
                artifact(operators, start, "Footer")
            slot = _slot(operators[start:end], one, (number, len(parts) + 1), fonts)
            if slot is not None:
                made.append(slot)
                parts += [operators[last:start], []]
                last = end
        parts.append(operators[last:])
        page["Contents"] = pydyf.Array(_stream(pdf, part) for part in parts)
        stream.free = "f"
    return tuple(made)


def _wanted(seen: Tagging) -> dict[int, list[_Wanted]]:
    wanted: dict[int, list[_Wanted]] = {}
    for page, mark, anchor, align in seen.slots:
        wanted.setdefault(page, []).append(_Wanted(mark, anchor, align))
    for one in seen.margins:
        if one.folio:
            wanted.setdefault(one.page, []).append(_Wanted(one.mcid, "", one.folio))
    return wanted


def _stream(pdf: Any, operators: list[Any]) -> bytes:
    data = flate(b"\n".join(map(written, operators)))
    stream = pydyf.Stream([data], pydyf.Dictionary({"Filter": "/FlateDecode"}))
    pdf.add_object(stream)
    return bytes(stream.reference)


def _slot(
    operators: list[Any], wanted: _Wanted, at: tuple[int, int], fonts: Mapping[str, Glyphs]
) -> Slot | None:
    """A number in one run of glyphs; None where nothing is shown."""
    lines = list(map(written, operators))
    show = next((i for i, line in enumerate(lines) if line.endswith(b" TJ")), None)
    if show is None:
        return None
    matrix = next(i for i, line in enumerate(lines) if line.endswith(b" Tm"))
    name, size, _ = next(line for line in reversed(lines[:show]) if line.endswith(b" Tf")).decode().split()
    *_, x, y, _ = lines[matrix].decode().split()
    glyphs, font = list(shown(lines[show])), name.removeprefix("/")
    width = sum(fonts[font].widths[one] if one >= 0 else -float(token) for one, token in glyphs)
    zero = next(one for one, _ in glyphs if one >= 0)
    lines[show] = b"@TJ@"
    lines[matrix] = lines[matrix].replace(f"{x} {y}".encode(), f"@X@ {y}".encode())
    first, em = float(x), float(size)
    text = b"\n".join(lines).decode("latin-1")
    return Slot(
        *(*at, wanted.anchor, wanted.align, font, em, zero, fonts[font].texts[zero]),
        *(first, first + width * em / 1000, text),
    )


def filled(slot: Slot, label: str, figures: Mapping[str, int], widths: Mapping[int, int]) -> bytes:
    """The compressed stream that writes `label` in a slot; `figures` are the glyphs of its signs."""
    glyphs = [figures[sign] for sign in label]
    room = slot.last - slot.first - sum(widths[one] for one in glyphs) * slot.size / 1000
    inline = slot.anchor and slot.align == "start"  # what is left on either side is not seen
    x = slot.first + room * (0.5 if inline else EDGES[slot.align])
    line = "[<" + "".join(f"{one:04x}" for one in glyphs) + ">] TJ"
    return flate(slot.text.replace("@X@", f"{x:.4f}").replace("@TJ@", line).encode("latin-1"))
