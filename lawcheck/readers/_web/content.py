"""Find the element of a page that holds the paper."""

from __future__ import annotations

from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._web.tree import Node
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
_SHORTEST = 10  # characters of prose; what is shorter is a label or a button
_MOST = 0.8  # of the page's prose: the smallest element that still holds so much is the text
_LITTLE = 100  # characters of prose: a title, a label or nothing; then the whole page counts
_ENOUGH = 0.6  # of the page's prose: what a known container has to hold to be believed
_SILENT = frozenset(("a", "button", "select", "option", "textarea", "title", "nav", "footer", "label"))


def main_content(root: Node) -> tuple[Node, int]:
    """Return the element with the page's main text, and how many characters of prose are in it.

    It is a known container, else the densest block; links are no prose.
    """
    prose = _prose(root)
    whole = prose[id(root)]
    known = [node for node in root.walk() if _is_container(node)]
    best = max(known, key=lambda node: prose[id(node)], default=None)  # the outer one of equals
    if best is not None and (prose[id(best)] >= _ENOUGH * whole or whole < _LITTLE):
        return best, prose[id(best)]
    if whole < _LITTLE:
        return root, whole
    node = root
    while True:
        children = [child for child in node.children if isinstance(child, Node)]
        deeper = next((child for child in children if prose[id(child)] >= _MOST * whole), None)
        if deeper is None or not whole or deeper.tag in ("p", "span", "td", "tr", "tbody"):
            return node, prose[id(node)]
        node = deeper


def _is_container(node: Node) -> bool:
    names = f"{node.attributes.get('id', '')} {node.attributes.get('class', '')}".lower().split()
    return any(name in _CONTAINERS for name in names)


def _prose(root: Node) -> dict[int, int]:
    """Return for each element, by its id, how many characters of prose it holds, links left out."""
    order = list(root.walk())
    found = {id(node): 0 for node in order}
    silent = {id(node) for node in order if node.tag in _SILENT or not node.seen}
    for node in order:  # parents come first
        if node.parent is not None and id(node.parent) in silent:
            silent.add(id(node))
    for node in reversed(order):
        if id(node) in silent:
            continue
        found[id(node)] += sum(_length(child) for child in node.children if isinstance(child, str))
        if node.parent is not None:
            found[id(node.parent)] += found[id(node)]
    return found


def _length(text: str) -> int:
    """Return how many characters of prose a text has; labels, buttons and footers have none."""
    bare = text.strip()
    return 0 if len(bare) < _SHORTEST or is_chrome(fold(bare)) else len("".join(bare.split()))
