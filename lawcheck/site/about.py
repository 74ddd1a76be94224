"""What lies in the folder for people: how to set it up, and whose work is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lawcheck.model import Text


class Component(NamedTuple):
    """Somebody's work in the folder: its licence, the files it lies in, and where it comes from."""

    name: str
    version: str
    licence: str
    files: str
    source: str


_README = Text(
    """\
这个文件夹是一个网页，用来检查法治政府建设年度报告。检查全部在读者的浏览器里进行：
报告不上传，也不离开读者的电脑；网页打开以后，不再向任何地方取东西。

怎样放置
  把整个文件夹放到任意一台网页服务器（IIS、nginx、Apache、Tomcat 等）对外提供文件的
  目录下，用 http:// 或 https:// 地址打开其中的 index.html。内网即可，不需要互联网，
  也不需要在服务器上安装程序或设置响应头。文件只有 .html、.css、.js、.svg、.zip、
  .txt、.json 几种；WebAssembly 程序在 .zip 里，不必为 .wasm 设置 MIME 类型。
  试用：在这个文件夹里运行 python -m http.server，再打开 http://localhost:8000/

请注意
  直接双击 index.html（地址以 file:// 开头）打不开：浏览器不让这样的网页运行程序。
  浏览器要 2023 年以后的版本（Chrome、Edge 103，Firefox 114，Safari 16.4 起；双内核
  的浏览器请用极速模式）。第一次打开要下载约 {size} MB，以后由浏览器缓存。
  更新：用新版的 lawcheck build-site 写到同一个文件夹，再请读者刷新网页。

各部分的作者和许可见 LICENSES.txt。
""",
    """\
This folder is a page that checks annual reports on law-based government. All of
it happens in the reader's browser: papers are not uploaded and never leave the
reader's computer; once open, the page asks for nothing from anywhere.

Setting it up
  Put the whole folder where any web server (IIS, nginx, Apache, Tomcat …) serves
  files, and open its index.html by an address with http:// or https://. An
  intranet will do; there is nothing to install on the server and no header to
  set. The files are .html, .css, .js, .svg, .zip, .txt and .json; WebAssembly
  lies in a .zip, so there is no MIME type to set for .wasm.
  To try it: run python -m http.server in this folder, open http://localhost:8000/

Please note
  Opening index.html by a double click (an address with file://) does not work:
  browsers do not let such pages run programs.
  The browser must be from 2023 or later (Chrome and Edge 103, Firefox 114,
  Safari 16.4). The first visit loads about {size} MB, which the browser keeps.
  To update it, write the same folder with a newer lawcheck build-site and have
  readers reload the page.

LICENSES.txt tells the authors and licences of all parts.
""",
)

_LICENCES = Text(
    """\
本文件夹由以下各部分组成。许可全文在 lawcheck.zip 里的 *.dist-info 文件夹中，或见所列
来源。
""",
    """\
The parts of this folder. The texts of licences lie in lawcheck.zip, in folders
*.dist-info, or at the sources named.
""",
)


def readme(version: str, size: int) -> bytes:
    """Return the file that tells how to set the page up; ``size`` is what is loaded, in bytes."""
    loaded = max(1, round(size / 1_000_000))
    both = (_README.zh.format(size=loaded), _README.en.format(size=loaded))
    return _lines("\n".join((f"lawcheck {version}\n", *both)))


def licences(components: Iterable[Component]) -> bytes:
    """Return the list of components."""
    rows = (f"{c.name} {c.version}\n  {c.licence}\n  {c.files}\n  {c.source}\n" for c in components)
    return _lines("\n".join((_LICENCES.zh, _LICENCES.en, *rows)))


def _lines(text: str) -> bytes:
    """Return a text as Windows' editor of old shows it, too."""
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
