"""What a page holds besides text: whether the paper, or the rest of it, stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawcheck.model import Text
from lawcheck.readers._compose import Paragraph
from lawcheck.readers._file import File
from lawcheck.readers._web.content import Content
from lawcheck.readers._web.lines import paragraphs
from lawcheck.readers._web.parts import goes_on, has_headings, is_complete, is_signed
from lawcheck.readers._web.tree import Node, plain, tight
from lawcheck.text.fold import fold
from lawcheck.text.titles import looks_like_title

_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|rtf|zip|rar|7z)(?:[?#]|$)", re.IGNORECASE)
_VIEWER = re.compile(r"\.(?:pdf|ofd)(?:[?#\"'&]|$)|pdfjs|pdf\.js|pdfviewer|viewer\.html", re.IGNORECASE)
_EMBLEM = re.compile(r"logo|icon|qr|ewm|erweima|二维码|/(?:images?|img)/[^/]*\.gif", re.IGNORECASE)
_PAPER = re.compile(r"(?:法治|依法行政|年度).*(?:报告|总结)|^附件\W*\d?$")
_ANNOUNCES = re.compile(r"现将.{2,80}?(?:予以(?:公布|公开|公示|印发)|印发给?你们)")
_FRAMES = ("iframe", "embed", "object", "frame")
_PAGER = frozenset(("上一页", "下一页", "上页", "下页"))
_PAGER_SCRIPT = re.compile(r"createPageHTML\(\s*(?:[2-9]|\d\d)")
_LISTED = 5  # links with titles that only lists have
_LITTLE = 200  # characters of prose below which a page with attachments or pictures only announces them
_LITTLE_HEADED = 60  # characters of prose that are little even below headings like a paper's
_SHORT = 1500  # characters of prose below which a text without headings may only announce the paper
_NOTHING = 20
_ICON = 60  # pixels


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What a page holds besides text: names of attached files, pictures, frames, scripts, listed papers."""

    files: tuple[str, ...]
    pictures: int
    viewer: bool
    frames: bool
    scripts: bool
    listed: int

    @classmethod
    def of(cls, scripts: str, root: Node, content: Sequence[Node]) -> Beside:
        """Return what a page holds besides the elements of its text."""
        nodes = list(root.walk())
        near = content[-1].parent or content[-1]  # lists of files stand below the text
        links = [it for it in near.walk() if it.tag == "a" and _names_file(it)]
        frames = [node for node in nodes if node.tag in _FRAMES]
        shown = [value for node in frames for value in node.attributes.values()]
        shown += [node.attributes["class"] for node in nodes if "class" in node.attributes]
        return cls(
            files=tuple(dict.fromkeys(plain(node.text())[:60] or "附件" for node in links)),
            pictures=sum(_is_picture(node) for element in content for node in element.walk()),
            viewer=any(map(_VIEWER.search, (*shown, scripts))),
            frames=bool(frames),
            scripts=bool(scripts),
            listed=sum(_names_a_paper(node) for element in content for node in element.walk()),
        )

    def notes(self) -> Iterator[Text]:
        """Yield what was not read although the page has text."""
        if self.pictures:
            yield Text(
                f"正文有 {self.pictures} 幅图片，其中的文字没有检查",
                f"the words in {self.pictures} pictures were not checked",
            )
        if self.files:
            yield Text(f"附件没有检查：{'、'.join(self.files[:3])}", "the attached files were not checked")


def refuse_announcements(file: File, content: Content, beside: Beside) -> None:
    """Raise ReadError for a page on which the paper is attached, pictured, framed or yet to be loaded."""
    prose = content.prose
    if prose >= (_LITTLE_HEADED if has_headings(content.lines) else _LITTLE):
        return
    if beside.viewer:
        raise file.refuse(
            "网页正文是嵌入的 PDF 或 OFD，请下载那个文件后检查",
            "the page shows an embedded PDF or OFD; please download that file and check it",
        )
    if beside.files:
        names = "、".join(beside.files[:3])
        raise file.refuse(
            f"网页正文只有附件（{names}），请下载附件后检查",
            "the paper is only attached to the page; please download the attachment and check it",
        )
    if beside.pictures:
        raise file.refuse(
            "网页正文是图片，没有文字可读；请先做文字识别（OCR），或用原文件检查",
            "the page shows the paper as pictures, there is no text to read",
        )
    if beside.listed >= _LISTED:
        raise file.refuse(
            "网页是目录，只有通往各篇文章的链接；请打开其中一篇后检查",
            "the page is a list of links to papers; please open one of them and check it",
        )
    if beside.frames or (beside.scripts and prose < _LITTLE_HEADED):
        raise file.refuse(
            "网页正文由脚本或框架载入，文件里没有；请在浏览器里打开后复制正文另存",
            "the text is loaded by a script or frame and not in the file; please copy it from a browser",
        )
    if prose < _NOTHING:
        raise file.refuse("网页里没有找到正文", "no main text was found on the page")


def announced(content: Content, beside: Beside) -> Iterator[Text]:
    """Yield that a text which is no whole paper may announce or sum up one that stands elsewhere."""
    if content.prose >= _SHORT or is_complete(content.lines):
        return
    headed = has_headings(content.lines) or any(it.level > 1 for it in content.lines)
    attached = beside.viewer or any(map(_PAPER.search, beside.files))
    if not headed:
        attached = attached or beside.pictures > 1
        attached = attached or any(_ANNOUNCES.search(it.text) for it in content.lines)
    if attached:
        yield Text(
            "网页像是公布报告的通知或摘要，报告可能在附件、图片或另一份文件里，没有读取",
            "the page seems to announce a paper, which may be attached or pictured and was not read",
        )


def unread(root: Node, scripts: str, content: Content) -> Iterator[Text]:
    """Yield what may hold more of the paper: other pages of it, and what a click would show."""
    near = content.elements[-1].parent or content.elements[-1]
    links = (node for node in near.walk() if node.tag == "a" and node.attributes.get("href"))
    if _PAGER_SCRIPT.search(scripts) or any(tight(node.text()) in _PAGER for node in links):
        yield Text(
            "正文分成几页，只读取了这一页；请把各页合并后检查",
            "the text is spread over several pages and only this one was read",
        )
    pictures = sum(map(_pictures_behind, content.elements))
    if pictures > 1 and not is_signed(content.lines):
        yield Text(
            f"正文没有落款，后面是 {pictures} 幅图片，可能是正文的下文，没有读取",
            f"the text breaks off above {pictures} pictures that may go on with it and were not read",
        )
    if any(goes_on(content.lines, lines) for lines in _hidden(root)):
        yield Text(
            "网页有一段隐藏的文字像是正文的下文，没有读取",
            "the page hides a text that seems to go on with the paper; it was not read",
        )


def _pictures_behind(element: Node) -> int:
    """Return how many pictures stand below the last line of an element."""
    count = 0
    stack: list[Node | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            count = 0 if len(item.strip()) >= _NOTHING else count
        else:
            count += _is_picture(item)
            stack += reversed(item.children)
    return count


def _hidden(root: Node) -> Iterator[list[Paragraph]]:
    """Yield the lines of each block that a browser does not show."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.seen:
            stack += [child for child in node.children if isinstance(child, Node)]
        elif node.children:
            shown = Node("div", {}, None)
            shown.children = node.children
            yield paragraphs(shown)


def _names_file(link: Node) -> bool:
    """Tell whether a link leads to a file; where its address hides that, its text may tell."""
    href = link.attributes.get("href", "")
    return bool(href) and any(map(_FILE.search, (href, link.text().strip())))


def _names_a_paper(link: Node) -> bool:
    return link.tag == "a" and "href" in link.attributes and looks_like_title(fold(tight(link.text())))


def _is_picture(node: Node) -> bool:
    if node.tag != "img":
        return False
    if _EMBLEM.search(" ".join(map(node.attributes.get, ("src", "class", "alt"), ("", "", "")))):
        return False
    sides = (node.attributes.get(side, "").removesuffix("px") for side in ("width", "height"))
    return not any(side.isdecimal() and int(side) < _ICON for side in sides)
