"""Fold width without moving anything: every code point stays at its offset."""

from __future__ import annotations

import re

_RARE = re.compile("[０-９Ａ-Ｚａ-ｚ＂-＇＊＋－-／＜-＠［-｀｛-～﹝﹞﹙﹚]")
_COMMON = tuple(
    zip("，：；（）！？．％　\u00a0\t", ",:;()!?.%   ", strict=True),
)
# Characters without a width, as copies from messengers carry them, and line ends of other systems.
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u2028\u2029\x0b\x0c\x85]")
_BREAKS = "\u2028\u2029\x0b\x0c\x85"
_TABLE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("﹝"): "〔",
    ord("﹞"): "〕",
    ord("﹙"): "(",
    ord("﹚"): ")",
}


# A half-width point after a Chinese word ends a sentence; after a numeral it ends a number.
_POINT = re.compile(r"\.(?=[^\x21-\xff]|20\d\d年|$)(?<=[^\x00-\x24\x26-\xff]\.)(?<![一二三四五六七八九十]\.)")


def fold(text: str) -> str:
    """Return the text with full-width ASCII made half-width, of the same length.

    A point that ends a sentence becomes 。.

    >>> fold("（一）２０２３年，“三项制度”。")
    '(一)2023年,“三项制度”。'
    """
    if _RARE.search(text):
        text = text.translate(_TABLE)
    if _UNSEEN.search(text):
        text = _UNSEEN.sub(lambda match: "\n" if match.group() in _BREAKS else " ", text)
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    return _POINT.sub("。", text)
