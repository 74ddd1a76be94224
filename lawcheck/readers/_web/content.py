"""Find the element of a page that holds the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._compose import Paragraph
from lawcheck.readers._web.about import is_bare_date
from lawcheck.readers._web.lines import paragraphs
from lawcheck.readers._web.parts import goes_on, introduces, is_complete, is_copy, is_signed
from lawcheck.readers._web.tree import BLOCKS, Node
from lawcheck.text.fold import fold

# ids and classes of the main text in the content systems of government websites
_CONTAINERS_WORDS = """
ucap-content zoom zoomcon zoomtext trs_editor trs_editor_view trs_ueditor trs_uedtior pages_content
article-content article_content articlecontent article-con artibody arti_content art_content artcontent
news_content newscontent news-content newstext vsb_content vsb_content_2 vsb_content_4 vsb_content_6
xxgk_content xxgkcontent xxgk-content info_content infocontent detail-content detail_content
detailcontent con_con text_content textcontent main_text maintext main-text view_content bt_content
content_text content_body contentbody wz_content wznr xilan_cont scroll_cont ivs_content conttxt
easysite-news-text page-content page_content j-fontcontent bmfw_content gk_content zw_content
zwgk_content article-body article_body
"""
_CONTAINERS = frozenset(_CONTAINERS_WORDS.split())
# ids and classes of what stands around the text
_AROUND = frozenset(("footer", "foot", "copyright", "breadcrumb"))
_SHORTEST = 10  # characters of prose; what is shorter is a label or a button
_MOST = 0.8  # of the page's prose: the smallest element that still holds so much is the text
_LITTLE = 100  # characters of prose: a title, a label or nothing; then the whole page counts
_ENOUGH = 0.6  # of the page's prose: what a known container has to hold to be believed
_SHARE = 0.2  # of the page's prose: what a block has to hold to be looked at as a paper of its own
_BETWEEN = 6  # blocks that stand between two parts of a paper; more are the page's
_LINKS = 0.7  # of the characters: so much of a menu is links
_WHOLE = ("p", "span", "td", "tr", "tbody")  # cells and lines are not looked into
_SILENT = frozenset(
    ("a", "button", "select", "option", "textarea", "title", "nav", "footer", "label", "audio", "video")
)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The elements with a page's main text, how many characters of prose they hold, their lines."""

    elements: tuple[Node, ...]
    prose: int
    lines: list[Paragraph]


def main_content(root: Node) -> Content:
    """Return the main text of a page: a known container, else the densest block; links are no prose.

    Where the paper goes on in another block, that belongs to it.
    """
    prose = _prose(root)
    whole = prose[id(root)]
    known = [node for node in root.walk() if _is_container(node)]
    best = max(known, key=lambda node: prose[id(node)], default=None)  # the outer one of equals
    if whole < _LITTLE:
        element = root if best is None else best
        return Content((element,), prose[id(element)], paragraphs(element, _menus(element, prose)))
    if best is not None and prose[id(best)]:
        content = _with_others(best, prose)
        if content.prose >= _ENOUGH * whole or is_complete(content.lines):
            return content
    return _with_others(_densest(root, prose), prose)


def _densest(root: Node, prose: dict[int, int]) -> Node:
    """Return the smallest element with most of the prose, or with a whole paper among other prose."""
    node, whole = root, prose[id(root)]
    while True:
        children = [child for child in node.children if isinstance(child, Node)]
        deeper = next((child for child in children if prose[id(child)] >= _MOST * whole), None)
        if deeper is None:
            deeper = _paper_among([child for child in children if prose[id(child)] >= _SHARE * whole])
            whole = prose[id(deeper)] if deeper else whole
        if deeper is None or not whole or deeper.tag in _WHOLE:
            return node
        node = deeper


def _paper_among(blocks: list[Node]) -> Node | None:
    """Return the one block that holds a paper from heading to signature; a copy of it is no other."""
    read = [(block, paragraphs(block)) for block in blocks]
    complete = [(block, lines) for block, lines in read if is_complete(lines)]
    if not complete or not all(is_copy(lines, complete[0][1]) for _, lines in complete[1:]):
        return None
    return complete[0][0]


def _with_others(element: Node, prose: dict[int, int]) -> Content:
    """Return an element and the blocks beside it, in the order of the page, in which the paper goes on."""
    found, lines = [element], paragraphs(element, _menus(element, prose))
    node = element
    while node.parent is not None:
        siblings = [child for child in node.parent.children if isinstance(child, Node)]
        at = siblings.index(node)
        for block in reversed(siblings[:at]):
            above = paragraphs(block) if prose[id(block)] else []
            if above and (goes_on(above, lines) or introduces(above, lines)):
                found, lines = [block, *found], above + lines
        below, lines = _going_on(siblings[at + 1 :], lines, prose)
        found += below
        node = node.parent
    return Content(tuple(found), sum(prose[id(node)] for node in found), lines)


def _going_on(
    blocks: list[Node], lines: list[Paragraph], prose: dict[int, int]
) -> tuple[list[Node], list[Paragraph]]:
    """Return the blocks in which the paper of some lines goes on, and its lines with theirs.

    Plain paragraphs behind a paper without a signature are its own: their element was closed early.
    """
    found: list[Node] = []
    between: list[tuple[Node, list[Paragraph]]] = []  # text above a signature, a name above its date
    signed = is_signed(lines)
    for block in blocks:
        own = paragraphs(block) if block.children else []
        plain = not signed and block.tag == "p" and prose[id(block)] > 0
        if own and (plain or goes_on(lines, own)):
            between = between if len(between) <= _BETWEEN else []
            found += [*(node for node, _ in between), block]
            lines = [*lines, *(line for _, its in between for line in its), *own]
            between = []
            signed = signed or is_signed(own)
        elif own:
            between.append((block, own))
    return found, lines


def _menus(element: Node, prose: dict[int, int]) -> frozenset[int]:
    """Return the ids of the elements in a block that hold links and no prose, or stand around a text."""
    order = [node for node in element.walk() if node is not element]
    counts = {id(node): [0, 0, 0] for node in (element, *order)}  # links, characters, those of links
    for node in reversed(order):
        own = counts[id(node)]
        own[1] += sum(len("".join(child.split())) for child in node.children if isinstance(child, str))
        if node.tag == "a":
            own[0], own[2] = 1, own[1]
        if node.parent is not None:
            above = counts[id(node.parent)]
            above[:] = [total + mine for total, mine in zip(above, own, strict=True)]
    around = [id(node) for node in order if node.tag == "nav" or not _AROUND.isdisjoint(_names(node))]
    return frozenset(around).union(
        at
        for at, (links, characters, linked) in counts.items()
        if links > 2 and not prose[at] and linked >= _LINKS * characters and at != id(element)
    )


def _is_container(node: Node) -> bool:
    return not _CONTAINERS.isdisjoint(_names(node))


def _names(node: Node) -> list[str]:
    return f"{node.attributes.get('id', '')} {node.attributes.get('class', '')}".lower().split()


def _prose(root: Node) -> dict[int, int]:
    """Return for each element, by its id, how many characters of prose it holds, links left out."""
    order = list(root.walk())
    found = {id(node): 0 for node in order}
    for owner, text in _runs(root):
        found[id(owner)] += _length(text)
    for node in reversed(order):
        if node.parent is not None:
            found[id(node.parent)] += found[id(node)]
    return found


def _runs(root: Node) -> Iterator[tuple[Node, str]]:
    """Yield each line of text with the smallest element around it; editors cut lines into many pieces."""
    depths = {id(root): 0}
    owner, pieces = root, list[str]()
    stack: list[tuple[Node, Node | str | None]] = [(root, child) for child in reversed(root.children)]
    while stack:
        parent, item = stack.pop()
        if isinstance(item, str):
            owner = _common(owner, parent, depths) if pieces else parent
            pieces.append(item)
            continue
        if item is None or item.tag == "br" or item.tag in BLOCKS:
            yield owner, "".join(pieces)
            pieces.clear()
        if item is not None and not _is_silent(item):
            depths[id(item)] = depths[id(parent)] + 1
            if item.tag in BLOCKS:
                stack.append((item, None))
            stack += [(item, child) for child in reversed(item.children)]
    yield owner, "".join(pieces)


def _common(one: Node, other: Node, depths: dict[int, int]) -> Node:
    """Return the smallest element around two."""
    while one is not other:
        if depths[id(one)] < depths[id(other)]:
            one, other = other, one
        one = one.parent or other
    return one


def _is_silent(node: Node) -> bool:
    """Tell whether an element holds no prose; an anchor that leads nowhere may stand around a line."""
    if node.tag == "a" and not node.attributes.keys() & {"href", "onclick"}:
        return False
    return node.tag in _SILENT or not node.seen or not _AROUND.isdisjoint(_names(node))


def _length(text: str) -> int:
    """Return how many characters of prose a text has; labels, dates, buttons and footers have none."""
    bare = text.strip()
    if len(bare) < _SHORTEST or is_bare_date(bare) or is_chrome(fold(bare)):
        return 0
    return len("".join(bare.split()))
