"""Fragments of everything that a rule looks for, in any order: no check breaks, and every place is right."""

from __future__ import annotations

from frames import PARTS, frame
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck import ReadError, check_text

_WORDS = """
2030年代 12026年 2027年 2027年13月 2024年， 共办理 3件 、 ， 。 ； “ ”
《 》 （ ） 《合同法》 (以下简称《合同法》) 县环保局 原 安化县 司法局 在 领导下 的正确
法治政府建设 2025年度 一是 二是 (一) 1. 办结率 100% 以上 其中 分别为 共计 其他 由
增长 5% 三成 XX □ 的的 进行进行 规范性文件 〔2025〕 号 】 【 截至目前 “七五”普法
二十届三中全会 新修订的《行政复议法》 县水务局党组 坚持 白石镇 13个乡镇 各 ① 首先， 第一， ' "
’ ‘ × 万 余 百分之九十 〇 20XX年 年代 0 1 - — … | # *
"""
FRAGMENTS = _WORDS.split()
pieces = st.lists(st.sampled_from([*FRAGMENTS, "\n", "\u3000"]), min_size=1, max_size=40)
passages = st.sampled_from([*PARTS, "title", "opening", "signature"])


@given(passage=passages, fragments=pieces)
@settings(derandomize=True, max_examples=600)
def test_any_fragments_can_be_checked(passage: str, fragments: list[str]) -> None:
    text = frame({passage: "".join(fragments)})
    try:
        report = check_text(text, force=True)
    except ReadError:  # a title of a few signs may leave no text
        return
    for finding in report.findings:
        start, end = finding.place.span
        assert 0 <= start < end <= len(text), finding
        assert finding.place.excerpt == text[start:end], finding
