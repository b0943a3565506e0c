"""Who lays out: the one who works alone, and when others are called."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from regesta.kept import Memory
from regesta.render.pdf import crew, worker
from regesta.render.pdf.crew import Alone, Crew, Ended, Means
from regesta.render.pdf.fragment import Facts, Fragment, Materials, Order, packed

FACTS = Facts("a", 1, (400.0, 600.0), {"a": (0, 1.5, 2.0)}, (), (), (), {})
PDF = b"%PDF-1.7\nof one section"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What workers are asked, in this process; they answer with a small fragment."""
    met: list[object] = []

    def lay_out(order: Order, materials: Materials | None = None) -> bytes:
        met.append((order.id, materials is not None))
        return packed(Fragment(FACTS, PDF)) if materials or order.id != "new" else b""

    monkeypatch.setattr(worker, "set_up", met.append)
    monkeypatch.setattr(worker, "lay_out", lay_out)
    return met


def materials() -> Materials:
    return Materials({"print": ("p {}",)}, {"face.ttf": b"face"}, {"a.png": b"picture"})


def order(id_: str, xhtml: str = "<html/>", verso: bool = False) -> Order:
    return Order(id_, xhtml, "print", verso)


def test_alone_is_an_executor() -> None:
    with Alone() as alone:
        assert alone.submit(divmod, 7, 2).result() == (3, 1)
        assert list(alone.map(abs, [-1, 2])) == [1, 2]
        fault = alone.submit(divmod, 1, 0)
    assert isinstance(fault.exception(), ZeroDivisionError)


def test_each_order_is_asked_once(asked: list[object]) -> None:
    given = materials()
    with Crew(given, Means({}), 1) as working:
        working.begin("mini")
        assert asked == [], "who works alone begins when there is work"
        first = working.lay_out([order("a"), order("b"), order("a")])
        assert [one.facts for one in first] == [FACTS] * 3
        assert first[0].pdf == PDF
        working.lay_out([order("b")])
    assert asked == [given, ("a", False), ("b", False)]


def test_a_worker_that_was_not_set_up_is_asked_again(asked: list[object]) -> None:
    with Crew(materials(), Means({}), 1) as working:
        working.lay_out([order("new")])
    assert asked[1:] == [("new", False), ("new", True)]


def test_what_was_kept_is_not_asked(asked: list[object]) -> None:
    kept = Memory()
    for _ in range(2):
        with Crew(materials(), Means({}, kept=kept), 1) as working:
            working.lay_out([order("a")])
    assert len(asked) == 2


CHANGED = {
    "words": (order("a", "<html>b</html>"), materials()),
    "side": (order("a", verso=True), materials()),
    "style": (order("a"), Materials({"print": ("p {} ",)}, {"face.ttf": b"face"}, {})),
    "face": (order("a"), Materials({"print": ("p {}",)}, {"face.ttf": b"new"}, {})),
}


@pytest.mark.parametrize("what", CHANGED)
def test_whatever_changes_is_asked(asked: list[object], what: str) -> None:
    kept = Memory()
    with Crew(materials(), Means({}, kept=kept), 1) as working:
        working.lay_out([order("a")])
    asked.clear()
    changed, given = CHANGED[what]
    with Crew(given, Means({}, kept=kept), 1) as working:
        working.lay_out([changed])
    assert len(asked) == 2


def test_only_a_picture_that_a_section_shows_is_of_concern(asked: list[object]) -> None:
    kept, shows = Memory(), '<html><img src="picture:a.png"/></html>'
    for picture in (b"picture", b"another"):
        given = Materials({"print": ("p {}",)}, {}, {"a.png": picture})
        with Crew(given, Means({}, kept=kept), 1) as working:
            working.lay_out([order("plain"), order("shows", shows)])
    assert [one for one in asked if isinstance(one, tuple)] == [
        ("plain", False),
        ("shows", False),
        ("shows", False),
    ]


@pytest.mark.parametrize(("jobs", "sections", "many"), [(2, 4, True), (2, 3, False), (1, 40, False)])
def test_others_are_called_for_a_book_of_some_chapters(
    monkeypatch: pytest.MonkeyPatch, jobs: int, sections: int, many: bool
) -> None:
    called: list[int] = []

    class Pool(Alone):
        def __init__(self, count: int, *_: object) -> None:
            called.append(count)

    monkeypatch.setattr(crew, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(worker, "set_up", lambda _: None)
    with Crew(materials(), Means({}, jobs), sections) as working:
        working.begin("mini")
    assert called == ([jobs] if many else [])


@pytest.mark.parametrize(("name", "workers"), [("new", 2), ("known", 1)])
def test_little_will_be_new_in_a_book_that_was_laid_out_before(
    monkeypatch: pytest.MonkeyPatch, name: str, workers: int
) -> None:
    begun: list[object] = []
    kept = Memory()
    kept.put(crew.lengths("known"), b"{}")
    monkeypatch.setattr(crew, "ProcessPoolExecutor", lambda *_: Alone())
    monkeypatch.setattr(worker, "set_up", begun.append)
    with Crew(materials(), Means({}, 2, kept), 4) as working:
        working.begin(name)
    assert len(begun) == workers


@pytest.mark.parametrize("at_once", [True, False])
def test_a_pool_that_breaks_is_told_as_one_thing(monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    class Broken(Alone):
        def __init__(self, *_: object) -> None:
            pass

        def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
            broken: Future[object] = Future()
            broken.set_exception(BrokenProcessPool())
            if at_once:
                broken.result()
            return broken

    monkeypatch.setattr(crew, "ProcessPoolExecutor", Broken)
    with Crew(materials(), Means({}, 2), 4) as working:
        working.begin("mini")
        with pytest.raises(Ended, match="ended from outside"):
            working.lay_out([order("a")])
