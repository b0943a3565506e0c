"""Orders → fragments: from what was kept, else by workers side by side.

A fragment is kept under a hash of everything that it depends on. Workers are processes that see nothing
but plain data; whether there is one or many changes no byte.
"""

import json
import re
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import active_children, get_context
from typing import Any

from regesta.kept import Kept, Memory, digest
from regesta.render.pdf import worker
from regesta.render.pdf.fragment import Fragment, Materials, Order, unpacked

PICTURE = re.compile(r"picture:([^\"'()\s&]+)")
ENGINES = ("weasyprint", "pydyf", "pydantic")
ENDED = "the layout was ended from outside, perhaps for want of memory; --jobs 1 takes least"
FEW = 4  # a book of fewer chapters is laid out in one process
LAYS_OUT = tuple(
    "breaks dense fetch fit flate fragment haste hooks layout margin operators slots tags worker".split()
)


@dataclass(frozen=True, slots=True)
class Means:
    """With what to lay out: the faces, how many processes, and what was kept of earlier work.

    Into `held` goes what takes long to give back: who ends soon keeps it till then.
    One process is this one, unless work is to be done `apart`, since this one has others to serve.
    """

    faces: Mapping[str, bytes]
    jobs: int = 1
    kept: Kept = field(default_factory=Memory)
    held: list[Any] = field(default_factory=list)
    apart: bool = False


class Ended(Exception):
    """A worker was ended from outside."""


class Alone(Executor):
    """Does in this process, and at once, what it is asked to do."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished work, or its fault."""
        made: Future[Any] = Future()
        try:
            made.set_result(fn(*args, **kwargs))
        except Exception as fault:  # whoever asks for the result meets it
            made.set_exception(fault)
        return made


class Crew:
    """Those who lay out one edition; to be used in a `with`, so that no worker is left behind."""

    def __init__(self, materials: Materials, means: Means, sections: int) -> None:
        self.materials, self.kept = materials, means.kept
        self.jobs = means.jobs if sections >= FEW else 1
        self.alone = self.jobs == 1 and not means.apart
        self.executor: Executor | None = None
        self.begun = 0
        self.others = set(active_children())
        self.memory: dict[str, Fragment] = {}

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *fault: object) -> None:
        if self.executor:
            self.executor.shutdown(wait=False, cancel_futures=True)
            for child in set(active_children()) - self.others:
                child.terminate()  # it holds nothing, and would take a third of a second to tidy up
            self.executor.shutdown(wait=True)

    def begin(self, name: str) -> None:
        """Set the workers up while something else is done; where there are none, nothing.

        A book of a name that was laid out before needs one: little of it will be new.
        """
        if self.jobs > 1:
            with suppress(BrokenProcessPool):  # the next order meets it
                self._started(1 if self.kept.get(lengths(name)) else self.jobs)

    def _started(self, wanted: int) -> Executor:
        """Whoever lays out, with so many workers set up or about to be."""
        if self.executor is None:
            self.executor = (
                Alone() if self.alone else ProcessPoolExecutor(self.jobs, get_context("spawn"), worker.begin)
            )
        with no_key():
            for _ in range(self.begun, min(wanted, self.jobs)):
                self.executor.submit(worker.set_up, self.materials)
                self.begun += 1
        return self.executor

    def lay_out(
        self, orders: Sequence[Order], meanwhile: Callable[[int, Fragment], None] | None = None
    ) -> tuple[Fragment, ...]:
        """The fragments of sections, in the same order; raises Ended.

        While fewer workers are busy than there may be, those that are ready are given to `meanwhile`, each
        with its place among the orders.
        """
        keys = [self.key(order) for order in orders]
        wanted = {key: order for key, order in zip(keys, orders, strict=True) if not self._kept(key)}
        ready = ((at, self.memory[key]) for at, key in enumerate(keys) if key not in wanted)
        try:
            executor = self._started(len(wanted)) if wanted else Alone()
            waiting = {key: executor.submit(worker.lay_out, one) for key, one in wanted.items()}
            for key, future in waiting.items():
                while meanwhile and not future.done() and self._idle(waiting) and (one := next(ready, None)):
                    meanwhile(*one)
                data = future.result() or self._asked_again(wanted[key])
                self.kept.put(key, data)
                self._take(key, data)
        except BrokenProcessPool as fault:
            raise Ended(ENDED) from fault
        return tuple(self.memory[key] for key in keys)

    def _idle(self, waiting: Mapping[str, Future[bytes]]) -> bool:
        """Whether fewer sections are waited for than there are workers."""
        return sum(not one.done() for one in waiting.values()) < self.jobs

    def _asked_again(self, order: Order) -> bytes:
        """From a worker that had not been set up: with all that it needs."""
        made: bytes = self._started(1).submit(worker.lay_out, order, self.materials).result()
        return made

    def _kept(self, key: str) -> bool:
        """Whether a fragment is in the memory, or now is because it was kept."""
        if key not in self.memory and (data := self.kept.get(key)):
            self._take(key, data)
        return key in self.memory

    def _take(self, key: str, data: bytes) -> None:
        if fragment := unpacked(data):
            self.memory[key] = fragment

    def key(self, order: Order) -> str:
        """A name for all that the fragment of a section depends on."""
        sheets = self.materials.styles[order.styles]
        named = sorted(set(PICTURE.findall(order.xhtml)))
        pictures = [digest([self.materials.pictures.get(one, b"")]) for one in named]
        given = [
            *sheets,
            order.id,
            order.xhtml,
            str(order.verso),
            str(order.dense),
            str(order.fits),
            *named,
            *pictures,
        ]
        return digest([self._same, *(one.encode() for one in given)])

    @cached_property
    def _same(self) -> bytes:
        """What all fragments depend on: the faces, the engine, and this room."""
        faces = json.dumps({name: digest([data]) for name, data in sorted(self.materials.faces.items())})
        return f"{faces} {engine()}".encode()


def lengths(name: str) -> str:
    """Under what it is kept how long the sections of a book were."""
    return f"lengths of {name}"


@contextmanager
def no_key() -> Iterator[None]:
    """Processes that are started now never hear of Ctrl-C; this one hears of it when the block is left."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def engine() -> str:
    """A digest of the program that lays out: versions of the engine, and our own part in it."""
    room = files(__package__)
    code = [(room / f"{name}.py").read_bytes() for name in LAYS_OUT]
    rules = [one for one in (room / "proof").iterdir() if one.name.endswith(".py")]
    code += [one.read_bytes() for one in sorted(rules, key=lambda one: one.name)]
    code.append((files("regesta") / "running.py").read_bytes())
    return digest([*(version(name).encode() for name in ENGINES), *code])
