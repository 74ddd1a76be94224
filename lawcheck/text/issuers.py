"""Compare the names of issuing bodies: is it the same body, and is it named the same way?"""

from __future__ import annotations

import re

_PLACES = tuple("省市县区州旗盟镇乡")
_PLACE_ENDS = (*_PLACES, "街道", "苏木")
_OF_PLACE = (
    *("人民政府", "政府", "管理委员会", "管委会", "委员会", "党委", "党工委", "街道办事处", "办事处"),
    *(f"{place}委" for place in _PLACES),
)
_RULED_BY = ((_PLACES, "人民政府"), (("街道",), "办事处"))
_IN_BRACKETS = re.compile(r"\([^()]*\)?")


def names_of(issuer: str) -> list[str]:
    """Return the names of a joint issuer, without 中共, white space and what stands in brackets.

    >>> names_of("中共云溪县委、云溪县 人民政府")
    ['云溪县委', '云溪县人民政府']
    """
    bare = _IN_BRACKETS.sub("", "".join(issuer.split()))
    return [name.removeprefix("中共") for name in bare.split("、") if name]


def is_full(name: str) -> bool:
    """Tell whether a name says of which place the body is: headlines of websites say 县司法局."""
    return not name.startswith(_PLACES)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names name a body the same way.

    The higher place may be left out at the front; a place stands for each body that is of it.

    >>> same_name("江原省云溪县司法局", "云溪县司法局"), same_name("白石镇", "云溪县白石镇人民政府")
    (True, True)
    >>> same_name("酉阳土家族苗族自治县水利局", "酉阳自治县水利局"), same_name("云溪县司法局", "县司法局")
    (False, False)
    """
    long, short = sorted((one, other), key=len, reverse=True)
    if _is_rest_of(short, long):
        return True
    return any(_is_of_place(body, place) for place, body in ((one, other), (other, one)))


def _is_of_place(body: str, place: str) -> bool:
    """Tell whether a body is one of a place whose name stands alone."""
    if not place.endswith(_PLACE_ENDS):
        return False
    of = next((body.removesuffix(end) for end in _OF_PLACE if body.endswith(end)), body)
    return place in body or (of != body and _is_rest_of(of, place))


def _is_rest_of(short: str, long: str) -> bool:
    """Tell whether a name is another without its higher place: 县司法局 is no name by itself."""
    if short == long:
        return True
    if not long.endswith(short) or not long.removesuffix(short).endswith(_PLACES):
        return False
    return not short.startswith(_PLACES) and any(place in short for place in _PLACE_ENDS)


def shorter_names(name: str) -> list[str]:
    """Return a name and the same without its higher places; a bare place stands for its government.

    >>> shorter_names("江原省云溪县司法局"), shorter_names("云溪县白石镇")
    (['江原省云溪县司法局', '云溪县司法局'], ['云溪县白石镇人民政府', '白石镇人民政府'])
    """
    whole = name + next((of for ends, of in _RULED_BY if name.endswith(ends)), "")
    starts = range(len(whole))
    return [whole[start:] for start in starts if _is_rest_of(whole[start:], whole)]


def is_short_for(short: str, long: str) -> bool:
    """Tell whether a name is made of another's characters in their order (规资局, 市监局).

    >>> is_short_for("云溪县规资局", "云溪县规划和自然资源局")
    True
    """
    rest = iter(long)
    return all(char in rest for char in short)
