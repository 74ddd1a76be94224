"""Read from a file's name, and the folders above it, who issued the paper and for which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lawcheck.text.dates import dates
from lawcheck.text.fold import fold
from lawcheck.text.issuers import is_full
from lawcheck.text.names import is_name, level_of
from lawcheck.text.titles import parse_title

_FOLDERS = 4  # so many folders above a file tell of it
_LONGEST = 200  # characters of a name that are looked at
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_COUNT = r"(?:\d{1,8}(?!\d)|[一二三四五六七八九十]{1,3}(?=[、)\]]))"
_NUMBERED = re.compile(rf"^(?:附件\s*{_COUNT}?|[(\[]?{_COUNT})[\s.、:_)\]\-]*(?!年)")
_BETWEEN = re.compile(r"[\s_·.()\[\]【】—–-]+")
_GENERIC = re.compile(r"各.*|[省市县区镇乡街道级直属]+(?:部门|单位|政府)?")  # of sorts of bodies, not of one
_PLACE = re.compile("[省市县区州旗盟]$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_ALONE = re.compile(r"((?:19|20)\d\d)(?:年度?|年?度.*)?")


class Named(NamedTuple):
    """What a file's name tells; None where it does not."""

    issuer: str | None
    year: int | None


def read_file_name(path: str) -> Named:
    """Return the issuer and the reported year that a path tells: the name itself, else its folders.

    >>> read_file_name("云溪县司法局2025年法治政府建设年度报告.docx")
    Named(issuer='云溪县司法局', year=2025)
    >>> read_file_name("东岭市/白石镇/2024年度法治政府建设情况报告.txt")
    Named(issuer='东岭市白石镇', year=2024)
    """
    *folders, name = [step[:_LONGEST] for step in re.split(r"[/\\]+", path) if step] or [""]
    above = [fold(folder).strip() for folder in folders[-_FOLDERS:]]
    stem = fold(_SUFFIX.sub("", name)).strip()
    return Named(_issuer(stem, above), _year(stem) or _year_of_folders(above))


def _issuer(stem: str, above: Sequence[str]) -> str | None:
    """Return the issuer that a name tells; a body that says no place is one of the folder's place."""
    own = _body(_NUMBERED.sub("", stem))
    if own and level_of(own) and is_full(own):
        return own
    if own:
        return _of_place(own, above)
    for at in range(len(above) - 1, -1, -1):
        found = _body(_NUMBERED.sub("", above[at]))
        if found:
            return _of_place(found, above[:at])
    return None


def _of_place(body: str, above: Sequence[str]) -> str:
    """Return a body's name with the place of the folder above it in front."""
    place = above[-1] if above else ""
    if not (is_name(place) and _PLACE.search(place)) or _GENERIC.fullmatch(place) or place in body:
        return body
    return place + (body[1:] if body[0] == place[-1] else body)  # 云溪县/县司法局


def _body(text: str) -> str | None:
    """Return the body that a name or a piece of it tells."""
    for piece in _pieces(text):
        told = parse_title(piece)
        found = told.issuer or told.place or (piece if is_name(piece) else None)
        if found and not _GENERIC.fullmatch(found):
            return found
    return None


def _pieces(text: str) -> Iterator[str]:
    yield text
    yield from (piece for piece in _BETWEEN.split(text) if piece and piece != text)


def _year(stem: str) -> int | None:
    """Return the year of a title, else one that stands for itself and not in a date."""
    titled = parse_title(stem).year
    if titled:
        return titled
    in_dates = [day.span for day in dates(stem)]
    found = (it for it in _YEAR.finditer(stem) if not any(it.start() in span for span in in_dates))
    return next((int(it[0]) for it in found), None)


def _year_of_folders(above: Sequence[str]) -> int | None:
    """Return the year of the nearest folder that is named after one: 2024, 2024年, 2024年度报告."""
    matches = (_YEAR_ALONE.fullmatch(folder) for folder in reversed(above))
    return next((int(match[1]) for match in matches if match), None)
