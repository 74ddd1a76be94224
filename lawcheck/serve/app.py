"""The requests of the page: papers come in one by one, and what was made of them goes out."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from importlib import resources
from json import dumps
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Lifespan

from lawcheck.desk import Desk, Made, cannot
from lawcheck.errors import LawcheckError, UsageError
from lawcheck.many import internal
from lawcheck.model import Text
from lawcheck.renderers._html.policy import policy
from lawcheck.serve.desks import FILE_LIMIT, MOST_PAPERS, Desks

Answered = TypeVar("Answered")

_MEDIA = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_OTHER_DOORS = ("local.js", "worker.js", "unzip.js")
_FILES: Mapping[str, Callable[[Desk, Request], Made]] = {
    "page": lambda desk, _: desk.page(),
    "table": lambda desk, _: desk.table(),
    "words": lambda desk, _: desk.words(),
    "words/{number:int}": lambda desk, request: desk.word(request.path_params["number"]),
}
_DRAINED = 10 * FILE_LIMIT  # of a body that is too large: read to its end so that the answer is seen


class Work:
    """What the requests share: the desks, in one thread at a time, and when anything was last asked for."""

    def __init__(self, desks: Desks, lang: str) -> None:
        """Take the desks."""
        self.desks, self.lang = desks, lang
        self.last = time.monotonic()
        self._waiting = 0
        self._limiter: CapacityLimiter | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._waiting > 0

    async def do(self, act: Callable[[], Answered]) -> Answered:
        """Do something that takes its time, one at a time, while the page is answered."""
        self._limiter = self._limiter or CapacityLimiter(1)  # needs the loop
        self._waiting += 1
        try:
            return await to_thread.run_sync(act, limiter=self._limiter)
        finally:
            self._waiting -= 1
            self.last = time.monotonic()


def app(work: Work, lifespan: Lifespan[Starlette]) -> Starlette:
    """Return the app; whoever asks is looked at by `Guard`. ``lifespan`` goes on beside it."""
    files = _files(work.lang)

    def page(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in files:
            return Response(status_code=404)
        return Response(files[name], media_type=_MEDIA[PurePosixPath(name).suffix])

    routes = [
        Route("/", page),
        Route("/desks", _endpoint(work, _new), methods=["POST"]),
        Route("/desks/{desk}", _endpoint(work, _clear), methods=["DELETE"]),
        Route("/desks/{desk}/papers", _endpoint(work, _check), methods=["POST"]),
        Route("/desks/{desk}/report", _endpoint(work, _report)),
        *(Route(f"/desks/{{desk}}/{path}", _endpoint(work, _to_keep(make))) for path, make in _FILES.items()),
        Route("/{name}", page),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


@cache
def _files(lang: str) -> Mapping[str, bytes]:
    """Return the files of the page by name, in a language."""
    folder = resources.files("lawcheck.desk") / "page"
    files = {each.name: each.read_bytes() for each in folder.iterdir() if each.name not in _OTHER_DOORS}
    files["door.js"] = files.pop("served.js")
    code = Text("zh-CN", "en").say(lang).encode()
    files["index.html"] = files["index.html"].replace(b'<html lang="zh-CN">', b'<html lang="%s">' % code)
    return files


def _endpoint(
    work: Work, answer: Callable[[Request, Work], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that tells in a sentence what goes wrong."""

    async def endpoint(request: Request) -> Response:
        work.last = time.monotonic()
        try:
            return await answer(request, work)
        except LawcheckError as error:
            return _sorry(request, error.say(work.lang), 400)
        except Exception as error:  # a paper on which the check fails stops no page
            return _sorry(request, internal(error).say(work.lang), 500)

    return endpoint


def _sorry(request: Request, sentence: str, status: int) -> Response:
    """Return a sentence for the page's script, or as it is where a frame or window shows it."""
    if "text/html" in request.headers.get("accept", ""):
        return Response(sentence.encode("utf-8", "backslashreplace"), status, media_type="text/plain")
    return _json({"error": sentence}, status)


async def _new(request: Request, work: Work) -> Response:
    limits = {"fileLimit": FILE_LIMIT, "paperLimit": MOST_PAPERS, "cannot": cannot()}
    return _json({"desk": await work.do(work.desks.new), **limits})


async def _clear(request: Request, work: Work) -> Response:
    await work.do(partial(work.desks.clear, request.path_params["desk"]))
    return Response(status_code=204)


async def _check(request: Request, work: Work) -> Response:
    data, name = await _body(request), request.query_params.get("name", "")
    force = request.query_params.get("force") == "1"
    check = partial(work.desks.check, request.path_params["desk"], name, data, force=force)
    return _json((await work.do(check))._asdict())


async def _body(request: Request) -> bytes:
    """Return the body of a request.

    Raises:
        UsageError: It is larger than a paper may be.
    """
    size, pieces = 0, []
    async for piece in request.stream():
        size += len(piece)
        if size <= FILE_LIMIT:
            pieces.append(piece)
        elif size > _DRAINED:
            break
    if size > FILE_LIMIT:
        most = f"{FILE_LIMIT >> 20} MB"
        raise UsageError(f"文件超过 {most}，没有检查", f"the file is larger than {most} and was not checked")
    return b"".join(pieces)


async def _report(request: Request, work: Work) -> Response:
    made = await work.do(lambda: _desk(request, work).report())
    headers = {"content-security-policy": f"{policy()}; frame-ancestors 'self'"}
    return Response(made, media_type="text/html", headers=headers)


def _desk(request: Request, work: Work) -> Desk:
    return work.desks.find(request.path_params["desk"])


def _to_keep(make: Callable[[Desk, Request], Made]) -> Callable[[Request, Work], Awaitable[Response]]:
    """Return what sends a file to be kept."""

    async def answer(request: Request, work: Work) -> Response:
        made = await work.do(lambda: make(_desk(request, work), request))
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(made.name, safe='')}"}
        return Response(made.data, media_type=made.media, headers=headers)

    return answer


def _json(told: Mapping[str, object], status: int = 200) -> Response:
    """Return an answer in ASCII: names may hold what no encoding has."""
    return Response(dumps(told), status, media_type="application/json")
