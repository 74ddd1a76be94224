"""``lawcheck derive``: a rule file proposed from papers, with counts that are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck import Status, check, cli, load_rules
from lawcheck.author.derive import paper_of, proposal
from lawcheck.rulebook.dumping import quoted

Capture = pytest.CaptureFixture[str]
TESTS = Path(__file__).parent
GOOD = sorted((TESTS / "good").glob("*.txt"))
BODY = "立案查处水事违法案件48件，办理河道采砂许可264件，全年各项任务有序进行。"


def paper(folder: Path, number: int, *headings: str, body: str = BODY) -> Path:
    lines = [
        f"{number}、{heading}\n{body}" for number, heading in zip("一二三四五六", headings, strict=False)
    ]
    path = folder / f"{number}.txt"
    title = f"云溪县水利局{2020 + number}年法治政府建设情况报告"
    path.write_text("\n".join([title, *lines, "云溪县水利局", f"{2021 + number}年1月20日", ""]), "utf-8")
    return path


def derived(folder: Path, *papers: Path, share: float = 0.5) -> str:
    text = proposal([paper_of(str(path)) for path in papers], share)
    (folder / "derived.yaml").write_text(text, "utf-8")
    load_rules(folder / "derived.yaml")
    return text


def test_headings_are_counted_over_papers(tmp_path: Path) -> None:
    papers = [
        paper(tmp_path, 1, "2021年主要举措和成效", "河湖管护情况", "存在的不足和原因"),
        paper(tmp_path, 2, "云溪县水利局主要举措和成效", "河湖管护情况", "渡口安全"),
        paper(tmp_path, 3, "工作成效", "河湖水库管护情况", "存在的不足和原因"),
    ]
    text = derived(tmp_path, *papers)
    assert "  - id: achievements  # 3/3\n" in text
    assert "      - 主要举措和成效  # 2/3\n      - 工作成效  # 1/3\n" in text
    assert "  - id: part2  # 3/3\n    title: 河湖管护情况\n" in text
    assert "      - 河湖管护情况  # 2/3\n      - 河湖水库管护情况  # 1/3\n" in text
    assert "  - id: shortcomings  # 2/3\n" in text
    assert "# 较少见的标题：\n#   渡口安全 1/3\n" in text
    assert "    - 法治政府建设情况报告  # 3/3\n" in text


@pytest.mark.parametrize(("share", "asked"), [(0.5, False), (0.3, True)])
def test_the_share_decides_what_is_asked(tmp_path: Path, share: float, asked: bool) -> None:
    papers = [paper(tmp_path, at, "主要举措和成效", *(["渡口安全"] if at == 1 else [])) for at in (1, 2, 3)]
    text = derived(tmp_path, *papers, share=share)
    assert ("    title: 渡口安全\n" in text) == asked
    assert "渡口安全 1/3" in text or asked


def test_terms_are_counted_over_papers(tmp_path: Path) -> None:
    papers = [
        paper(tmp_path, 1, "主要举措和成效", body="河道巡查40次，清理垃圾12吨，没有其他事项。"),
        paper(tmp_path, 2, "主要举措和成效", body="河道巡查60次，清理垃圾20吨，没有其他事项。"),
        paper(tmp_path, 3, "主要举措和成效", body="全年河道巡查90次，植树1200株，没有其他事项。"),
    ]
    text = derived(tmp_path, *papers)
    assert "河道" in text
    assert "巡查]  # 3/3\n" in text
    assert "垃圾]  # 2/3" in text.partition("# achievements 中较少见的：")[0]
    assert "植树" in text.partition("# achievements 中较少见的：")[2]
    assert "云溪" not in text


def test_cues_stand_in_no_other_part(tmp_path: Path) -> None:
    papers = [paper(tmp_path, at, "河湖管护情况", "渡口管护情况") for at in (1, 2)]
    text = derived(tmp_path, *papers)
    assert "- 河湖管护  # 2/2" in text
    assert "- 渡口管护  # 2/2" in text
    assert "- 管护  #" not in text


def test_the_book_derived_from_good_papers_finds_its_parts_in_them(tmp_path: Path) -> None:
    derived(tmp_path, *GOOD)
    book = load_rules(tmp_path / "derived.yaml")
    assert [part.id for part in book.sections] == ["achievements", "leadership", "shortcomings", "plan"]
    for path in GOOD:
        report = check(path, rules=book)
        assert {part.placement for part in report.sections} <= {"own", "merged"}, path
        told = {v.rule: v.status for v in report.rules if v.kind == "coverage"}
        assert Status.MISSING not in told.values(), (path, told)


def test_the_same_papers_give_the_same_book() -> None:
    papers = [paper_of(str(path)) for path in GOOD[:3]]
    assert proposal(papers) == proposal(papers)


def test_one_paper_is_said_to_be_little(tmp_path: Path, capsys: Capture) -> None:
    assert "只有一份报告" in derived(tmp_path, GOOD[0])
    assert cli.main(["derive", str(GOOD[0])]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# 由 1 份报告归纳而成")
    assert "只有一份报告" in err


@settings(derandomize=True, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_quoted_so_that_yaml_reads_it_back(text: str) -> None:
    import yaml

    assert yaml.load(f"key: {quoted(text)}\n", yaml.BaseLoader) == {"key": text}


@pytest.mark.parametrize(
    "heading", ["- 渡口: 安全#1", "“新”篇章", "[待办]事项", "'引'号", "a: b", "渡口@安全|&*!%"]
)
def test_hostile_headings_give_a_file_that_loads(tmp_path: Path, heading: str) -> None:
    papers = [paper(tmp_path, at, heading, "主要举措和成效") for at in (1, 2)]
    derived(tmp_path, *papers)


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(["derive", *args])
    return status, *capsys.readouterr()


def test_files(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "own.yaml"
    folder = str(TESTS / "good")
    assert call(capsys, folder, "-o", str(path)) == (0, f"已写：{path}\n", "")
    assert load_rules(path).sections
    status, _, err = call(capsys, folder, "-o", str(path))
    assert status == 2
    assert "--force" in err
    assert call(capsys, folder, "-o", str(path), "--force", "--lang", "en")[0] == 0


def test_what_cannot_be_read_is_said_and_is_3(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty.txt").write_text("")
    status, out, err = call(capsys, str(GOOD[0]), str(GOOD[1]), str(tmp_path / "empty.txt"))
    assert status == 3
    assert "rulebook: derived" in out
    assert "empty.txt" in err
    status, out, err = call(capsys, str(tmp_path))
    assert (status, out) == (3, "")
    assert "没有可用的报告" in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "没有写报告"),
        ((str(GOOD[0]), "--share", "2"), "0 到 1"),
        ((str(GOOD[0]), "-o", str(GOOD[0])), "会覆盖"),
    ],
)
def test_what_makes_no_sense_is_2(args: tuple[str, ...], words: str, capsys: Capture) -> None:
    status, out, err = call(capsys, *args)
    assert (status, out) == (2, "")
    assert words in err


def test_no_cache_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lawcheck.text import words

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    words._general.cache_clear()
    assert words.cut("行政执法监督") == ["行政", "执法监督"] or words.cut("行政执法监督")
    assert list(tmp_path.iterdir()) == []
