"""lawcheck build-site: a folder of static files that check papers in the browser alone."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lawcheck._version import __version__
from lawcheck.cli._build_site_arguments import Options, parse
from lawcheck.cli._reasons import reason
from lawcheck.cli._streams import say
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.readers import install_command
from lawcheck.renderers import visible
from lawcheck.site import pdfium, pyodide
from lawcheck.site.assembly import Site, site
from lawcheck.site.clients import fetch_pdfium, fetch_pyodide
from lawcheck.site.folder import refuse_foreign, write
from lawcheck.site.pdfium import Pdfium
from lawcheck.site.pyodide import Runtime

SUMMARY = Text("写一个在浏览器里检查报告的静态网页", "write a static page that checks in the browser")


def main(args: Sequence[str], lang: str) -> int:
    """Write the folder and return the exit status."""
    options = parse(args, lang)
    refuse_foreign(options.folder)
    made = site(_runtime(options.pyodide, options.lang), _pdfium(options), options.lang)
    try:
        write(options.folder, made.files, {"lawcheck": __version__, "pyodide": pyodide.VERSION})
    except OSError as error:
        why = reason(error)
        zh = f"不能写入 {options.folder}：{why.zh}"
        raise UsageError(zh, f"cannot write {options.folder}: {why.en}") from error
    _tell(made, options)
    return 0


def _runtime(path: str | None, lang: str) -> Runtime:
    if path is None:
        say(Text("正在用 npm 下载 Pyodide……", "fetching Pyodide by npm …").say(lang))
        return Runtime.of_archive(fetch_pyodide(), f"pyodide@{pyodide.VERSION}")
    if not os.path.isdir(path):
        return Runtime.of_archive(_read(path), path)
    try:
        return Runtime.of_folder(path)
    except OSError as error:
        raise _unread(error) from error


def _pdfium(options: Options) -> Pdfium | None:
    if options.no_pdf:
        return None
    if options.pypdfium2 is not None:
        return Pdfium.of_wheel(_read(options.pypdfium2), options.pypdfium2)
    say(Text("正在用 pip 下载读 PDF 的库……", "fetching the library for PDF files by pip …").say(options.lang))
    return Pdfium.of_wheel(fetch_pdfium(), pdfium.NAME)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise _unread(error) from error


def _unread(error: OSError) -> UsageError:
    why = reason(error)
    return UsageError(f"不能读取 {error.filename}：{why.zh}", f"cannot read {error.filename}: {why.en}")


def _tell(made: Site, options: Options) -> None:
    size = made.size / 1_000_000
    folder = visible(options.folder)
    told = Text(
        f"写好了 {folder}（{size:.1f} MB），放置办法见其中的 README.txt",
        f"{folder} is written ({size:.1f} MB), its README.txt tells how to set it up",
    )
    print(told.say(options.lang))
    for extra, what in made.lacking.items():
        command = install_command(extra)
        lacks = Text(f"{what.zh}；要有，先 {command}", f"{what.en}; for that, {command} first")
        say(lacks.say(options.lang))
