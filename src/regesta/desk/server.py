"""The preview's pages and its stream of news, on this machine alone: one reader, one checker, many windows.

Every request must name a trusted host, and every POST the token of this run, which only our own page and
whoever may read the user's cache knows. What takes the processor runs in two threads: one reads and sets
pages, the other checks.
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from regesta.desk.counting import Counting
from regesta.desk.deeds import Deed
from regesta.desk.galley import WIDTHS
from regesta.desk.reading import Reading
from regesta.desk.shell import AUDIENCES, Shell, told
from regesta.desk.windows import Windows
from regesta.model import Audience

HOSTS = ["127.0.0.1", "localhost"]
BLANK = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>-</title></head><body/></html>'
PAUSE = 0.3  # seconds without a change before the whole manuscript is checked
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
KEPT = {"Cache-Control": "max-age=3600"}  # of faces, which never change


def _thread(name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, name)


class Preview:
    """A manuscript that is watched, and the windows that show it."""

    def __init__(
        self,
        reading: Reading,
        shell: Shell,
        opened: Callable[[str, int], str],
        watched: Callable[[], AsyncIterator[Iterable[str]]],
    ) -> None:
        self.reading, self.shell, self.opened, self.watched = reading, shell, opened, watched
        self.token, self.windows = secrets.token_urlsafe(24), Windows()
        self.reader, self.checker, self.printer = map(_thread, ("reader", "checker", "printer"))
        self.counting = Counting(reading.folder, reading.texts, shell.faces)
        self.due: asyncio.Task[None] | None = None
        self.counted: asyncio.Task[None] | None = None

    def app(self) -> Starlette:
        """The routes."""
        routes = [
            Route("/", self.window),
            Route("/parts", self.parts),
            Route("/page/{form}/{audience}/{part}", self.page),
            Route("/faults", self.faults),
            Route("/changes", self.changes),
            Route("/where", self.where),
            Route("/events", self.events),
            Route("/open", self.open, methods=["POST"]),
            Route("/cursor", self.cursor, methods=["POST"]),
            Route("/decide", self.decide, methods=["POST"]),
            Route("/script/{name}", self.script),
            Route("/css/{name}", self.sheet),
            Route("/face/{name}", self.face),
            Route("/picture/{path:path}", self.picture),
            Route("/sheet/{across:int}/{name}", self.sheet_of_paper),
        ]
        trusted = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
        return Starlette(routes=routes, middleware=[trusted], lifespan=self.living)

    @contextlib.asynccontextmanager
    async def living(self, _app: Starlette) -> AsyncIterator[None]:
        """While the server runs, files are watched; the first check begins at once."""
        watcher = asyncio.create_task(self._watch())
        self.due = asyncio.create_task(self._check(0))
        yield
        for task in (watcher, self.due):
            task.cancel()
        for pool in (self.reader, self.checker, self.printer):
            pool.shutdown(wait=False, cancel_futures=True)
        self.counting.close()
        self.shell.galley.printing.close()  # whoever waits for a layout waits no more

    # What was saved -----------------------------------------------------------------------------

    async def _watch(self) -> None:
        async for paths in self.watched():
            await self._saved(frozenset(paths))

    async def _saved(self, paths: frozenset[str]) -> None:
        before = self.reading.state
        state = await self._in(self.reader, self.reading.saved, paths)
        if state.version != before.version:
            self.windows.tell("saved", {"version": state.version})
            if self.due:
                self.due.cancel()
            self.due = asyncio.create_task(self._check(PAUSE))

    async def _check(self, pause: float) -> None:
        await asyncio.sleep(pause)
        state = self.reading.state
        found = await self._in(self.checker, self.reading.check, state)
        self.shell.checked(state, found)
        self.windows.tell("checked", {"version": state.version, "counts": self.shell.counts()})

    def _count(self, audience: Audience) -> None:
        """Have the whole book laid out behind everything else, for its page numbers; one at a time."""

        async def counted() -> None:
            if await self.counting.counted(audience, self.reading.state.version):
                self.windows.tell("numbered", {})

        if self.counted is None or self.counted.done():
            self.counted = asyncio.create_task(counted())

    @staticmethod
    async def _in(pool: ThreadPoolExecutor, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *given)

    # What is asked for --------------------------------------------------------------------------

    async def window(self, _request: Request) -> Response:
        """The page around all others."""
        made = await self._in(self.reader, self.shell.window, self.reading.state, self.token)
        return Response(made, media_type="text/html", headers=HEADERS)

    async def parts(self, _request: Request) -> Response:
        """The list of parts."""
        made = await self._in(self.reader, self.shell.parts, self.reading.state)
        return Response(made, media_type="text/html", headers=HEADERS)

    async def page(self, request: Request) -> Response:
        """A part of the book; what keeps it in an older form goes before it."""
        part, form, audience = (request.path_params[name] for name in ("part", "form", "audience"))
        printed = form == "print" and audience in AUDIENCES
        made = await (
            self._printed(part, audience)
            if printed
            else self._in(self.reader, self._page, part, form, audience)
        )
        if made is None:
            return Response("no such page", 404, headers=HEADERS)
        xhtml, version, faulty = made
        said = {"X-Version": str(version), "X-Faulty": str(int(faulty))}
        return Response(xhtml, media_type="application/xhtml+xml", headers=HEADERS | said)

    def _page(self, part: str, form: str, audience: str) -> tuple[str, int, bool] | None:
        return self.shell.page(self.reading.state, part, form, audience)

    async def _printed(self, part: str, audience: Audience) -> tuple[str, int, bool] | None:
        galley = self.shell.galley
        job = await self._in(self.reader, galley.typeset, self.reading.state, part, audience)
        if job is None:
            return None
        job = await self._in(self.printer, galley.lay_out, job)
        if job.printed and not job.printed.numbered:
            self._count(audience)
        return told(await self._in(self.reader, galley.show, job))

    async def faults(self, request: Request) -> Response:
        """All that a check has found, and what keeps the part that is looked at in an older form."""
        part = request.query_params.get("part", "")
        made = await self._in(self.reader, self.shell.faults, self.reading.state, part)
        return Response(made, media_type="text/html", headers=HEADERS)

    async def changes(self, request: Request) -> Response:
        """What editors propose and say, and nobody has decided; of one author, if that is asked for."""
        author = request.query_params.get("author", "")
        made, count = await self._in(self.reader, self.shell.changes, self.reading.state, author)
        return Response(made, media_type="text/html", headers=HEADERS | {"X-Changes": str(count or "")})

    async def where(self, request: Request) -> Response:
        """In which part an anchor lies, or a file."""
        asked = request.query_params
        made = await self._in(
            self.reader, self.shell.where, self.reading.state, asked.get("anchor", ""), asked.get("path", "")
        )
        return JSONResponse({"part": made}, headers=HEADERS)

    async def events(self, _request: Request) -> Response:
        """News, for as long as the window is open."""
        checked = self.shell.version == self.reading.state.version
        first = json.dumps({"token": self.token, "checked": checked, "counts": self.shell.counts()})
        stream = self.windows.stream(f"event: hello\ndata: {first}\n\n")
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)

    # What is told -------------------------------------------------------------------------------

    async def open(self, request: Request) -> Response:
        """Open a line in the editor; says what was done."""
        place = await self._told(request)
        if isinstance(place, Response):
            return place
        return JSONResponse({"said": await self._in(self.checker, self.opened, *place)}, headers=HEADERS)

    async def cursor(self, request: Request) -> Response:
        """An editor's cursor stands in this line: show it."""
        place = await self._told(request)
        if isinstance(place, Response):
            return place
        path, line = place
        part = self.shell.where(self.reading.state, "", path)
        self.windows.tell("cursor", {"path": path, "line": line, "part": part})
        return JSONResponse({"part": part}, headers=HEADERS)

    async def decide(self, request: Request) -> Response:
        """Accept, reject or answer a change in its file."""
        if refused := self._stranger(request):
            return refused
        try:
            deed = Deed.of(json.loads(await request.body()))
        except (ValueError, KeyError, TypeError):
            return Response("a change and a deed are wanted", 400, headers=HEADERS)
        done, said = await self._in(self.reader, self.shell.do, self.reading, deed)
        if done:
            await self._saved(frozenset((deed.path,)))
        return JSONResponse({"said": said}, 200 if done else 409, headers=HEADERS)

    def _stranger(self, request: Request) -> Response | None:
        """The answer to somebody who does not know the token."""
        given = request.headers.get("x-regesta-token", "")
        known = secrets.compare_digest(given.encode(), self.token.encode())
        return None if known else Response("the token of this preview is missing", 403, headers=HEADERS)

    async def _told(self, request: Request) -> tuple[str, int] | Response:
        """A place in a text of the manuscript, from somebody who knows the token."""
        if refused := self._stranger(request):
            return refused
        try:
            said = json.loads(await request.body())
            path, line = self.shell.inside(str(said["path"])), int(said["line"])
        except (ValueError, KeyError, TypeError):
            return Response("a path and a line are wanted", 400, headers=HEADERS)
        if path not in self.reading.state.inputs.texts:
            return Response("the manuscript has no such text", 404, headers=HEADERS)
        return path, max(1, line)

    # What pages are made with -------------------------------------------------------------------

    async def script(self, request: Request) -> Response:
        """What moves in the window."""
        return self._file(self.shell.scripts.get(request.path_params["name"]), "text/javascript", HEADERS)

    async def sheet(self, request: Request) -> Response:
        """A stylesheet of the theme, its faces from here; `blank` is a page into which a part is put."""
        if request.path_params["name"] == "blank":
            return Response(BLANK, media_type="application/xhtml+xml", headers=HEADERS)
        made = self.shell.sheet(self.reading.state, request.path_params["name"])
        return self._file(made, "text/css", HEADERS)

    async def face(self, request: Request) -> Response:
        """A face of the house."""
        return self._file(self.shell.faces.get(request.path_params["name"]), "font/ttf", KEPT)

    async def sheet_of_paper(self, request: Request) -> Response:
        """A printed page as a picture; its name changes with all that is drawn on it."""
        name, across = (request.path_params[one] for one in ("name", "across"))
        drawn = self.shell.galley.printing.picture
        made = await self._in(self.printer, drawn, name, across) if across in WIDTHS else None
        return self._file(made, "image/png", KEPT)

    async def picture(self, request: Request) -> Response:
        """A picture of the manuscript."""
        path = request.path_params["path"]
        kind = "image/svg+xml" if path.endswith(".svg") else f"image/{path.rpartition('.')[2]}"
        return self._file(self.reading.state.inputs.pictures.get(path), kind, HEADERS)

    @staticmethod
    def _file(data: bytes | None, kind: str, headers: dict[str, str]) -> Response:
        if data is None:
            return Response("no such file", 404, headers=HEADERS)
        return Response(data, media_type=kind, headers=headers)
