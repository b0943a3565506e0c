"""What editors say to each other in a draft, numbered in the order in which a text is read.

Only remarks of the text itself are numbered: one inside a note stands there, for no note has notes.
"""

from regesta.tree import Element, Node, rewrite


def remarked(body: Element) -> tuple[Element, tuple[Element, ...]]:
    """The body with a number in each comment, and the comments."""
    found: list[Element] = []

    def change(element: Element) -> Node | None:
        if element.get("data-mark") != "comment":
            return element
        found.append(element.given(data_n=str(len(found) + 1)))
        return found[-1]

    return rewrite(body, change), tuple(found)
