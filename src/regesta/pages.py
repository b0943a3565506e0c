"""Section + Theme → XHTML page (the only user of Jinja2).

A template lies under its medium, else under `common/`; the web has the e-book's where it has none,
the classroom those of sheets. It is
given finished values and computes nothing. Text comes as a tree; where an element is a block or a mark that
has a template of its own (`blocks/<name>`, `marks/<name>`), that template sets it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from traceback import extract_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from regesta.heirs import kept as kept_ids
from regesta.kept import NOTHING, Kept, digest
from regesta.likeness import likeness
from regesta.model import Audience, Medium, Page, Section, Theme
from regesta.settings import Settings
from regesta.source import Span
from regesta.tree import Element, Node, opening_tag
from regesta.words import Words
from regesta.words.bound import bound

SUFFIX = ".html.j2"
LINKED = ("epub", "web")  # media into which others may have led an address
FOLDERS: Mapping[str, tuple[str, ...]] = {
    "web": ("web", "epub"),
    "classroom": ("classroom", "handout"),
}
TAG = re.compile(r"<[\w-]+")
CLASSES = frozenset(("s", "l", "anchors"))  # of elements that a template may set


class _Loader(BaseLoader):
    """Templates of a medium before those that all media share."""

    def __init__(self, theme: Theme, medium: Medium) -> None:
        self.folders = (*FOLDERS.get(medium, (medium,)), "common")
        rooms = tuple(f"{folder}/" for folder in self.folders)
        self.texts = {name: text for name, text in theme.templates.items() if name.startswith(rooms)}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        for folder in self.folders:
            text = self.texts.get(f"{folder}/{template}")
            if text is not None:
                return text, f"{folder}/{template}", lambda: True
        raise TemplateNotFound(template)


class _Compiled(BytecodeCache):
    """Templates as they were compiled before."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept; jinja asks whether it is of this very text and interpreter."""
        if data := self.kept.get(f"template {bucket.key}"):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept.put(f"template {bucket.key}", bucket.bytecode_to_string())


class Sandbox(ImmutableSandboxedEnvironment):
    """No template may build a value of unbounded size."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, theme: Theme, medium: Medium, words: Words, kept: Kept = NOTHING) -> None:
        loader = _Loader(theme, medium)
        self.medium = medium
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            auto_reload=False,
            bytecode_cache=_Compiled(kept),
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: (
                bound(value, words) if type(value) is str else value
            ),  # what is set is Markup
        )
        self._texts = loader.texts
        self._safe: dict[tuple[type, str], bool] = {}
        self._hooks: dict[str, Template | None] = {}

    @cached_property
    def looks(self) -> bytes:
        """A name for all templates of the medium."""
        told = (part.encode() for pair in sorted(self._texts.items()) for part in pair)
        return digest(told).encode()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Worked out once for each type: on nothing else does it depend, and a book asks 100,000 times."""
        asked = (type(obj), attr)
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attr, value)
        return self._safe[asked]

    def hook(self, name: str) -> Template | None:
        """The template that sets a block or a mark, where it has one."""
        if name not in self._hooks:
            try:
                self._hooks[name] = self.get_template(name + SUFFIX)
            except TemplateNotFound:
                self._hooks[name] = None
        return self._hooks[name]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers may be multiplied, and nothing else."""
        if isinstance(left, int | float) and isinstance(right, int | float) and operator == "*":
            return left * right
        raise TypeError(f"templates do not compute {operator}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pages of one edition in one medium share.

    With `places`, elements say in `data-at` where they are written.
    """

    environment: Sandbox
    settings: Settings
    words: Words
    audience: Audience
    draft: bool = False
    paged: bool = False  # whether the numbers of printed pages are known
    places: Callable[[Span], str] | None = None


class TemplateFault(Exception):
    """A template that cannot be read or filled in; says which, and where."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(
            f'the template "{file}" fails in line {line}: {reason.replace(chr(39), chr(34)).rstrip(".")}'
        )


def environment(theme: Theme, medium: Medium, words: Words, kept: Kept = NOTHING) -> Sandbox:
    """The templates of one medium: undefined names are errors, all is escaped, and bound where it must be."""
    return Sandbox(theme, medium, words, kept)


def page_name(section: Section, setting: Setting, **more: Any) -> str:
    """A name for the page of a section: two that are typeset from the same have one, in any process."""
    settings = setting.settings.model_dump_json().encode()
    shared = (setting.words.language, setting.audience, setting.draft, setting.paged)
    return digest((setting.environment.looks, settings, likeness((section, shared, sorted(more.items())))))


def kept_page(section: Section, setting: Setting, kept: Kept) -> Page:
    """The same as `typeset`, from what was kept of it if nothing has changed."""
    name = f"page {page_name(section, setting)}"
    if data := kept.get(name):
        return _page(section, data.decode())
    made = typeset(section, setting)
    kept.put(name, made.xhtml.encode())
    return made


def typeset(section: Section, setting: Setting, **more: Any) -> Page:
    """One section as a page of the setting's medium; `page_name` must cover whatever a template is given."""
    given = {
        "section": section,
        "content": section.content,
        "book": setting.settings,
        "words": setting.words,
        "audience": setting.audience,
        "draft": setting.draft,
        "paged": setting.paged,
    } | more
    renderer = _Renderer(setting.environment, given)
    if setting.places:
        renderer = _Placing(setting.environment, given, setting.places)
    try:
        template = setting.environment.get_template(section.kind + SUFFIX)
        xhtml = template.render(render=renderer.render, inside=renderer.inside, **given)
    except TemplateError as error:
        raise _fault(error, section.kind + SUFFIX) from error
    linked = setting.environment.medium in LINKED and setting.settings.retired
    return _page(section, kept_ids(xhtml, setting.settings.retired) if linked else xhtml)


def _page(section: Section, xhtml: str) -> Page:
    return Page(section.id, section.title, xhtml, section.kind, section.numbering, section.opens)


def _fault(error: TemplateError, asked: str) -> TemplateFault:
    """Jinja knows the place of a fault of grammar; that of another is the last template in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.filename or error.name or asked, error.lineno, error.message or "")
    met = [one for one in extract_tb(error.__traceback__) if one.filename.endswith(SUFFIX)]
    file, line = (met[-1].filename, met[-1].lineno or 1) if met else (asked, 1)
    return TemplateFault(file, line, str(error))


class _Renderer:
    """Sets a tree: elements with a template of their own by that template, the rest as they are."""

    def __init__(self, env: Sandbox, given: Mapping[str, Any]) -> None:
        self.env, self.given = env, given
        self.words: Words = given["words"]

    def render(self, node: Node) -> Markup:
        """A node and all in it."""
        if isinstance(node, str):
            return escape(bound(node, self.words))
        hook = _hook(node)
        template = self.env.hook(hook) if hook else None
        if template:
            return Markup(
                template.render(
                    element=node,
                    named=_named(node),
                    inner=self.inside(node),
                    render=self.render,
                    inside=self.inside,
                    **self.given,
                ).strip()
            )
        tag = opening_tag(node)  # built from escaped values
        return Markup(tag if tag.endswith("/>") else f"{tag}{self.inside(node)}</{node.name}>")

    def inside(self, node: Element) -> Markup:
        """All that is in an element, without its own tag."""
        return Markup("".join(map(self.render, node.children)))  # each is escaped; Markup would ask again


class _Placing(_Renderer):
    """Says of each element where it is written; of what became no element it cannot."""

    def __init__(self, env: Sandbox, given: Mapping[str, Any], places: Callable[[Span], str]) -> None:
        super().__init__(env, given)
        self.places = places

    def render(self, node: Node) -> Markup:
        """A node and all in it, its place in the first tag."""
        made = super().render(node)
        span = None if isinstance(node, str) else node.span
        tag = TAG.match(made) if span else None
        if span is None or tag is None:
            return made
        return Markup(f'{made[: tag.end()]} data-at="{escape(self.places(span))}"{made[tag.end() :]}')


def _named(element: Element) -> Markup:
    """The id of an element as an attribute, where it has one."""
    id = element.get("id")
    return Markup(' id="{}"').format(id) if id else Markup("")


def _hook(element: Element) -> str:
    """The template that may set this element; a mark that shows nothing has none."""
    held = dict(element.attributes)
    if not held or "data-silent" in held:
        return ""
    if held.get("data-slot"):
        return "marks/slot"
    if block := held.get("data-block"):
        return f"blocks/{block}"
    if mark := held.get("data-mark"):
        return f"marks/{mark.split()[0].rstrip('+-!')}"
    return f"marks/{held['class']}" if held.get("class") in CLASSES else ""
