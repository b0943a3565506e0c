"""What every test of the reader needs: one way to read, a tree as text, and what no tree may hold."""

import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from regesta.data import Model
from regesta.diagnostics import Checked
from regesta.facts import Fact
from regesta.reader.parse import Parsed, parse
from regesta.source import Source, Span
from regesta.tree import Element, Node, walk


class Meta(Model):
    """Front matter enough for a test."""

    id: str
    title: str
    date: str = ""


FRONT = "---\nid: ch-x\ntitle: X\n---\n"
FIRST = FRONT.count("\n") + 1  # the line where a text below FRONT begins
NEVER = re.compile("[\x02\x03\U000f0000-\U0010ffff]")


CHAPTER, RECORD = "chapters/x.md", "sources/x.md"


def read(text: str, positions: bool = True, front: str = FRONT, path: str = CHAPTER) -> Checked[Parsed[Meta]]:
    """Read a text as the rest of the house would."""
    return parse(Source.of(path, front + text), Meta, positions)


def xml(node: Node) -> str:
    """All of a tree, the passes' own attributes too."""
    if isinstance(node, str):
        return escape(node)
    given = "".join(f" {key}={quoteattr(value)}" for key, value in node.attributes)
    if node.name in ("br", "hr", "img"):
        return f"<{node.name}{given}/>"
    return f"<{node.name}{given}>{''.join(map(xml, node.children))}</{node.name}>"


LINES = ("section", "div", "aside", "ul", "ol", "dl", "blockquote", "table", "thead", "tbody", "tr")
ALONE = (*LINES, "p", "li", "dt", "dd", "td", "th", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6")


def pretty(node: Node, depth: int = 0) -> str:
    """All of a tree for a snapshot: each block on a line of its own, words as they are."""
    if isinstance(node, str) or node.name not in ALONE:
        return xml(node)
    indent, children = "  " * depth, node.children
    blocks = any(isinstance(one, Element) and one.name in ALONE for one in children)
    if node.name not in LINES and not blocks:
        return f"\n{indent}{xml(node)}"
    opened, closed = xml(replace(node, children=("\n",))).split("\n")
    inside = (f"\n{indent}  {xml(one)}" if not _alone(one) else pretty(one, depth + 1) for one in children)
    return f"\n{indent}{opened}{''.join(inside)}\n{indent}{closed}"


def _alone(node: Node) -> bool:
    return isinstance(node, Element) and node.name in ALONE


def body(text: str, path: str = CHAPTER) -> str:
    """What stands in the body of a text."""
    return "".join(map(xml, read(text, path=path).value.body.children))


def marks(text: str) -> list[str]:
    """The words in the file of each mark in the tree; every one must have its place."""
    parsed = read(text).value
    found = [one for one in walk(parsed.body) if one.get("data-mark")]
    assert all(one.span for one in found), text
    return [said(parsed.source, one.span) for one in found]


def said(source: Source, span: Span | None) -> str:
    """The words of a file at a span."""
    assert span
    return source.text[span.start : span.end]


def facts(text: str, kind: type[Fact] | None = None, path: str = CHAPTER) -> list[Any]:
    """The facts of a text, or those of one kind."""
    found = read(text, path=path).value.facts
    return [fact for fact in found if kind is None or isinstance(fact, kind)]


def faults(text: str, path: str = CHAPTER) -> list[tuple[str, int, int, str]]:
    """Code, line (from 1, below the front matter), column and words of each fault."""
    result = read(text, path=path)
    source = result.value.source
    found = []
    for one in result.diagnostics:
        assert one.span, one
        place = source.place(one.span.start)
        found.append((one.code, place.line - FIRST + 1, place.column, said(source, one.span)))
    return found


def codes(text: str, path: str = CHAPTER) -> list[str]:
    """The codes of the faults of a text."""
    return [one.code for one in read(text, path=path).diagnostics]


def leaks(node: Node) -> list[str]:
    """Strings of a tree that hold a stamp or a placeholder."""
    if isinstance(node, str):
        return [node] if NEVER.search(node) else []
    found = [value for _, value in node.attributes if NEVER.search(value)]
    return found + [leak for child in node.children for leak in leaks(child)]


def placeless(fact: Fact) -> str:
    """A fact as text, without its places."""
    return repr(_bare(fact))


def _bare(value: Any) -> Any:
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if is_dataclass(value):
        return (type(value).__name__, *(_bare(getattr(value, one.name)) for one in fields(value)))
    return value


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Breaks off what does not end; generous, for it guards against loops and measures nothing."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


FRAGMENTS = [
    "[", "]", "{", "}", "(", ")", "@", "|", "<", ">", "\\", "`", "``", "*", "**", "_", "__", "!", "#", ":",
    '"', " ", "  \n", "\n", "\n\n", "\n\n    ", "\n- ", "\n1. ", "\n> ", "\n: d", "\n\nTerm\n:   d\n",
    "\n# ", "\n## H {#h}\n", "\nSetext\n===\n", "\n---\n", "\n```\n", "\n~~~ py\n",
    "\n``` { .yaml linenums }\n", "\n| a | b |\n|---|:-:|\n| ", " | ", "word", "Mr. Black. ", "21. srpna. ",
    "ž", "é", "\u0301", "\ue000", "{ix: a > b}", "{ix: a | see: b}", "{ix+: r}", "{ix-: r}", "{ix!: p}",
    "{ix: a; }", "{ix: a {ix: b} c}", "[t]{who=x}", "[t]{who}", "[t]{whoo=x}", "[a [b]{who=c} d]{lang=cs}",
    "[t]{ix}", "[t]{ix!: e}", "[t]{date=19X}", "[@k, p. 3]", "[see @k; -@l, 4]", "[see @k]{who=x}",
    "[@k]{ix: a}", "[@k, p. 3{ix: a}]", "[{s-} @k]", "[@k, @src-a]", "[@src-a, l. 4]", "[@", "@src-a",
    "@ch-b.", "a@src-b", '[t]{event=1968 label="L"}', '[t]{event=x label="{ix: a}" #e}',
    "{event: 1968 | L}", "{event: L}", "[t]{#i .c}", "[t]{.c", "{foo: x}", "{side: x}", "[t]{del}", "{}",
    "{#id}", "{lines=2}", "{: #x }", "\n::: source @src-a\n", "\n:::\n", "\n::: questions\n",
    "\n::: question lines=2\n", "\n::: transcript cs\n", "\n::: answr\n", "\n  ::: x\n", "[^1]", "[^zz]",
    "\n[^1]: n\n", "\n[^1]: n [x]{term}\n\n    more\n", "\n- [^2]: n\n", "[^2]", "{++", "++}", "{--", "--}",
    "{~~", "~>", "~~}", "{>>", "<<}", "{==a==}", "[l](http://u)", "[l](<u v> 't')", "[l](u{ix: a})",
    "[r][id]", "[id]", "[][id](", "\n[id]: http://u/{x}\n", "![i](j)", "![i](j){width=3}", "[![i](j)](k)",
    "<b>", "</b>", "<div>", "<!-- c -->", "<http://a.b/c>", "<a@b.c>", "&amp;", "&hellip;", "&#2;",
    "&#983041;", "&nosuch;", "\\[", "\\{", "\\@src-a", "\\\\", "\t", "///Footnotes Go Here///",
    "klzzwxh:0001", "*[x]{term}*", "**{ix: a}**", "`{ix: a}`", "[`c`]{term}", "](", "]{", "][", "]:",
    "{s+}", "{s-}", "{side: x *y", "{side: a [b]{who=c} d}", "{gap: illegible 3 words}", "{gap: omitted}",
    "{gap: Hush}", "{gap: redacted 2 [lines]{u}}", "{pb: 2}", "[t]{unclear}", "[*t* u]{add by=J}",
    "[t]{ins=above hand=2}", '[t]{sic="o {ix: a}"}', '[KSČ]{abbr="a b"}', "@fig-x",
    "[@src-x, s. 4–6; @k, p. x]", "One two. Three *four. Five\nsix* seven\n", '"four. Five"',
    "\n::: transcript cs .lines\n",
    "\n::: translation en\n", "\n::: translation en .lines\n", "\n::: adapted en\n",
    "\n::: notes by=document\n", '\n\n"word"\n:   note\n\n',
    "\n\ns. 1\n:   note\n\nl. 1–2\n:   two\n\n    more\n",
    "\n:::\n\n::: notes\n", "\n::: verse .lines\n", "\n::: quotation\n", '\n::: quotation cite="x {y}"\n',
    '\n::: figure @fig-x file="a.jpg" alt="b" credit="c" licence="d"\n', "\n::: figure file=a\n",
    '\n::: facsimile file="a.jpg" page=1 alt="{ix: b}" credit="c"\n', "\n::: retold\n",
    "\n::: source @src-x lines=1-6 sentences=3–9 notes translation=facing\n:::\n",
    "\n::: question answer-lines=2 lines=2\n", "two\\\n",
]  # fmt: skip


TEXTS = {
    name: Path(__file__).with_name("texts").joinpath(f"{name}.md").read_text("utf-8")
    for name in ("invasion", "proclamation", "letter")
}


def mutated(seed: int, most: int = 8) -> str:
    """A worked text in which something was cut, doubled or put in, always the same for one seed."""
    draw = random.Random(seed)
    text = draw.choice([*TEXTS.values()])
    for _ in range(draw.randint(1, most)):
        at = draw.randrange(len(text) + 1)
        end = at + draw.choice((0, 0, 1, 2, draw.randrange(80)))
        text = text[:at] + draw.choice(("", text[at:end] * 2, draw.choice(FRAGMENTS))) + text[end:]
    return text


def document(seed: int, longest: int = 40) -> str:
    """A text of fragments, always the same for one seed."""
    draw = random.Random(seed)
    return "".join(draw.choice(FRAGMENTS) for _ in range(draw.randint(1, longest)))
