"""Side notes follow the paragraph that calls them, and in two languages what stands in both."""

from regesta.editions.asides import with_sides
from regesta.tree import Element, find

NOTE = Element("span", (("data-mark", "side"),), ("Beside.",))


def blocks(element: Element) -> list[str]:
    return [child.get("data-block") or child.name for child in element.children if isinstance(child, Element)]


def test_they_follow_their_paragraph_and_stay_in_an_item() -> None:
    item = Element("li", (), ("One.", NOTE))
    body = with_sides(Element("section", (), (Element("p", (), ("A.", NOTE)), Element("ul", (), (item,)))))
    assert blocks(body) == ["p", "sides", "ul"]
    assert [blocks(one) for one in find(body, "data-block", "sides")] == [["span"], ["span"]]


def test_between_a_sentence_and_its_translation_there_is_no_room() -> None:
    voices = (Element("p", (), ("Jedna.",)), Element("p", (), ("One.", NOTE)))
    pair = Element("div", (("data-block", "pair"),), voices)
    facing = Element("div", (("data-block", "facing"),), (pair, pair))
    (made,) = with_sides(Element("section", (), (facing,))).children
    assert isinstance(made, Element)
    assert blocks(made) == ["pair", "sides", "pair", "sides"]
    assert [blocks(one) for one in find(made, "data-block", "pair")] == [["p", "p"]] * 2
