"""The served page as people use it: drop, choose, paste, read, save; what goes wrong is told."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import browser, drop, needs_browser
from docx import Document as open_word
from makers.papers import as_docx
from playwright.sync_api import Browser, Page
from quotations import bare
from test_serve import PATIENCE, Server, running_server

import lawcheck
from lawcheck.desk import Desk

pytestmark = needs_browser
GAPPY = (Path(__file__).parents[1] / "examples" / "gappy.txt").read_bytes()
WORD = as_docx(GAPPY.decode())
OTHER = "云溪县2023年政府信息公开工作年度报告\n全年主动公开政府信息三千余条，现公布本年度报告。\n"
HOSTILE = "<img src=x onerror=alert(1)>.txt"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


class Visit(NamedTuple):
    """A page that is ready, and what was wrong with it."""

    page: Page
    server: Server
    wrong: list[str]


def entered(chromium: Browser, server: Server, ready: str = "#drop") -> Visit:
    wrong: list[str] = []
    context = chromium.new_context(viewport={"width": 1366, "height": 800})
    context.on(
        "request", lambda each: None if each.url.startswith(("blob:", server.own)) else wrong.append(each.url)
    )
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.goto(f"{server.own}/?token={server.token}")
    page.locator(ready).wait_for()
    return Visit(page, server, wrong)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    with running_server() as server:
        opened = entered(chromium, server)
        yield opened
        opened.page.context.close()
    assert opened.wrong == []


def rows(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator("#papers tr").all()]


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Save a file by its button."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_token_is_gone_from_the_address(visit: Visit) -> None:
    assert visit.page.url == f"{visit.server.own}/"


def test_a_paper_is_dropped_read_and_saved(visit: Visit) -> None:
    page, desk = visit.page, Desk()
    drop(page, {"报告.docx": WORD})
    page.get_by_text("已检查 1 份").wait_for()
    desk.check("报告.docx", WORD)
    assert rows(page)[0][:4] == ["报告.docx", "有缺漏", "55", "5 · 5 · 3"]
    report = page.frame_locator("#report")
    report.locator("html.routed").wait_for(state="attached")  # its script may run
    assert saved(page, "下载检查报告") == ("检查结果.html", desk.report())
    name, data = saved(page, "下载批注副本")
    assert name == "报告_批注.docx"
    comments = [each.text for each in open_word(BytesIO(data)).comments]
    assert len(comments) == len(lawcheck.api.check_bytes(WORD, path="报告.docx").findings)
    name, data = saved(page, "下载表格")
    assert (name, data[:2]) == ("检查结果.xlsx", b"PK")
    report.locator(".findings li").first.get_by_role("link").click()
    assert report.locator(".n:target").count() == 1


def test_the_report_opens_in_a_window_of_its_own(visit: Visit) -> None:
    drop(visit.page, {"报告.txt": GAPPY})
    visit.page.get_by_text("已检查 1 份").wait_for()
    with visit.page.expect_popup() as popup:
        visit.page.get_by_role("link", name="在新窗口打开检查报告").click()
    popup.value.locator("html.routed").wait_for(state="attached")
    assert "南桥区农业农村局" in popup.value.title()


def drag(page: Page, *paths: Path) -> None:
    """Drop what lies on the disk, as people do from another window."""
    box = page.locator("#drop").bounding_box()
    assert box
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 9, "y": box["y"] + 9, "data": data}
        )


def test_the_files_of_a_folder_are_dropped(visit: Visit, tmp_path: Path) -> None:
    page, folder = visit.page, tmp_path / "各局报告"
    (folder / "去年").mkdir(parents=True)
    (folder / "去年" / "旧.txt").write_bytes(GAPPY)
    (folder / "农业.docx").write_bytes(WORD)
    (folder / "司法.txt").write_bytes(GAPPY)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "~$农业.docx").write_bytes(b"x")
    (tmp_path / "空").mkdir()
    (tmp_path / "单独.txt").write_bytes(GAPPY)
    drag(page, folder, tmp_path / "空", tmp_path / "单独.txt")
    page.get_by_text("已检查 3 份").wait_for()
    found = {row[0].split("\n")[0]: row[1] for row in rows(page)}
    assert found == {
        "各局报告/农业.docx": "有缺漏",
        "各局报告/司法.txt": "有缺漏",
        "各局报告/去年": "没有检查",
        "空": "没有检查",
        "单独.txt": "有缺漏",
    }
    page.frame_locator("#report").locator("#matrix").wait_for()
    assert saved(page, "下载批注副本")[0] == "农业_批注.docx"


def test_a_folder_of_more_than_can_be_checked_is_told(visit: Visit, tmp_path: Path) -> None:
    for number in range(230):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    drag(visit.page, tmp_path)
    visit.page.get_by_text("已检查 200 份").wait_for()
    assert len(rows(visit.page)) == 200
    assert "其余的没有检查" in visit.page.locator("#state").inner_text()
    visit.page.get_by_role("button", name="清空").click()
    visit.page.locator("#results").wait_for(state="hidden")
    drop(visit.page, {"空.txt": b""})
    visit.page.get_by_text("已检查 1 份", exact=True).wait_for()


def test_a_paper_is_chosen(visit: Visit) -> None:
    visit.page.locator("#files").set_input_files(
        {"name": "报告.txt", "mimeType": "text/plain", "buffer": GAPPY}
    )
    visit.page.get_by_text("已检查 1 份").wait_for()
    assert rows(visit.page)[0][1] == "有缺漏"


def test_text_is_pasted(visit: Visit) -> None:
    page = visit.page
    page.locator("#take summary").click()
    page.get_by_label("报告全文").fill(GAPPY.decode())
    page.get_by_role("button", name="检查", exact=True).click()
    page.get_by_text("已检查 1 份").wait_for()
    assert rows(page)[0][:2] == ["粘贴的文字.txt", "有缺漏"]


def test_what_was_copied_is_pasted_anywhere_on_the_page(visit: Visit) -> None:
    page = visit.page
    paste = (
        "(text) => { const clipboardData = new DataTransfer(); text === null ?"
        " clipboardData.items.add(new File(['x'], '复制的.txt')) : clipboardData.setData('text/plain', text);"
        " document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true})) }"
    )
    for copied in (GAPPY.decode(), "  ", None):
        page.evaluate(paste, copied)
    page.get_by_text("已检查 2 份").wait_for()
    assert [row[0].split("\n")[0] for row in rows(page)] == ["粘贴的文字.txt", "复制的.txt"]


def test_a_hundred_papers_at_once(visit: Visit) -> None:
    page = visit.page
    papers = {f"{number:03}.txt": GAPPY for number in range(98)}
    drop(page, papers | {"空.txt": b"", "报告.docx": WORD, "副本/报告.docx": WORD})
    page.get_by_text("已检查 101 份").wait_for()
    assert [row[1] for row in rows(page)] == [*["有缺漏"] * 98, "未能读取", *["有缺漏"] * 2]
    frame = page.frame_locator("#report")
    frame.locator("#matrix tbody tr").nth(100).wait_for()
    frame.locator("#matrix tbody a").nth(5).click()
    assert frame.locator(".report:visible").get_attribute("id") == "p5"
    name, data = saved(page, "下载全部批注副本")
    assert (name, data[:2]) == ("批注副本.zip", b"PK")


def test_what_cannot_be_read_is_told(visit: Visit) -> None:
    page = visit.page
    drop(page, {"坏.docx": b"PK\x03\x04" + bytes(1000), "空.txt": b"", "公开.txt": OTHER.encode()})
    page.get_by_text("已检查 3 份").wait_for()
    assert [row[1] for row in rows(page)] == ["未能读取", "未能读取", "不适用"]
    assert "文件是空的" in rows(page)[1][0]
    page.get_by_role("button", name="仍然检查").click()
    page.get_by_text("已检查 4 份").wait_for()
    assert rows(page)[3][1] == "有缺漏"


def test_a_hostile_paper_does_nothing(visit: Visit) -> None:
    page = visit.page
    drop(page, {HOSTILE: b"<script>alert(1)</script><img src=x onerror=alert(1)>" + GAPPY})
    page.get_by_text("已检查 1 份").wait_for()
    assert rows(page)[0][0].startswith(HOSTILE)
    frame = page.frame_locator("#report")
    frame.locator("html.routed").wait_for(state="attached")
    assert page.locator("img").count() == frame.locator("img").count() == 0


def test_a_file_of_60_mb_is_told_and_the_others_are_checked(visit: Visit) -> None:
    page = visit.page
    page.evaluate(
        "() => { const dataTransfer = new DataTransfer();"
        " dataTransfer.items.add(new File([new Uint8Array(60e6)], '大.pdf'));"
        " document.dispatchEvent(new DragEvent('drop', {dataTransfer, bubbles: true, cancelable: true})) }"
    )
    page.locator("#papers").get_by_text("没有检查", exact=True).wait_for()
    assert rows(page)[0][:2] == ["大.pdf\n文件超过 50 MB，没有检查", "没有检查"]
    drop(page, {"报告.txt": GAPPY})
    page.get_by_text("已检查 1 份").wait_for()


def test_the_desk_is_cleared(visit: Visit) -> None:
    page = visit.page
    drop(page, {"报告.txt": GAPPY})
    page.get_by_text("已检查 1 份").wait_for()
    page.get_by_role("button", name="清空").click()
    page.locator("#results").wait_for(state="hidden")
    drop(page, {"空.txt": b""})
    page.get_by_text("已检查 1 份").wait_for()
    assert len(rows(page)) == 1


def test_the_keyboard_reaches_everything(visit: Visit) -> None:
    page = visit.page
    drop(page, {"报告.docx": WORD})
    page.frame_locator("#report").locator("html.routed").wait_for(state="attached")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    wanted = {"files", "也可以粘贴文字", "使用说明", "下载批注副本"}
    wanted |= {"open", "下载检查报告", "下载表格", "clear", "report"}
    assert wanted - set(reached) == set(), reached


@pytest.mark.parametrize("width", [320, 390, 1366])
def test_the_page_is_no_wider_than_its_window(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 700})
    drop(
        page,
        {
            "云溪县司法局关于2025年度推进法治政府建设工作情况的报告（送审稿）.docx": WORD,
            "x.txt": b"",
            "y.txt": OTHER.encode(),
        },
    )
    page.get_by_text("已检查 3 份").wait_for()
    page.locator("#help summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in page.locator("td button").all():
        assert button.evaluate("(it) => it.getBoundingClientRect().right") <= width


def test_that_the_server_ended_is_told(chromium: Browser) -> None:
    with running_server() as server:
        visit = entered(chromium, server)
    drop(visit.page, {"报告.txt": GAPPY})
    visit.page.get_by_text("检查程序已经结束").first.wait_for()
    assert rows(visit.page)[0][1] == "没有检查"


def test_a_link_that_was_used_is_told(visit: Visit, chromium: Browser) -> None:
    page = chromium.new_context().new_page()
    page.goto(f"{visit.server.own}/?token={visit.server.token}")
    assert "链接只能用一次" in page.locator("body").inner_text()
    page.context.close()


def test_the_page_in_english(chromium: Browser) -> None:
    with running_server("en") as server:
        visit = entered(chromium, server)
        drop(visit.page, {"paper.docx": WORD})
        visit.page.get_by_text("1 checked").wait_for()
        visit.page.locator("#help summary").click()
        visit.page.locator("td:nth-child(5)").evaluate_all("(cells) => cells.forEach((it) => it.remove())")
        assert bare(visit.page.locator("body").inner_text()) == []
        visit.page.context.close()
