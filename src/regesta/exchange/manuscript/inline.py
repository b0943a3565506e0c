"""What stands in a line of our trees → tokens: every mark as its author would have written it."""

import re
from collections.abc import Callable, Iterable, Mapping

from regesta.exchange.manuscript import escapes
from regesta.exchange.manuscript.lines import Line
from regesta.reader.grammar import CHANGES
from regesta.tree import Element, Node, text

PLAIN = re.compile(r"[\w.:+/~?%-]+")  # a value that needs no quotes
QUALIFIERS = ("label", "tags", "by")
OPENED = {row.kind: sign for sign, row in CHANGES.items()}
CITED = re.compile(r"[\\`{}\[\]]")
AUTOLINK = re.compile(r"[a-z]+://[\w./:+?=&;,%~#-]+")


class Inline:
    """Writes marks for one text; remembers which notes it has called."""

    def __init__(self, owner: str) -> None:
        self.made = re.compile(rf"{re.escape(owner)}-[a-z]+-\d+")  # ids that the reader gives by itself
        self.called: list[str] = []
        self.linked = False
        self._tags: Mapping[str, Callable[[Line, Element], None]] = {
            "em": lambda line, node: self._held(line, node, "em"),
            "strong": lambda line, node: self._held(line, node, "strong"),
            "sup": lambda line, node: self._held(line, node, "[", "]{.sup}"),
            "sub": lambda line, node: self._held(line, node, "[", "]{.sub}"),
            "code": lambda line, node: line.code(text(node)),
            "br": lambda line, _node: line.rest(),
            "img": _picture,
            "a": self._link,
        }
        self._marks: Mapping[str, Callable[[Line, Element], None]] = {
            "ref": lambda line, node: line.atom(f"@{node.get('data-key') or ''}"),
            "cite": lambda line, node: line.atom(f"[{CITED.sub(escapes.SIGN, node.get('data-key') or '')}]"),
            "note": self._call,
            "anchored": lambda _line, _node: None,
            "event": self._event,
            "side": lambda line, node: self._held(line, node, "{side: ", "}"),
            "gap": _gap,
            "pb": lambda line, node: line.atom(f"{{pb: {escapes.body(node.get('data-n') or '')}}}"),
            "s+": lambda line, _node: line.silent("{s+}"),
            "s-": lambda line, _node: line.silent("{s-}"),
            "substitute": self._substitute,
            "comment": _comment,
            **dict.fromkeys(("insert", "delete", "highlight"), self._change),
            **dict.fromkeys(("ix", "ix+", "ix-", "ix!"), self._index),
        }

    def line(self, nodes: Iterable[Node], lined: bool = False) -> Line:
        """The tokens of a stretch of nodes; in one that is `lined` a line is a line of the text."""
        made = Line([], lined)
        self.add(made, nodes)
        return made

    def add(self, line: Line, nodes: Iterable[Node]) -> None:
        """Add the tokens of nodes to a line."""
        for node in nodes:
            if isinstance(node, str):
                line.words(node)
            else:
                self._element(line, node)

    def _element(self, line: Line, node: Element) -> None:
        mark = (node.get("data-mark") or "").split()
        write = self._marks.get(mark[0]) if mark else self._tags.get(node.name)
        if write:
            write(line, node)
        elif mark:
            self._span(line, node)
        else:  # a sentence, or what has no sign of its own
            self.add(line, node.children)

    def _held(self, line: Line, node: Element, head: str, tail: str = "") -> None:
        line.open(head, tail)
        self.add(line, node.children)
        line.close()

    def _link(self, line: Line, node: Element) -> None:
        href = node.get("href") or ""
        if self.linked:  # no link can stand in another
            self.add(line, node.children)
        elif AUTOLINK.fullmatch(href) and text(node) == href:
            line.atom(f"<{href}>")
        else:
            self.linked = True
            self._held(line, node, "[", f"]({escapes.address(href)}{_titled(node)})")
            self.linked = False

    def _call(self, line: Line, node: Element) -> None:
        label = node.get("data-key") or ""
        self.called.append(label)
        line.atom(f"[^{label}]")

    def _event(self, line: Line, node: Element) -> None:
        if node.get("data-silent") is None:
            self._span(line, node)
        else:
            line.silent(f"{{event: {node.get('data-event')} | {escapes.body(node.get('data-label') or '')}}}")

    def _index(self, line: Line, node: Element) -> None:
        verb = node.get("data-mark") or "ix"
        if node.get("data-silent") is not None:
            line.silent(f"{{{verb}: {escapes.body(node.get('data-body') or '')}}}")
        elif " " in verb:
            self._span(line, node)
        else:
            entry = node.get("data-ix") or ""
            self._held(line, node, "[", f"]{{{verb}: {escapes.body(entry)}}}" if entry else f"]{{{verb}}}")

    def _span(self, line: Line, node: Element) -> None:
        said = " ".join(self._said(node))
        if not said:
            self.add(line, node.children)
        elif node.children:
            self._held(line, node, "[", f"]{{{said}}}")
        else:  # a place that is pointed at
            line.atom(f"[]{{{said}}}")

    def _said(self, node: Element) -> Iterable[str]:
        for verb in (node.get("data-mark") or "").split():
            value = node.get(f"data-{verb}") or ""
            if verb != "span":
                yield f"{verb}={_value(value)}" if value else verb
        for name in QUALIFIERS:
            if qualified := node.get(f"data-{name}"):
                yield f"{name}={_value(qualified)}"
        id = node.get("id") or ""
        if id and not self.made.fullmatch(id):
            yield f"#{id}"
        yield from (f".{one}" for one in (node.get("class") or "").split())

    def _change(self, line: Line, node: Element) -> None:
        sign = OPENED[node.get("data-mark") or ""]
        self._held(line, node, f"{{{sign}", f"{CHANGES[sign].closer}}}")

    def _substitute(self, line: Line, node: Element) -> None:
        line.open("{~~", "~~}")
        parts = [child for child in node.children if isinstance(child, Element)]
        for n, part in enumerate(parts):
            if n:
                line.atom("~>")
            self.add(line, part.children)
        line.close()


def _value(value: str) -> str:
    return value if PLAIN.fullmatch(value) else escapes.quoted(value)


def _picture(line: Line, node: Element) -> None:
    address = escapes.address(node.get("src") or "")
    line.atom(f"![{escapes.words(node.get('alt') or '')}]({address}{_titled(node)})")


def _titled(node: Element) -> str:
    title = node.get("title")
    return f" {escapes.quoted(title)}" if title else ""


def _comment(line: Line, node: Element) -> None:
    author = node.get("data-author")
    line.atom(f"{{>>{author + ': ' if author else ''}{escapes.words(text(node))}<<}}")


def _gap(line: Line, node: Element) -> None:
    said = [node.get(f"data-{name}") for name in ("reason", "quantity", "unit")]
    line.atom(f"{{gap: {' '.join(filter(None, said))}}}")
