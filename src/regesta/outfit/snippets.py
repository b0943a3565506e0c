"""The grammar's own examples as snippets of an editor: a new mark or block is there by itself."""

import re
from collections.abc import Callable
from itertools import count

from regesta.reader.grammar import BLOCKS, CHANGES, POINTS, SPANS

SELECTED = "TM_SELECTED_TEXT"  # the words to which a mark is put
SPECIAL = re.compile(r"[\\$}]")
# What an editor fills in: words in quotes, values, a name after a sign, the words of a mark.
HOLES = re.compile(
    r'(?<=[= ]")[^"\n]+(?=")|(?<==)[^\s"{}]+|(?<=[@#])[\w-]+|(?<=[+\-!\w]: )[^{}\n]+(?=\})'
    r"|(?<=\{(?:\+\+|--|==|>>))[^{}]+?(?=\+\+|--|==|<<)"
)
ONE = ", ["  # parts two examples


def snippets() -> dict[str, dict[str, object]]:
    """By a name that tells what it is: what is typed, and what then stands there."""
    rows = {
        **{f"{verb}: {row.meaning}": (f"mark-{verb}", _mark(row.example)) for verb, row in SPANS.items()},
        **{
            f"{{{verb}}}: {row.meaning}": (f"point-{verb}", _mark(row.example))
            for verb, row in POINTS.items()
        },
        **{
            f"{sign}: {row.meaning}": (f"change-{row.kind}", _mark(row.example))
            for sign, row in CHANGES.items()
        },
        **{f"::: {name}: {row.meaning}": (name, _block(row.example)) for name, row in BLOCKS.items()},
    }
    return {
        said: {"scope": "markdown", "prefix": f":{prefix}", "body": body.split("\n"), "description": said}
        for said, (prefix, body) in rows.items()
    }


def _mark(example: str) -> str:
    """The words that are selected stand in the brackets."""
    example, numbers = example.split(ONE, maxsplit=1)[0], count(1)
    if not example.startswith("["):
        return _filled(example, numbers.__next__)
    words, rest = example[1:].split("]", 1)
    return f"[${{{next(numbers)}:${{{SELECTED}:{_plain(words)}}}}}]{_filled(rest, numbers.__next__)}"


def _block(example: str) -> str:
    """Each line of the example, with its words to be written over."""
    numbers = count(1)
    head, *body = example.split("\n")
    lines = [f"${{{next(numbers)}:{_plain(line)}}}" if line and line != ":::" else line for line in body]
    return "\n".join((_filled(head, numbers.__next__), *lines))


def _filled(example: str, number: Callable[[], int]) -> str:
    made: list[str] = []
    done = 0
    for hole in HOLES.finditer(example):
        made += _plain(example[done : hole.start()]), f"${{{number()}:{_plain(hole[0])}}}"
        done = hole.end()
    return "".join((*made, _plain(example[done:])))


def _plain(words: str) -> str:
    return SPECIAL.sub(lambda sign: f"\\{sign[0]}", words)
