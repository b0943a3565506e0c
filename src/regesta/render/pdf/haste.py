"""What makes the engine faster and changes no byte: the second half of `hooks`, which installs it.

The engine asks a style for the same value thousands of times, and works out what follows from it each
time. Here it is worked out once for each style and kept with it, until a value of that style changes.
Each hook wraps what it replaces: whatever is not plain, the engine does as ever.
"""

import sys
from collections.abc import Callable
from typing import Any

from weasyprint import css
from weasyprint.css import computed_values, properties
from weasyprint.layout import percent
from weasyprint.text import ffi, line_break

PROPERTIES = properties.INITIAL_VALUES
# Values that are looked at before they are kept, or follow from those of other elements.
PARTICULAR = {"page", "position", "float", "display"}
PLAIN = {
    name: value
    for name, value in PROPERTIES.items()
    if name not in properties.INHERITED | properties.INITIAL_NOT_COMPUTED | PARTICULAR
    and not name.startswith("text_decoration_")
}
PHYSICAL = computed_values.PHYSICAL_FUNCTIONS
LOGICAL = frozenset(made(block="ttb", inline=way) for made in PHYSICAL.values() for way in ("ltr", "rtl"))
WITHOUT_SIDES = {name: value for name, value in PLAIN.items() if name not in PHYSICAL}
ASKED_OF_ALL = frozenset({"anchor"})  # even of styles from which no box is made
LINES = frozenset({"first-line", "first-letter"})  # the engine copies what these hold, as far as computed
SIDES = ("top", "right", "bottom", "left")
BORDERS = tuple(f"border_{side}_width" for side in SIDES)
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
COPIES = "PangoLayout * pango_layout_copy (PangoLayout *src);"

# What each function that is wrapped here is given.
GIVEN = (
    (css.ComputedStyle, "__missing__", "self key"),
    (css.AnonymousStyle, "__missing__", "self key"),
    (line_break.Layout, "setup", "self style"),
    (line_break, "strut", "style"),
    (percent, "resolve_percentages", "box containing_block"),
)

Missing = Callable[[Any, str], Any]


def install() -> None:
    """Wrap the engine's functions; to be called once in a process."""
    css.ComputedStyle.__missing__ = _prompt(css.ComputedStyle.__missing__)
    css.AnonymousStyle.__missing__ = _prompt_without_rules(css.AnonymousStyle.__missing__)
    css.Style.__setitem__ = _forgetting
    ffi.ffi.cdef(COPIES)
    line_break.Layout.setup = _moulded(line_break.Layout.setup)
    _everywhere(line_break.strut, _kept("strut", line_break.strut))
    _everywhere(percent.resolve_percentages, _ready_made(percent.resolve_percentages))


def _everywhere(replaced: Any, function: Any) -> None:
    """Put a function in the place of one of the engine's, also where that was imported."""
    name = replaced.__name__
    for room in [one for key, one in sys.modules.items() if key.startswith("weasyprint")]:
        if getattr(room, name, None) is replaced:
            setattr(room, name, function)


def _prompt(missing: Missing) -> Missing:
    """The first question for a plain value brings all that no rule sets: most of what is asked of a style."""

    def found(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key in PLAIN:
            if key in cascaded or key in ASKED_OF_ALL or style.pseudo_type in LINES:
                return missing(style, key)
            plain = PLAIN if LOGICAL.isdisjoint(cascaded) else WITHOUT_SIDES
            if key in plain:
                _fill(style, plain, cascaded)
                return plain[key]
        elif style.parent_style is not None and key in properties.INHERITED and key not in cascaded:
            value = style.parent_style[key]
            if isinstance(value, str | int | float):
                dict.__setitem__(style, key, value)
                return value
        return missing(style, key)

    return found


def _prompt_without_rules(missing: Missing) -> Missing:
    """The same for the style of a box that no element stands for, which no rule reaches."""

    def found(style: Any, key: str) -> Any:
        if key not in PLAIN:
            return missing(style, key)
        _fill(style, PLAIN, ())
        return PLAIN[key]

    return found


def _fill(style: Any, plain: dict[str, Any], cascaded: Any) -> None:
    """Give a style the plain values, but those that it has or that a rule sets."""
    held = dict(style)
    style.update(plain)
    for key in cascaded:
        style.pop(key, None)
    style.update(held)


def _forgetting(style: Any, key: str, value: Any) -> None:
    """Set a value of a style; what was worked out of another one is forgotten."""
    if key in style:
        vars(style).pop("kept", None)
    dict.__setitem__(style, key, value)


def _kept(name: str, work_out: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a style that is called once for each, until the style changes."""

    def known(style: Any) -> Any:
        kept = vars(style).setdefault("kept", {})
        if name not in kept:
            value = work_out(style)
            kept = vars(style).setdefault("kept", {})  # new, if the style was changed meanwhile
            kept[name] = value
        return kept[name]

    return known


def _moulded(setup: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Each line and word gets a copy of a layout of its style, in place of one set up from its values."""

    def new(style: Any) -> dict[str, Any]:
        bare = object.__new__(line_break.Layout)
        setup(bare, style)
        return {name: value for name, value in vars(bare).items() if name != "style"}

    mould = _kept("mould", new)

    def copied(layout: Any, style: Any) -> None:
        made = mould(style)
        vars(layout).update(made)
        layout.style = style
        layout.layout = ffi.ffi.gc(ffi.pango.pango_layout_copy(made["layout"]), ffi.gobject.g_object_unref)

    return copied


def _ready_made(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Lengths of a box that do not depend on what it stands in are looked up once for each style."""
    lengths = _kept("lengths", _lengths)

    def resolved(box: Any, containing_block: Any) -> None:
        if ready := lengths(box.style):
            vars(box).update(ready)
        else:
            resolve(box, containing_block)

    return resolved


def _lengths(style: Any) -> dict[str, Any] | None:
    """All lengths of a box with this style in px, or "auto"; None where one of them depends on others."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    found = {name: style[name] for name in BORDERS}
    for name in LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else value
        elif isinstance(value, properties.Dimension) and value.unit == "px":
            found[name] = value.value
        else:
            return None
    return found
