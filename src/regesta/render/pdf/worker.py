"""What a worker is asked to do, without the engine: who only sends orders need not wait for its import.

A worker that was not set up says so with no bytes. What it is set up with comes with a task and not when
the process starts: a parent that waits for a child to read so much waits for ever if the child dies.
"""

import gc
import os  # noqa: TID251 - to end at once
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Thread

from regesta.render.pdf.fragment import Fragment, Materials, Order, packed


def begin() -> None:
    """In a process of its own: it ends with the one that sends orders, even where that one is killed."""
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    parent = parent_process()
    assert parent
    parent.join()
    os._exit(1)  # the others of its threads wait for orders


def set_up(materials: Materials) -> None:
    """Make this process ready to lay out; the first time takes most of a second."""
    from regesta.render.pdf import layout  # noqa: PLC0415 - see above

    layout.set_up(materials)


def lay_out(order: Order, materials: Materials | None = None) -> bytes:
    """One section as the bytes of a fragment; none where this process has no materials and gets none."""
    from regesta.render.pdf import layout  # noqa: PLC0415 - see above

    if materials is not None:
        layout.set_up(materials)
    with _undisturbed():
        return packed(_roomily(lambda: layout.lay_out(order))) if layout.is_ready() else b""


def _roomily(work: Callable[[], Fragment]) -> Fragment:
    """Work with half a megabyte of the interpreter's stack at hand, which saves a tenth of the time.

    CPython asks the system for its stack 16 KB at a time, and gives each piece back when a call returns to
    the one before (`push_chunk` in Python/pystate.c); layout calls across such a border all the time. A
    call that says it needs much gets a piece of that size, and what it calls has the rest.
    """
    return work()


_roomily.__code__ = _roomily.__code__.replace(co_stacksize=70_000)  # of 8 bytes; the next size is 1 MB


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the collector of garbage wait for the end of a section: to look through all boxes takes a fifth."""
    before = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        if before:
            gc.enable()
        gc.unfreeze()
