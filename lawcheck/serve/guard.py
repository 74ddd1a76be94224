"""Who may ask: this machine's browser with the session's cookie, on our own page, and nobody else.

Any page that a browser shows can send requests to this machine; a name of its own may even lead here.
"""

from __future__ import annotations

import secrets
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lawcheck.model import Text

POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_SAFE = ("GET", "HEAD")
_OWN = ("same-origin", "none")  # what a browser says of a request by our page, or by the person
_LINK = Text(
    "请用命令窗口里显示的链接打开这个网页。链接只能用一次；用过了，请关掉命令窗口，重新打开 lawcheck serve。",
    "Please open this page by the link that the command window shows. It works once only; if it was used, "
    "please end lawcheck serve and start it anew.",
)
_ELSEWHERE = Text("不接受来自其他网页的请求。", "Requests by other pages are not answered.")


class Guard:
    """Lets through what may ask, and gives every answer the headers that keep it to itself."""

    def __init__(self, app: ASGIApp, port: int, token: str, lang: str) -> None:
        """Take the port that is listened to, and the token that is good for one session."""
        self._app, self._lang = app, lang
        self._token: str | None = token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._cookie, self._session = f"lawcheck-{port}", secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the app answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._answer(Request(scope)) or self._app
        await answer(scope, receive, sent)

    def _answer(self, request: Request) -> Response | None:
        """Return the answer to a request that the app is not to see."""
        if not self._is_own(request.headers, request.method, request.url.path):
            return self._refusal(_ELSEWHERE)
        if secrets.compare_digest(request.cookies.get(self._cookie, "").encode(), self._session.encode()):
            return RedirectResponse("/", 303) if "token" in request.query_params else None
        given = request.query_params.get("token", "")
        if self._token and secrets.compare_digest(given.encode(), self._token.encode()):
            self._token = None
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict")
            return answer
        return self._refusal(_LINK)

    def _is_own(self, headers: Headers, method: str, path: str) -> bool:
        """Tell whether a request is for our address and by our page, or by a person who opens it."""
        host = headers.get("host", "")
        if host not in self._hosts:
            return False
        if method not in _SAFE and headers.get("origin") != f"http://{host}":
            return False
        opens = path == "/" and method in _SAFE
        return opens or headers.get("sec-fetch-site", "none") in _OWN

    def _refusal(self, why: Text) -> Response:
        lang = Text("zh-CN", "en").say(self._lang)
        page = f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><title>lawcheck</title><p>'
        return HTMLResponse(f"{page}{escape(why.say(self._lang))}</p></html>", 403)
