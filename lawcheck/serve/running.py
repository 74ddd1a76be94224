"""Listen on this machine, open the browser, and end when nobody asks for anything any more."""

from __future__ import annotations

import asyncio
import errno
import os
import secrets
import socket
import sys
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Thread

import uvicorn

from lawcheck.desk import Desk
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.serve.app import Work, app
from lawcheck.serve.desks import Desks
from lawcheck.serve.guard import Guard

_HOST = "127.0.0.1"
_LOOK = 1.0  # seconds between two looks at whether anybody is still there
_LONGEST_GOODBYE = 3  # seconds for answers that are on their way
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
_OPEN = Text("请在浏览器里打开下面的地址：", "Please open this address in a browser:")
_STOP = Text("用完后按 Ctrl+C 结束，或直接关掉这个窗口。", "Ctrl+C, or closing this window, ends it.")
_UNOPENED = Text(
    "浏览器没有自动打开，请把上面的地址复制到浏览器的地址栏。",
    "The browser did not open by itself, please copy the address above into it.",
)
_IDLE = Text("{:g} 分钟没有使用，已自动结束。", "Nothing was asked for in {:g} minutes: ended.")
_ENDED = Text("已结束。", "Ended.")


def serve(
    make: Callable[[], Desk], tell: Callable[[str], None], *, port: int, idle: float, opens: bool, lang: str
) -> None:
    """Serve the page until it is interrupted or nobody has asked for anything for ``idle`` minutes.

    ``make`` makes a desk, ``tell`` shows a line to whoever started it. A free port is taken where ``port``
    is 0; ``opens`` opens the browser.

    Raises:
        UsageError: The port cannot be had.
    """
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{_HOST}:{port}/?token={token}"
        tell(_OPEN.say(lang))
        tell(address)  # on a line of its own, to be copied
        tell(_STOP.say(lang))
        if opens:  # it may take its time, and in a thread it holds nothing up
            Thread(target=_open, args=(address, lambda: tell(_UNOPENED.say(lang))), daemon=True).start()
        is_idle = _run(listener, Work(Desks(make), lang), port, token, 60 * idle)
    tell(_IDLE.say(lang).format(idle) if is_idle else _ENDED.say(lang))


def _listening(port: int) -> socket.socket:
    """Return a socket that listens on this machine only."""
    # TCP by name: only then does asyncio send at once what it has, and not 40 ms later
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform == "win32":  # there another program could take the port, too
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise _no_port(port, error) from error
    return listener


def _no_port(port: int, error: OSError) -> UsageError:
    zh, en = f"不能使用端口 {port}（{error.strerror}）", f"port {port} cannot be used ({error.strerror})"
    if error.errno == errno.EADDRINUSE:
        zh, en = f"端口 {port} 已被别的程序占用", f"port {port} is taken by another program"
    elif isinstance(error, PermissionError):
        zh, en = f"没有权限使用端口 {port}", f"there is no permission to use port {port}"
    return UsageError(f"{zh}；请换一个，或不写 --port", f"{en}; choose another, or leave out --port")


def _open(address: str, failed: Callable[[], None]) -> None:
    # where there is no screen, a browser in the terminal would take the place of this program
    shows = sys.platform in ("win32", "darwin") or any(map(os.environ.get, _DISPLAYS))
    try:
        done = shows and webbrowser.open(address)
    except (webbrowser.Error, OSError):
        done = False
    if not done:
        failed()


def _run(listener: socket.socket, work: Work, port: int, token: str, idle: float) -> bool:
    """Answer until it is interrupted or idle; tell whether it was idle."""
    ended = False

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        watch = asyncio.create_task(watching())
        yield
        watch.cancel()

    async def watching() -> None:
        nonlocal ended
        while work.is_busy or time.monotonic() - work.last < idle:
            await asyncio.sleep(min(_LOOK, idle))
        ended = server.should_exit = True

    server = uvicorn.Server(
        uvicorn.Config(
            Guard(app(work, lifespan), port, token, work.lang),
            lifespan="on",
            log_config=None,
            log_level="critical",  # at the end it would log what was cut off with tracebacks
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_LONGEST_GOODBYE,
        )
    )
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:  # the usual end
        return False
    return ended
