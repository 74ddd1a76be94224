"""Characters as they come out of fonts → characters as people type them."""

from __future__ import annotations

import re
from unicodedata import normalize

# Fonts name many glyphs by the radical that looks the same. Unicode folds the Kangxi radicals
# itself, the supplement (U+2E80 to U+2EF3) it leaves alone.
_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋卩⺌小⺍小⺎兀⺏尢⺐尢⺑尢⺒巳⺓幺⺔彐⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民"
    "⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯纟⺰纟⺱罓⺲罒⺳罓⺴罓⺵罓⺶羊⺷羊⺸羊⺹耂⺺聿"
    "⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阝"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟饣⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙"
    "⻰龙⻱龟⻲龟⻳龟"
)
_RADICALS = {ord(a): b for a, b in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
_RADICALS |= {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE])
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_ORDINARY = str.maketrans({**_INVISIBLE, **_RADICALS})


def tidy(text: str) -> str:
    r"""Return the text with ordinary characters for radicals, and nothing for what is not printed.

    >>> tidy("⻅证⾏政\u200b执法⼯作")
    '见证行政执法工作'
    """
    return text.translate(_ORDINARY)


def count_private(text: str) -> int:
    """Return how many characters mean nothing outside their font."""
    return len(_PRIVATE.findall(text))


def is_wide(char: str) -> bool:
    """Tell whether a character is a Chinese one or one of their marks."""
    return char >= "\u2e80" or char in "“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩"


def is_square(char: str) -> bool:
    """Tell whether a character fills a square in every font; quotes and dashes do in some."""
    return char >= "\u2e80"


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one, marks aside."""
    return "\u3400" <= char <= "\u9fff" or char == "〇" or "\U00020000" <= char <= "\U0003ffff"
