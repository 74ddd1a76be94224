"""The static site in a browser: the same results as here, and nothing leaves it.

It needs Chromium, and Pyodide: from npm, or the file or folder that LAWCHECK_PYODIDE names.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from browsing import browser, drop, needs_browser
from makers.papers import as_docx
from playwright.sync_api import Browser, Error, Page
from quotations import bare

from lawcheck import cli
from lawcheck.desk import Desk
from lawcheck.errors import UsageError
from lawcheck.site.archives import packed
from lawcheck.site.clients import fetch_pdfium, fetch_pyodide

pytestmark = needs_browser
TESTS = Path(__file__).parent
OTHER = (
    "云溪县2023年政府信息公开工作年度报告\n"
    "根据《中华人民共和国政府信息公开条例》规定，现公布本年度报告。全年主动公开政府信息三千余条。\n"
)
GAPPY = (TESTS.parent / "examples" / "gappy.txt").read_bytes()
PATIENCE = 120_000  # milliseconds, on a busy machine
INSIDE = "/offices/checks/"  # where the site lies on its server: not at the top
PAPERS = {
    "报告.txt": GAPPY,
    "报告.docx": as_docx(GAPPY.decode()),
    "旧版.doc": (TESTS / "files" / "complete.doc").read_bytes(),
    "网页.html": f"<html><body><p>{GAPPY.decode()}</p></body></html>".encode(),
    "<img src=x onerror=alert(1)>.txt": b"<script>alert(1)</script>" + GAPPY,
    "坏.docx": b"PK\x03\x04" + bytes(1000),
    "炸弹.docx": packed({"[Content_Types].xml": b"", "word/document.xml": b" " * 50_000_000}),
    "半个\ud800字.txt": GAPPY,
    "空.txt": b"",
    "English.txt": b"This is no Chinese paper at all, and nothing in it is.\n" * 20,
}


# --- a site, a server and a page


class _Server(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, seen: list[str], directory: str) -> None:
        self._seen = seen
        super().__init__(*args, directory=directory)

    def log_message(self, format: str, *args: Any) -> None:
        """Note what was asked for, and print nothing."""
        self._seen.append(self.path)


class _Open(_Server):
    def end_headers(self) -> None:
        """Let pages of other servers read what is served here."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@contextmanager
def served(folder: Path, handler: type[_Server] = _Server, seen: list[str] | None = None) -> Iterator[str]:
    """Serve a folder's files and give the address; what is asked for is added to ``seen``."""
    seen = [] if seen is None else seen
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, seen=seen, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the path of Pyodide."""
    given = os.environ.get("LAWCHECK_PYODIDE")
    if given:
        return given
    path = tmp_path_factory.mktemp("runtime") / "pyodide.tgz"
    try:
        path.write_bytes(fetch_pyodide())
    except UsageError as error:
        pytest.skip(f"no Pyodide here: {error}")
    return str(path)


@pytest.fixture(scope="module")
def site(runtime: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a real site, in a folder of its server's folder."""
    work = tmp_path_factory.mktemp("site")
    try:
        (work / "library.whl").write_bytes(fetch_pdfium())
    except UsageError as error:
        pytest.skip(f"no library for PDF files here: {error}")
    target = work / "served" / INSIDE.strip("/")
    target.parent.mkdir(parents=True)
    options = ["--pyodide", runtime, "--pypdfium2", str(work / "library.whl")]
    assert cli.main(["build-site", str(target), *options]) == 0
    return target


@pytest.fixture(scope="module")
def chromium(runtime: str) -> Iterator[Browser]:
    with browser() as opened:
        yield opened


class Visit(NamedTuple):
    """A page of the site that is ready, what it said of itself, what it asked for, and its server saw."""

    page: Page
    ready: dict[str, Any]
    asked: list[str]
    seen: list[str]
    said: list[str]


@contextmanager
def visiting(chromium: Browser, root: Path) -> Iterator[Visit]:
    asked, seen, said = list[str](), list[str](), list[str]()
    with served(root, seen=seen) as address, chromium.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}{INSIDE}")
        yield Visit(page, call(page, "ready", "() => {}"), asked, seen, said)


@pytest.fixture(scope="module")
def visit(chromium: Browser, site: Path) -> Iterator[Visit]:
    with visiting(chromium, site.parents[1]) as opened:
        yield opened


def call(page: Page, name: str, *asked: str) -> Any:
    """Call the page's door; arguments are JavaScript."""
    wish = f"door.{name}({', '.join(asked)})"
    return page.evaluate(f"async () => {{ const {{door}} = await import('./door.js'); return {wish} }}")


def check(page: Page, name: str, data: bytes, force: bool = False) -> Any:
    """Lay down a paper and return what the page is told of it."""
    coded = base64.b64encode(data).decode()
    blob = f"new Blob([Uint8Array.from(atob('{coded}'), (letter) => letter.charCodeAt(0))])"
    return call(page, "check", json.dumps(name), blob, json.dumps(force))


def kept(page: Page, name: str, *asked: str) -> tuple[str, bytes]:
    """Download a file that the page made, as people do; return its name and content."""
    made = call(page, name, *asked)
    with page.expect_download() as download:
        page.evaluate(
            "({url, name}) => { const link = document.createElement('a'); link.href = url;"
            " link.download = name ?? 'report.html'; link.click() }",
            made,
        )
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


# --- what it does


def test_results_are_those_of_the_desk(visit: Visit) -> None:
    desk, page, before = Desk(), visit.page, len(visit.said)
    call(page, "clear")
    for name, data in PAPERS.items():
        for force in (False, True):
            assert check(page, name, data, force) == desk.check(name, data, force=force)._asdict()
    assert kept(page, "report")[1] == desk.report()
    assert kept(page, "page") == ("检查结果.html", desk.report())
    number = next(told.number for told in desk.told() if told.name == "报告.docx")
    copy = desk.word(number)
    name, data = kept(page, "word", str(number))
    assert name == copy.name
    assert parts(data) == parts(copy.data)
    name, data = kept(page, "words")
    assert name == desk.words().name
    assert parts(data).keys() == parts(desk.words().data).keys()
    name, data = kept(page, "table")
    assert name == "检查结果.xlsx"
    assert parts(data)["xl/worksheets/sheet1.xml"] == parts(desk.table().data)["xl/worksheets/sheet1.xml"]
    assert visit.said[before:] == []


def parts(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip: the bytes of how they are packed depend on the machine."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_pdf_files_are_read(visit: Visit) -> None:
    call(visit.page, "clear")
    data, desk = (TESTS / "files" / "complete.pdf").read_bytes(), Desk()
    assert visit.ready["cannot"] == []
    assert check(visit.page, "报告.pdf", data) == desk.check("报告.pdf", data)._asdict()
    assert kept(visit.page, "report")[1] == desk.report()


def test_nothing_is_asked_for_outside_the_folder(visit: Visit) -> None:
    """And nothing at all once the page is ready."""
    call(visit.page, "clear")
    visit.page.wait_for_load_state("networkidle")
    before, seen = len(visit.asked), len(visit.seen)
    for name, data in PAPERS.items():
        check(visit.page, name, data)
    call(visit.page, "report")
    kept(visit.page, "table")
    assert [url for url in visit.asked[before:] if not url.startswith("blob:")] == []
    assert visit.seen[seen:] == []
    assert [url for url in visit.asked if not url.startswith((INSIDE, "blob:"))] == []
    assert f"{INSIDE}lawcheck.zip" in visit.asked
    assert [path for path in visit.seen if not path.startswith(INSIDE)] == []  # a browser's own wishes, too


def test_the_browser_lets_nothing_out(visit: Visit, chromium: Browser, tmp_path: Path) -> None:
    """Were a paper to make the worker or the page ask another server, the policy would stop it."""
    asking = (
        "(url) => new Promise((resolve) => { const request = new XMLHttpRequest(); request.open('GET', url);"
        " request.onload = () => resolve('sent'); request.onerror = () => resolve('stopped');"
        " try { request.send() } catch { resolve('stopped') } })"
    )
    with served(tmp_path, _Open) as elsewhere:
        [worker] = visit.page.workers
        before = len(visit.asked)
        assert worker.evaluate(asking, elsewhere) == "stopped"
        assert visit.page.evaluate(asking, elsewhere) == "stopped"
        del visit.asked[before:]  # they count what was stopped, too
        with chromium.new_context() as context:  # a page without that policy is not stopped
            page = context.new_page()
            page.goto(elsewhere)
            assert page.evaluate(asking, elsewhere) == "sent"


def test_the_report_works_in_a_frame(visit: Visit) -> None:
    page = visit.page
    call(page, "clear")
    for name in ("报告.txt", "<img src=x onerror=alert(1)>.txt"):
        check(page, name, PAPERS[name])
    made = call(page, "report")
    before = len(visit.said)
    page.evaluate(
        "(url) => { const frame = document.createElement('iframe'); frame.id = 'tried'; frame.src = url;"
        " document.body.append(frame) }",
        made["url"],
    )
    inside = page.frame_locator("#tried")
    inside.locator("html.js").wait_for(state="attached")
    assert inside.locator("body").evaluate("(body) => getComputedStyle(body).margin") is not None
    assert inside.locator("img[src=x]").count() == 0
    assert visit.said[before:] == []  # the policy refused none of its own style and scripts
    page.evaluate("document.getElementById('tried').remove()")


def test_addresses_are_let_go(visit: Visit) -> None:
    page = visit.page
    call(page, "clear")
    check(page, "报告.txt", GAPPY)
    reach = (
        "(url) => new Promise((resolve) => { const frame = document.createElement('iframe');"
        " frame.onload = () => { let found = ''; try { found = frame.contentDocument.title } catch {}"
        " frame.remove(); resolve(found) }; frame.src = url; document.body.append(frame) })"
    )
    first = call(page, "report")["url"]
    assert "南桥区农业农村局" in page.evaluate(reach, first)
    second = call(page, "report")["url"]
    assert "南桥区农业农村局" not in page.evaluate(reach, first)
    assert "南桥区农业农村局" in page.evaluate(reach, second)
    call(page, "clear")
    assert "南桥区农业农村局" not in page.evaluate(reach, second)


def test_what_is_wrong_is_told_in_a_sentence(visit: Visit) -> None:
    page = visit.page
    call(page, "clear")
    with pytest.raises(Error, match="没有这份 Word 文件"):
        call(page, "word", "3")
    with pytest.raises(Error, match="文件超过 95 MB，没有检查"):
        call(
            page, "check", "'大.txt'", f"new Blob([new Uint8Array({visit.ready['fileLimit'] + 1})])", "false"
        )
    assert check(page, "报告.txt", GAPPY)["status"] == "gaps"  # it goes on


def test_a_worker_that_stops_is_told(chromium: Browser, site: Path) -> None:
    with visiting(chromium, site.parents[1]) as visit:
        [worker] = visit.page.workers
        assert check(visit.page, "报告.txt", GAPPY)["status"] == "gaps"
        worker.evaluate(
            "() => new Promise((done) => { setTimeout(done); setTimeout(() => { throw 'stop' }) })"
        )
        with pytest.raises(Error, match="检查程序停止了运行"):
            check(visit.page, "报告.txt", GAPPY)


# --- the page, as people use it


def test_papers_are_dropped_and_shown(visit: Visit) -> None:
    page = laid_out(visit)
    drop(page, {"报告.txt": GAPPY, "报告.docx": PAPERS["报告.docx"], "坏.docx": PAPERS["坏.docx"]})
    page.get_by_text("已检查 3 份").wait_for()
    text, word, broken = page.locator("#papers tr").all()
    assert text.locator("td").all_inner_texts()[:4] == ["报告.txt", "有缺漏", "55", "5 · 5 · 3"]
    assert "未能读取" in broken.inner_text()
    assert text.get_by_role("button").count() == broken.get_by_role("button").count() == 0
    report = page.frame_locator("#report")
    report.locator("html.js").wait_for(state="attached")
    report.get_by_text("报告.docx").first.wait_for()
    with page.expect_download() as download:
        word.get_by_role("button", name="下载批注副本").click()
    assert download.value.suggested_filename == "报告_批注.docx"
    for name, file in (("下载检查报告", "检查结果.html"), ("下载表格", "检查结果.xlsx")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def test_pasted_text_is_checked(visit: Visit) -> None:
    page = laid_out(visit)
    page.locator("#take summary").click()
    page.get_by_label("报告全文").fill(GAPPY.decode())
    page.get_by_role("button", name="检查", exact=True).click()
    page.get_by_text("已检查 1 份").wait_for()
    assert "粘贴的文字.txt" in page.locator("#papers").inner_text()
    page.locator("#take summary").click()


def test_another_kind_of_paper_can_be_checked_all_the_same(visit: Visit) -> None:
    page = laid_out(visit)
    drop(page, {"公开.txt": OTHER.encode()})
    page.get_by_role("button", name="仍然检查").click()
    page.get_by_text("已检查 2 份").wait_for()
    assert page.locator("#papers td:nth-child(2)").all_inner_texts() == ["不适用", "有缺漏"]


def test_a_hostile_paper_does_nothing(visit: Visit) -> None:
    page = laid_out(visit)
    before = len(visit.said)
    drop(page, {name: PAPERS[name] for name in ("<img src=x onerror=alert(1)>.txt", "炸弹.docx")})
    page.get_by_text("已检查 2 份").wait_for()
    assert page.locator("#papers").inner_text().startswith("<img src=x onerror=alert(1)>.txt")
    page.frame_locator("#report").locator("html.js").wait_for(state="attached")
    assert page.locator("img").count() == page.frame_locator("#report").locator("img").count() == 0
    assert visit.said[before:] == []


def test_the_report_opens_in_a_window_of_its_own(visit: Visit) -> None:
    page = laid_out(visit)
    drop(page, {"报告.txt": GAPPY})
    page.get_by_text("已检查 1 份").wait_for()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="在新窗口打开检查报告").click()
    popup.value.locator("html.js").wait_for(state="attached")
    assert "南桥区农业农村局" in popup.value.title()
    popup.value.wait_for_load_state("networkidle")
    popup.value.close()
    assert [path for path in visit.seen if not path.startswith(INSIDE)] == []


def test_a_page_that_reads_no_pdf_says_so(chromium: Browser, runtime: str, tmp_path: Path) -> None:
    target = tmp_path / INSIDE.strip("/")
    target.parent.mkdir()
    assert cli.main(["build-site", str(target), "--pyodide", runtime, "--no-pdf"]) == 0
    with visiting(chromium, tmp_path) as visit:
        assert visit.ready["cannot"] == [".pdf"]
        assert "这里读不了 .pdf 文件。" in visit.page.locator("#note").inner_text()
        drop(visit.page, {"报告.pdf": (TESTS / "files" / "complete.pdf").read_bytes()})
        visit.page.get_by_text("已检查 1 份").wait_for()
        told = visit.page.locator("#papers").inner_text()
    assert "这个网页读不了这种文件；请另存为 Word 文档（.docx）再试" in told


def test_the_page_in_english(chromium: Browser, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / INSIDE.strip("/")
    shutil.copytree(site, copy)
    html = (copy / "index.html").read_text("utf-8")
    (copy / "index.html").write_text(html.replace('<html lang="zh-CN">', '<html lang="en">'), "utf-8")
    with visiting(chromium, tmp_path) as visit:
        drop(visit.page, {"paper.txt": GAPPY, "paper.docx": as_docx(GAPPY.decode())})
        visit.page.get_by_text("2 checked").wait_for()
        visit.page.locator("td:nth-child(5)").evaluate_all("(cells) => cells.forEach((it) => it.remove())")
        shown = visit.page.locator("body").inner_text()
    assert "Save the commented copy" in shown
    assert bare(shown) == []
    assert visit.said == []  # neither Python nor the policy has anything to complain of


def laid_out(visit: Visit) -> Page:
    """Return the page with nothing on it."""
    page = visit.page
    drop(page, {"空.txt": b""})  # else there is nothing to clear
    page.get_by_role("button", name="清空").click()
    page.locator("#results").wait_for(state="hidden")
    return page


# --- loading


def test_progress_is_told(chromium: Browser, site: Path) -> None:
    with served(site.parents[1]) as address, chromium.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}{INSIDE}unzip.js")  # no page of ours that would start the checker by itself
        told = page.evaluate(
            "async () => { const {door} = await import('./door.js'); const told = [];"
            " await door.ready((words, share) => told.push([words, share])); return told }"
        )
    shares = [share for _, share in told if share is not None]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert told[-1] == ["Starting the checker", None]


@pytest.mark.parametrize("lacking", ["lawcheck.zip", "pyodide.zip", "pyodide.asm.js", "worker.js"])
def test_a_file_that_does_not_come(chromium: Browser, site: Path, tmp_path: Path, lacking: str) -> None:
    copy = tmp_path / INSIDE.strip("/")
    shutil.copytree(site, copy)
    (copy / lacking).unlink()
    with pytest.raises(Error, match="没有下载完整"), visiting(chromium, tmp_path):
        pass


@pytest.mark.parametrize("lacking", ["desk.js", "door.js"])
def test_a_page_that_does_not_come(chromium: Browser, site: Path, tmp_path: Path, lacking: str) -> None:
    shutil.copytree(site, tmp_path / "site")
    (tmp_path / "site" / lacking).unlink()
    with served(tmp_path / "site") as address, chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_text("网页没有下载完整").wait_for()
        assert page.locator("main").is_hidden()


def test_opened_as_a_file_it_says_so(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.locator("body").inner_text().startswith("这个网页要放在网页服务器上")
    assert page.locator("main").is_hidden()
    page.close()
