"""The one scan finds what a search for each term by itself finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lawcheck.text.doubles import doubled
from lawcheck.text.fold import fold
from lawcheck.text.terms import GAP, Scanner, occurrences

# few characters, so that words come again; one beyond 16 bits, half of one, one of each width
CHARACTERS = "法治政府年，。a\U00020bb7\ud800" + GAP
TEXTS = st.text(CHARACTERS, max_size=60).map(fold)
TERMS = st.lists(st.text(CHARACTERS, min_size=1, max_size=6).filter(lambda term: term.strip(GAP)), max_size=8)


@given(TEXTS, TERMS)
def test_a_scan_finds_each_term(text: str, terms: list[str]) -> None:
    hits = Scanner(terms).scan(text)
    for term in terms:
        alone = occurrences(text, fold(term))
        assert [hit.span for hit in hits.of(term)] == alone
        assert alone == [] or term in hits.possible(terms)


@given(TEXTS, TERMS)
def test_no_word_of_a_text_is_passed_over(text: str, words: list[str]) -> None:
    among = Scanner(()).scan(text).among(tuple(words))
    assert [word for word in words if word in text] == [word for word in among if word in text]


@given(st.text(CHARACTERS, max_size=30))
def test_a_word_stands_twice_where_both_are_equal(text: str) -> None:
    found = list(doubled(text, 2, 12))
    assert all(text[start : (start + end) // 2] * 2 == text[start:end] for start, end in found)
    sizes = {(end - start) // 2 for start, end in found}
    for size in range(2, 13):
        words = (text[at : at + size] for at in range(len(text) - 2 * size + 1))
        twice = any(word.isalpha() and 2 * word in text for word in words)
        assert twice == (size in sizes)
