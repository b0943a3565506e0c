"""Citations set by pandoc's citeproc, and pages for Word: the only home of pandoc, which comes as a wheel.

A process for each request, with a limit of time and memory: no shell, no surroundings, no files but the one
that has the styles for Word (all else goes in as data), and no way to the network, for which pandoc has a use
of its own: it would fetch what a style or picture names. Whatever goes wrong is a finding, CIT003 or SHT002.
"""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from regesta.csl import Cite, Formatted, Request
from regesta.diagnostics import Checked, Diagnostic
from regesta.kept import NOTHING, Kept, digest
from regesta.source import REFUSED
from regesta.titles import told
from regesta.tree import Children, Element, Node

PANDOC = "pypandoc_binary"  # the wheel that holds it
API = [1, 23]  # of pandoc's JSON
SECONDS = 60  # of one request; a chapter takes a tenth of one
LIMITS = ("+RTS", "-M1G", "-RTS")
NOWHERE = "http://127.0.0.1:9"  # where nobody listens
SURROUNDINGS = {"LC_ALL": "C.UTF-8", "http_proxy": NOWHERE, "https_proxy": NOWHERE}
FORMS: Mapping[str, str] = {".bib": "biblatex", ".ris": "ris"}  # what can be read into CSL-JSON, by suffix
MARKED = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub", "Strikeout": "del"}
WEB = ("http://", "https://")
JOINER = "\u2060"  # in an address that is printed: no line ends after its //
QUOTES = str.maketrans("'\"", "’”")  # a finding has its own use for straight ones


class Failure(Exception):
    """Pandoc could not do it, and says why."""


class Citeproc:
    """Cites by pandoc; what this or an earlier build asked in the same words is not asked again."""

    def __init__(self, kept: Kept = NOTHING) -> None:
        self.memory: dict[Request, Checked[Formatted]] = {}
        self.kept = kept

    def __call__(self, request: Request) -> Checked[Formatted]:
        """The words of every citation, and the entries of the bibliography."""
        if request not in self.memory:
            self.memory[request] = self._formatted(request)
        return self.memory[request]

    def _formatted(self, request: Request) -> Checked[Formatted]:
        document = json.dumps(_document(request))
        name = f"cited {digest((version(PANDOC).encode(), document.encode()))}"
        try:
            held = self.kept.get(name)
            answer = held.decode() if held else _pandoc(document, "-f", "json", "-t", "json", "--citeproc")
        except Failure as failure:
            hint = "try the book without csl: in book.yaml; if that works, it is the style"
            found = Diagnostic("CIT003", f"pandoc cannot set the citations: {failure}", None, hint)
            return Checked(Formatted(tuple(() for _ in request.cites)), (found,))
        if held is None:
            self.kept.put(name, answer.encode())
        return Checked(_formatted(request, json.loads(answer)))


def references(text: str, form: str) -> list[dict[str, Any]]:
    """BibTeX or RIS (a value of FORMS) as CSL-JSON; raises Failure where it cannot be read."""
    found: list[dict[str, Any]] = json.loads(_pandoc(text, "-f", form, "-t", "csljson"))
    return found


def docx(page: str, template: bytes) -> bytes:
    """A page as a DOCX with the styles of the template, which says no date; raises Failure."""
    with TemporaryDirectory() as folder:
        styles = Path(folder) / "styles.docx"
        styles.write_bytes(template)
        return _run(page, "-f", "html", "-t", "docx", "-o", "-", "--reference-doc", str(styles))


def _formatted(request: Request, made: dict[str, Any]) -> Formatted:
    """What pandoc answered, as trees."""
    works = {json.loads(work)["id"]: work for work in request.works}
    blocks = zip(made["blocks"], request.cites, strict=False)
    cites = tuple(_titled(_cited(block), works, request, *_keys(cite)) for block, cite in blocks)
    entries = _entries(made["blocks"])
    return Formatted(cites, tuple((key, _titled(nodes, works, request, key)) for key, nodes in entries))


def _keys(cite: Cite) -> Iterator[str]:
    return (item.key for item in cite.items)


def _titled(nodes: Children, works: Mapping[str, str], request: Request, *keys: str) -> Children:
    """Words with the titles of these works in their own languages."""
    for key in keys:
        nodes = told(nodes, works[key], request.language) if key in works else nodes
    return nodes


# The process -------------------------------------------------------------------------------------


def _pandoc(text: str, *arguments: str) -> str:
    """What pandoc makes of a text, as a text."""
    return _run(text, *arguments).decode("utf-8")


def _run(text: str, *arguments: str) -> bytes:
    """What pandoc makes of a text, alone with it."""
    command = [_program(), *arguments, "--sandbox", "--quiet", *LIMITS]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, env=SURROUNDINGS, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"it took more than {SECONDS} seconds") from None
    except OSError as error:
        raise Failure(f"it cannot be started ({error.strerror})") from None
    if done.returncode:
        raise Failure(_reason(done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _program() -> str:
    """The program that the wheel holds, and no other: another version would set other words."""
    spec = find_spec("pypandoc")
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        program = Path(place) / "files" / "pandoc"
        if program.is_file():
            return str(program)
    raise Failure("it is not installed; the package pypandoc_binary holds it")


def _reason(said: str) -> str:
    """The first two lines of a complaint that are not about our own way of handing things over."""
    lines = [line.strip().rstrip(":.") for line in said.splitlines() if "base64," not in line]
    reason = ": ".join([line for line in lines if line][:2]) or "it does not say why"
    return REFUSED.sub("\ufffd", reason).translate(QUOTES)


# Asking ------------------------------------------------------------------------------------------


def _document(request: Request) -> dict[str, Any]:
    """A document of citations, one to a paragraph."""
    works = f"[{','.join(request.works)}]"
    meta = {
        "csl": _text(_data("application/xml", request.style)),
        "bibliography": _text(_data("application/vnd.citationstyles.csl+json", works)),
        "lang": _text(request.language),
        "suppress-bibliography": {"t": "MetaBool", "c": not request.listed},
    }
    if request.listed:
        meta["nocite"] = {"t": "MetaInlines", "c": [_cite([_item(key) for key in request.listed])]}
    blocks = [{"t": "Para", "c": [_cite(list(_items(cite)))]} for cite in request.cites]
    return {"pandoc-api-version": API, "meta": meta, "blocks": blocks}


def _data(kind: str, text: str) -> str:
    return f"data:{kind};base64,{b64encode(text.encode()).decode()}"


def _text(text: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": text}


def _cite(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Cite", "c": [items, []]}


def _items(cite: Cite) -> Iterator[dict[str, Any]]:
    for one in cite.items:
        locator = f", {one.locator}" if one.locator else ""
        made = _item(one.key, one.prefix, locator, cite.note)
        if one.suppress_author:
            made["citationMode"] = {"t": "SuppressAuthor"}
        yield made


def _item(key: str, prefix: str = "", suffix: str = "", note: int = 0) -> dict[str, Any]:
    return {
        "citationId": key,
        "citationPrefix": _inlines(prefix),
        "citationSuffix": _inlines(suffix),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": note,
        "citationHash": 0,
    }


def _inlines(words: str) -> list[dict[str, Any]]:
    """Words as pandoc has them: it reads a locator only from words and spaces."""
    made: list[dict[str, Any]] = []
    for word in words.split():
        made += [{"t": "Space"}, {"t": "Str", "c": word}]
    return made[1:]


# Reading the answer ------------------------------------------------------------------------------


def _cited(block: dict[str, Any]) -> Children:
    """The words of the citation in a paragraph, with or without a note round them."""
    nodes = tuple(_joined(_nodes(block["c"])))
    last = nodes[-1] if nodes else None
    return (*nodes[:-1], last.rstrip()) if isinstance(last, str) else nodes  # some styles end with a space


def _entries(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, Children]]:
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                (id, _, _), inside = entry["c"]
                yield id.removeprefix("ref-"), tuple(_joined(_nodes(inside)))


def _nodes(held: Iterable[dict[str, Any]]) -> Iterator[Node]:
    """Inlines as a tree; of blocks only what is in them."""
    for one in held:
        kind, content = one["t"], one.get("c", [])
        if kind == "Str":
            yield content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in MARKED:
            yield Element(MARKED[kind], (), tuple(_joined(_nodes(content))))
        elif kind == "SmallCaps":
            yield Element("span", (("class", "sc"),), tuple(_joined(_nodes(content))))
        elif kind in ("Code", "Math", "RawInline"):
            yield content[-1]
        elif kind == "Link":
            yield from _linked(content[1], content[2][0])
        else:
            yield from _nodes(_within(content))


def _linked(held: Iterable[dict[str, Any]], address: str) -> Iterator[Node]:
    """A link to the web; of any other only its words are left."""
    if address.startswith(WEB):
        words = tuple(_joined(_nodes(held)))
        shown = (address.replace("//", f"//{JOINER}", 1),) if words == (address,) else words
        yield Element("a", (("class", "url"), ("href", address)), shown)
    else:
        yield from _nodes(held)


def _within(content: Any) -> Iterator[dict[str, Any]]:
    """The elements that one of any other kind holds: a note, a span, words in quotation marks."""
    for one in content if isinstance(content, list) else ():
        if isinstance(one, list):
            yield from _within(one)
        elif isinstance(one, dict) and "t" in one:
            yield one


def _joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """Neighbouring words as one text."""
    words = ""
    for node in nodes:
        if isinstance(node, str):
            words += node
        else:
            if words:
                yield words
            yield node
            words = ""
    if words:
        yield words
