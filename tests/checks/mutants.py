"""Manuscripts spoilt at random: lines lost, doubled and shuffled, and things put in that have a meaning."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from regesta.dictionaries import shelf
from regesta.model import Inputs
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.source import Source
from regesta.texts.numbers import FILE, held, written
from regesta.workspace import read
from tests.conftest import MINI

PIECES = [
    "{ix: a > b}", "{ix: a | see: a}", "{ix+: a}", ":::", "::: teacher\n", "::: answer\n", "> ", "- ",
    "`", "*", "_", '::: question skill=close-reading at="s. 99–100000"\n', "[x]{lang=cs}", "[x]{who}",
    "| a | b |\n|---|\n", "{event: 1968 | x}", "{event: 1968-08-20T23:00 | x}",
    "{event: 1968-08-20T23:00Z | x}", "[^n]", "[^n]: y\n", "\n\n", "codes: {IDX004: off}\n",
    "codes: [a]\n", "codes: {YML004: {severity: off, reason: no reason at all}}\n", "span: 1968\n",
    "- a\n", "id: \n", "{unknown: x}", "text: abstract\n", "licence: \n", "date_covered: ../1968\n",
    "date_released: 1800\n", "people: {}\n", "terms: [x]\n", "  - {id: x}\n", "see: {a: b, b: a}\n",
    "dictionaries: ..\n", "Novak", "model answer", "12,000 on 3 May", "İ model answer", "![](a.png)",
    "[a](//[)", "[a](https://[b)", "<b>", "{--a--}", "{++b++}", "{~~a~>b~~}", "{==c==}{>>d<<}", "\ufffd",
    "&amp;", "@src-x", "[@k]", "{side: a Novak}",
]  # fmt: skip
WHOLE = ["", "- a\n", "a: b\n", "---\n- x\n---\n", "a: [\n", "\n"]


def mutated(seed: int) -> Inputs:
    """Mini, spoilt in up to four places."""
    draw, inputs = random.Random(seed), _mini()
    texts = dict(inputs.texts)
    for _ in range(draw.randint(1, 4)):
        path = draw.choice(sorted(texts))
        texts[path] = Source.of(path, _spoilt(texts[path].text, draw))
    return replace(inputs, texts=texts)


def _spoilt(text: str, draw: random.Random) -> str:
    at, lines = draw.randrange(len(text) + 1), text.split("\n")
    match draw.randrange(8):
        case 0 | 1 | 2:
            return text[:at] + draw.choice(PIECES) + text[at:]
        case 3:
            return text[:at] + text[at + draw.randint(1, 80) :]
        case 4 | 5:
            lines[draw.randrange(len(lines))] = draw.choice([*PIECES, "", draw.choice(lines)])
        case 6:
            draw.shuffle(lines)
        case 7:
            return draw.choice([*WHOLE, text[:at]])
    return "\n".join(lines)


def _mini() -> Inputs:
    """Mini, and a lock of its numbers."""
    inputs = read(MINI).value
    numbers = {id: held(one) for id, one in read_book(inputs).value.documents.items()}
    return replace(inputs, texts={**inputs.texts, FILE: Source.of(FILE, written(numbers))})


def hold(inputs: Inputs) -> None:
    """A check says what it finds, with hints and spelling, in every form; places lie in their files."""
    found = read_book(inputs, hints=True, shelf=shelf(MINI, ())).diagnostics
    for write in FORMS.values():
        write(found, inputs.texts)
    for one in found:
        if one.span and one.span.path in inputs.texts:
            text = inputs.texts[one.span.path].text
            assert 0 <= one.span.start <= one.span.end <= len(text), one
        assert "\x02" not in one.message, one


UNITS: Mapping[str, Callable[[int], str]] = {
    "names in one paragraph": lambda n: "Novak came. " * n,
    "names in quotation marks": lambda n: "“Novak” came. " * n,
    "names in paragraphs": lambda n: "Novak came.\n\n" * n,
    "names in a table": lambda n: "| a | b |\n|---|---|\n" + "| Novak | came |\n" * n,
    "names in a list": lambda n: "- *Novak* came\n" * n,
    "words for teachers": lambda n: "A model answer. " * n,
    "changes": lambda n: "{++Novak++} {--came--} {~~and~>or~~} " * n,
    "changes that never end": lambda n: "Novak {-- " * n,
    "code": lambda n: "`Novak` Novak ` " * n,
    "index headings": lambda n: "".join(f"{{ix: a{at} > b}} " for at in range(n)),
    "sees in a chain": lambda n: "".join(f"{{ix: a{at} | see: a{at + 1}}} " for at in range(n)),
    "passages alike": lambda n: "{ix: a} " * n,
    "events": lambda n: "".join(
        f"{{event: 1968-08-20T{at % 24:02}:00{'Z' * (at % 2)} | a{at}}} " for at in range(n)
    ),
    "notes": lambda n: "".join(f"On 3 May[^{at}]\n\n[^{at}]: Novak\n\n" for at in range(n)),
}


def large(unit: str, count: int) -> Inputs:
    """Mini with a chapter that holds so many of something."""
    text = "---\nid: ch-note\ntitle: Note on the edition\n---\n\n" + UNITS[unit](count)
    inputs = _mini()
    path = "chapters/00-note.md"
    return replace(inputs, texts=dict(inputs.texts) | {path: Source.of(path, text)})
