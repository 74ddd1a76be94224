"""The desk's page for a site: with a policy of what it may load, and a word where it cannot run."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources

from lawcheck.model import Text
from lawcheck.renderers._html.policy import policy

_DOOR, _OTHER_DOORS = "local.js", ("served.js",)
_HEAD, _END = '<meta charset="utf-8">', "</body>"
_LANGUAGE = re.compile(r'<html lang="[\w-]+">')

# What is said by notice.js where the page's own script does not run, by the id of its element.
_NOTICES = {
    "unserved": Text(
        "这个网页要放在网页服务器上，用 http:// 或 https:// 开头的地址打开；"
        "直接双击文件打开时，浏览器不让它运行。"
        "浏览器太旧（2023 年以前的版本）也不能运行。放置办法见同一文件夹里的 README.txt。",
        "This page has to lie on a web server and be opened by an address that begins with http:// or "
        "https://; browsers do not let it run when its file is opened. Nor does it run in browsers from "
        "before 2023. README.txt in the same folder tells how to set it up.",
    ),
    "unloaded": Text(
        "网页没有下载完整，请按 Ctrl+F5 刷新。仍不行，请管理员检查：文件夹里的文件是否齐全，"
        "服务器是否把 .js 文件作为 JavaScript（text/javascript）提供。",
        "The page was not loaded wholly, please reload it (Ctrl+F5). If that does not help, whoever set it "
        "up should see whether all files are there and the server serves .js files as JavaScript "
        "(text/javascript).",
    ),
}


def page(lang: str) -> dict[str, bytes]:
    """Return the files of the page by name, in a language."""
    files = {each.name: each.read_bytes() for each in (resources.files("lawcheck.desk") / "page").iterdir()}
    files["door.js"] = files.pop(_DOOR)
    for name in _OTHER_DOORS:
        files.pop(name, None)
    files["index.html"] = _index(files["index.html"].decode(), lang).encode()
    return files


def _index(html: str, lang: str) -> str:
    code = Text("zh-CN", "en").say(lang)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(site_policy(), quote=False)}">'
    notices = (
        f'<p id="{name}" role="alert" hidden>{escape(text.say(lang))}</p>\n'
        for name, text in _NOTICES.items()
    )
    html = _LANGUAGE.sub(f'<html lang="{code}">', html, count=1)
    html = html.replace(_HEAD, f"{_HEAD}\n{meta}\n<script>{_notice()}</script>", 1)
    return html.replace(_END, "".join(notices) + _END, 1)


@cache
def _notice() -> str:
    return (resources.files("lawcheck.site") / "notice.js").read_text("utf-8")


def site_policy() -> str:
    """Return the content security policy of the page.

    It holds for what the page makes, too: for the worker and for the report in the frame, so that what the
    report may run is named here again.
    """
    scripts = " ".join(("'self'", "'wasm-unsafe-eval'", _hash(_notice()), *_reports("script-src")))
    styles = " ".join(("'self'", *_reports("style-src")))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; connect-src 'self'; img-src 'self'; "
        "worker-src 'self' blob:; frame-src blob:; base-uri 'none'; form-action 'none'"
    )


def _reports(directive: str) -> list[str]:
    """Return the hashes that the report's own policy allows."""
    found = re.search(rf"(?:^|; ){directive} ([^;]*)", policy())
    return re.findall(r"'sha256-[^']+'", found[1]) if found else []


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
