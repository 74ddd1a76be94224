"""Say which pages could not be read, and why."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from lawcheck.errors import ReadError
from lawcheck.model import Text
from lawcheck.readers._bytes import uncommon
from lawcheck.readers._file import File
from lawcheck.readers._pages.letters import count_private, is_han, is_wide
from lawcheck.readers._pages.shapes import Line, Page

_STAMP = 50  # characters that may be printed on a scan: a number, a head, a stamp
_UNDER_TEXT = 200  # characters on a page-filling image: their background, or what they were read from
_EMBLEM = 0.05  # of a page: smaller images are seals and logos
_DRAWN = 30  # shapes: a rule or a frame has fewer, letters drawn as shapes have more
_JUDGED = 50  # characters from which on a text shows whether it is garbled


class Fault(Enum):
    """Why a page was not read, or not wholly."""

    SCAN = "scan"
    GARBLED = "garbled"
    PICTURE = "picture"
    ACROSS = "across"


# of a fault: 第2页…, page 2 …, pages 2, 3 …
_SAID = {
    Fault.SCAN: ("为扫描件，没有文字", "is a scan without text", "are scans without text"),
    Fault.GARBLED: (
        "文字是乱码（字体没有编码信息）",
        "has garbled text (its font does not tell the characters)",
        "have garbled text (their fonts do not tell the characters)",
    ),
    Fault.PICTURE: (
        "有大幅图片，没有读取",
        "has a large image that was not read",
        "have large images that were not read",
    ),
    Fault.ACROSS: (
        "有与其他文字方向垂直的文字，没有读取",
        "has text across the rest that was not read",
        "have text across the rest that was not read",
    ),
}


def fault_of(page: Page, body: Sequence[Line]) -> Fault | None:
    """Tell why a page cannot be read, None if it can be; ``body`` is its text without head and number."""
    text = "".join(line.text for line in body)
    if is_garbled(text) or page.misplaced:
        return Fault.GARBLED
    if not text:
        return Fault.SCAN if page.picture > _EMBLEM or page.paths >= _DRAWN else None
    if page.picture > 0.8:
        if len(text) < _STAMP:
            return Fault.SCAN
        return None if len(text) >= _UNDER_TEXT else Fault.PICTURE
    return Fault.PICTURE if page.picture > 0.5 else Fault.ACROSS if page.across else None


def say_blank(pages: Sequence[Page]) -> list[Text]:
    """Return a note on blank pages between others: a page that a damaged file lost looks the same."""
    last = max((page.number for page in pages if not page.is_blank), default=0)
    numbers = [page.number for page in pages if page.is_blank and page.number < last]
    if not numbers:
        return []
    ranges = _ranges(numbers)
    english = f"page {', '.join(ranges).replace('—', '–')} is blank"
    return [Text(f"第{'、'.join(ranges)}页是空白页", english)]


def is_garbled(text: str) -> bool:
    """Tell whether the characters of a page are not those that are printed on it."""
    dense = "".join(text.split())
    if count_private(dense) > max(5, 0.1 * len(dense)):
        return True
    if len(dense) < _JUDGED:
        return False
    known = sum((char.isascii() and char.isalnum()) or is_wide(char) for char in dense)
    han = sum(map(is_han, dense))
    return known < 0.6 * len(dense) or (han >= _JUDGED and uncommon(dense))


def say_unread(faults: Sequence[Fault | None]) -> list[Text]:
    """Return a sentence for each fault with the pages that have it."""
    said: list[Text] = []
    for fault, (zh, one, several) in _SAID.items():
        numbers = [number for number, own in enumerate(faults, 1) if own is fault]
        if numbers:
            ranges = _ranges(numbers)
            page = f"page {numbers[0]} {one}" if len(numbers) == 1 else ""
            english = page or f"pages {', '.join(ranges).replace('—', '–')} {several}"
            said.append(Text(f"第{'、'.join(ranges)}页{zh}", english))
    return said


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Return numbers as people write them.

    >>> _ranges([1, 2, 4, 6, 7, 8])
    ['1', '2', '4', '6—8']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]}—{run[-1]}"] if len(run) > 2 else map(str, run)
    return words


def nothing_read(file: File, faults: Sequence[Fault | None]) -> ReadError:
    """Return the error that says why there is no text in a whole file."""
    found = {fault for fault in faults if fault}
    if not found:
        return file.refuse("里面没有文字", "there is no text in it")
    if found == {Fault.SCAN}:
        whole = f"全部 {len(faults)} 页都是扫描件" if len(faults) > 1 else "整页是扫描件"
        return file.refuse(
            f"{whole}，没有文字可读；请先做文字识别（OCR），或用原 Word 文件检查",
            "all of it is scanned, there is no text to read; recognise the text (OCR) or check the Word file",
        )
    said = say_unread(faults)
    return file.refuse(
        f"没有一页能读（{'；'.join(text.zh for text in said)}）；请用原 Word 文件检查",
        f"no page can be read ({'; '.join(text.en for text in said)}); please check the Word file",
    )
