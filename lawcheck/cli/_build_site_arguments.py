"""What ``lawcheck build-site`` can be asked, and its help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lawcheck.cli._parser import Parser
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.site import pdfium, pyodide

_HELP = Text(
    """\
用法：lawcheck build-site 文件夹 [选项]

写一个静态网页（一个文件夹），放到任意网页服务器上，读者在浏览器里检查报告。
报告不上传：检查全部在读者的浏览器里进行。服务器只要能提供文件，内网即可。

  文件夹                  新的、空的，或以前由 build-site 写的（整个换新）；
                          里面有别的文件就不写
  --pyodide 路径          浏览器里的 Python：npm 软件包 pyodide {pyodide} 的 .tgz
                          文件，或它解开后的文件夹；不写则用 npm 下载
  --pypdfium2 文件        读 PDF 的库：pypdfium2 {pdfium} 供 Pyodide 用的 .whl
                          文件；不写则用 pip 下载
  --no-pdf                不带读 PDF 的库，网页不读 PDF

不能上网的电脑，先在别处取好这两个文件：
  npm pack pyodide@{pyodide}
  pip download pypdfium2=={pdfium} --no-deps --only-binary=:all: \\
      --platform={platform} --python-version={python}

附加组件 doc、batch 装在这里的，网页里也有：读旧版 Word，写 Excel 表格。

  --lang 语言             网页和提示的语言：zh、en，默认 zh
  -h, --help              显示本说明
  --version               显示版本

退出状态：0 已写；2 参数有误、缺少文件或写不出；130 中断
""",
    """\
usage: lawcheck build-site FOLDER [options]

Write a static page (a folder) for any web server, on which readers check papers
in their browsers. Papers are not uploaded: all of it happens in the browser.
The server only has to serve files, an intranet will do.

  FOLDER                new, empty, or one that build-site wrote before (all of
                        it is replaced); never over anything else
  --pyodide PATH        the Python for browsers: the .tgz of npm's package
                        pyodide {pyodide}, or its unpacked folder; by default npm
                        fetches it
  --pypdfium2 FILE      the library for PDF files: the .whl of pypdfium2 {pdfium}
                        for Pyodide; by default pip fetches it
  --no-pdf              leave it out; the page reads no PDF

For a computer that is offline, fetch these two files elsewhere:
  npm pack pyodide@{pyodide}
  pip download pypdfium2=={pdfium} --no-deps --only-binary=:all: \\
      --platform={platform} --python-version={python}

The extras doc and batch are in the page where they are installed here: it reads
old Word files and writes Excel tables.

  --lang LANGUAGE       of the page and of messages: zh, en; default zh
  -h, --help            show this help
  --version             show the version

exit status: 0 written; 2 bad arguments, a file is missing, or the folder could
not be written; 130 interrupted
""",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Options:
    """What the command line asks for."""

    folder: str
    pyodide: str | None
    pypdfium2: str | None
    no_pdf: bool
    lang: str


def parse(args: Sequence[str], lang: str) -> Options:
    """Return what the arguments ask for.

    Raises:
        UsageError: They make no sense.
    """
    parser = Parser("lawcheck build-site", lambda: _help(lang), lang)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--pyodide")
    parser.add_argument("--pypdfium2")
    parser.add_argument("--no-pdf", action="store_true")
    options = Options(**vars(parser.parse_args(args)))
    if not options.folder:
        raise UsageError("没有写要写入的文件夹", "no folder to write was given")
    if options.no_pdf and options.pypdfium2:
        raise UsageError("--no-pdf 和 --pypdfium2 只能写一个", "--no-pdf and --pypdfium2 exclude each other")
    return options


def _help(lang: str) -> str:
    return _HELP.say(lang).format(
        pyodide=pyodide.VERSION, python=pyodide.PYTHON, platform=pyodide.PLATFORM, pdfium=pdfium.VERSION
    )
