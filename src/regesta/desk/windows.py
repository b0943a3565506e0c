"""All windows that are open, and the stream of news that each of them reads."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Windows:
    """All streams of news that are open."""

    open: set[asyncio.Queue[str | None]] = field(default_factory=set)
    ended: bool = False

    def tell(self, name: str, news: dict[str, Any]) -> None:
        """Something to all of them."""
        said = f"event: {name}\ndata: {json.dumps(news)}\n\n"
        for window in self.open:
            window.put_nowait(said)

    def end(self) -> None:
        """Close them, so that nobody waits for them."""
        self.ended = True
        for window in self.open:
            window.put_nowait(None)

    async def stream(self, first: str) -> AsyncIterator[str]:
        """What one window is told, from now on."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self.open.add(queue)
        try:
            yield first
            while not self.ended and (said := await queue.get()) is not None:
                yield said
        finally:
            self.open.discard(queue)
