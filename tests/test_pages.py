"""Pages of fixed layout → paragraphs: what PDF and OFD share."""

from __future__ import annotations

import unicodedata

import pytest
from makers.setting import HEIGHT, LEFT, PITCH, SIZE, TOP, WIDTH, Run, set_pages, width, wrap

from lawcheck.errors import ReadError
from lawcheck.model import Document, Span
from lawcheck.readers import File
from lawcheck.readers._pages import Page, Piece, compose_pages
from lawcheck.readers._pages.letters import tidy
from lawcheck.readers._pages.unread import Fault, is_garbled, say_unread

TITLE = "云溪县司法局关于2025年度法治政府建设情况的报告"
BODY = "县司法局坚持以习近平法治思想为指导，全面推进依法行政，现将有关情况报告如下。"
FULL = "县司法局坚持以习近平法治思想为指导统筹推进全县各项工作"  # as long as a line


def pieces(run: Run) -> list[Piece]:
    """Return a line cut at its blanks, which are half a character wide."""
    found, x = [], run.x
    for word in run.text.split(" "):
        if word:
            found.append(Piece(word, x, x + width(word) * run.size, run.y, run.size))
        x += (width(word) + 0.5) * run.size
    return found


def page(*runs: Run, number: int = 1, picture: float = 0.0, paths: int = 0) -> Page:
    own = tuple(piece for run in runs for piece in pieces(run))
    return Page(number, WIDTH, HEIGHT, own, picture, paths)


def read(*pages: Page) -> Document:
    return compose_pages(pages, File(b"", "p.pdf"), format="pdf")


def lines(*runs: Run) -> list[str]:
    """Return the lines of a page that begins with some runs and ends with a paragraph."""
    end = max(run.y for run in runs) + PITCH
    last = Run(f"{BODY[:25]}", LEFT + 2 * SIZE, end), Run(f"{BODY[25:]}", LEFT, end + PITCH)
    *own, paragraph = read(page(*runs, *last)).text.split("\n")
    assert paragraph == BODY
    return own


def row(index: int, *cells: tuple[float, str]) -> list[Run]:
    return [Run(text, x, TOP + index * PITCH) for x, text in cells]


def pages_of(text: str, **options: object) -> list[Page]:
    sheets = set_pages(text, **options)  # type: ignore[arg-type]
    return [page(*sheet.runs, number=number) for number, sheet in enumerate(sheets, 1)]


LONG = "\n".join((TITLE, *(f"（{n}）完善制度。{BODY * 5}" for n in "一二三四五六七八九")))


@pytest.mark.parametrize("indent", [2, 0])
@pytest.mark.parametrize("per_page", [22, 7])
def test_paragraphs_become_one_again(indent: int, per_page: int) -> None:
    """Over lines and pages, whether first lines are indented or not."""
    assert read(*pages_of(LONG, indent=indent, per_page=per_page)).text == LONG


def test_a_sentence_ends_a_paragraph_where_nothing_is_indented() -> None:
    """Sentences that end with their full line tell nothing but that; elsewhere the next line tells."""
    sentence = f"{FULL[:-1]}。"
    assert lines(*row(0, (LEFT, sentence)), *row(1, (LEFT, sentence))) == [sentence, sentence]


def test_a_heading_that_fills_its_line_stays_alone() -> None:
    """It has no mark, and what follows fills a line too."""
    heading = f"一、{FULL[:-2]}"
    text = f"{TITLE}\n{heading}\n{BODY * 2}\n二、存在的问题\n{BODY}"
    assert read(*pages_of(text, indent=0)).text == text


@pytest.mark.parametrize("end", ["格局。", "总体格局"])
def test_a_heading_with_marks_that_fills_its_line_stays_alone(end: str) -> None:
    """Where the others stand on lines of their own too."""
    heading = f"（二）健全预防调处化解的工作机制，构建社会治理的{'全面' * 4}"[: 27 - len(end)] + end
    text = f"{TITLE}\n（一）健全制度，加强审查\n{BODY * 2}\n{heading}\n{BODY * 2}\n（三）规范执法\n{BODY * 3}"
    assert read(*pages_of(text, indent=0)).text == text


def test_short_lines_that_end_alike_are_no_paragraph() -> None:
    """Headings one below the other fill nothing, however few lines there are."""
    heads = ["（一）健全制度体系", "1.第一项工作情况", "2.第二项工作情况", "（二）加强执法监督"]
    assert lines(*(run for n, head in enumerate(heads) for run in row(n, (LEFT, head)))) == heads


def test_lines_that_end_unevenly_are_not_centred() -> None:
    """As far from the right edge as it is indented, a line still begins a paragraph."""
    sentence = f"{FULL[:26]}。"
    starts = [f"（一）{FULL[:19]}，", f"（二）{FULL[:19]}，"]
    runs = row(0, (LEFT + 2 * SIZE, starts[0])) + row(1, (LEFT, sentence))
    runs += row(2, (LEFT + 2 * SIZE, starts[1])) + row(3, (LEFT, sentence))
    assert lines(*runs) == [starts[0] + sentence, starts[1] + sentence]


def test_a_name_below_a_full_sentence_signs() -> None:
    """No paragraph ends without a mark, whether first lines are indented or not."""
    sentence = f"{FULL[:26]}。"
    text = f"{TITLE}\n{BODY * 9}\n{sentence}\n云溪县司法局\n2026年1月20日"
    assert read(*pages_of(text, indent=0)).text == text


def test_marks_may_hang_outside_the_text() -> None:
    """Where full lines end is told by the lines that end without a mark."""
    runs: list[Run] = []
    for n in range(0, 12, 3):
        runs += row(n, (LEFT + 2 * SIZE, FULL[:24])) + row(n + 1, (LEFT, FULL))
        runs += row(n + 2, (LEFT, f"{FULL[:9]}。"))
    hung = [Run(f"{run.text}，" if run.text == FULL else run.text, run.x, run.y) for run in runs]
    assert len(lines(*hung)) == 4


def test_a_number_is_read_with_its_whole_line() -> None:
    """一，个别系统… is the number of a heading only where no sentence follows."""
    text = (
        f"{TITLE}\n{BODY * 3}信息系统建设标准至今还没有能够得到完全统一，个别垂直管理的系统尚未对接。{BODY}"
    )
    broken = [run for sheet in set_pages(text, indent=0) for run in sheet.runs]
    assert any(run.text.startswith("一，个") for run in broken)
    assert read(*pages_of(text, indent=0)).text == text


def test_quoted_words_are_not_parted() -> None:
    """Programs take quotation marks along with what stands on both their sides."""
    first, second = FULL[:19], "用“4·15”“4·22”、“6·5”等节点集中宣传法律。"
    runs = [*row(0, (LEFT + 2 * SIZE, FULL[:25])), *row(1, (LEFT, FULL)), *row(2, (LEFT, first))]
    assert lines(*runs, *row(3, (LEFT, second))) == [FULL[:25] + FULL + first + second]


def test_long_tables_do_not_tell_how_the_text_is_set() -> None:
    """Their rows may hold more characters than the paragraphs, in a smaller size."""
    table = [
        Run(text, x, TOP + n * 17, 12)
        for n in range(20)
        for x, text in ((90, "规范性文件的合法性审核"), (300, f"{n + 10}件"), (400, "全部办结"))
    ]
    text = [Run(FULL[:25], LEFT + 2 * SIZE, 560), Run(f"{FULL[:-1]}。", LEFT, 588), Run(FULL[:9], LEFT, 616)]
    assert lines(*table, *text)[20:] == [f"{FULL[:25]}{FULL[:-1]}。{FULL[:9]}"]


def test_numbers_that_a_line_happens_to_begin_with_part_nothing() -> None:
    """A sentence that is not at its end goes on with 三、四季度."""
    text = f"{TITLE}\n{BODY}\n{BODY[:-1]}县政府在本年开展工作之中和第三、四季度召开会议。{BODY}\n{BODY}"
    assert any(line.text.startswith("三、四") for sheet in set_pages(text) for line in sheet.runs)
    assert read(*pages_of(text)).text == text


def test_a_long_title_is_joined_and_a_name_above_it_is_not() -> None:
    """The break that the writer made stays, the one that the width made goes."""
    centred = [
        Run("云溪县司法局", 230, 110, 22),
        Run("关于2025年度全县推进法治政府建设工作情", 84, 146, 22),
        Run("况的报告", 252, 182, 22),
        *row(4, (LEFT + 2 * SIZE, FULL[:-2])),
        *row(5, (LEFT, f"{FULL[:20]}。")),
    ]
    assert lines(*centred)[:2] == ["云溪县司法局", "关于2025年度全县推进法治政府建设工作情况的报告"]


def test_words_keep_their_blank_and_numbers_stay_whole() -> None:
    """A line's end is a blank between words, nothing beside Chinese characters or inside a number."""
    first = f"{FULL[:21]}GB/T 33190"
    runs = [
        *row(0, (LEFT + 2 * SIZE, first[:-2])),
        *row(1, (LEFT, "standard等要求办理事项共计完成省市县三级合计1234")),
    ]
    runs += row(2, (LEFT, "56件。"))
    assert lines(*runs) == [f"{first[:-2]} standard等要求办理事项共计完成省市县三级合计123456件。"]


def test_gaps_beside_numbers_are_no_blanks() -> None:
    """Programs leave a quarter of a character there; half a one between words was typed."""
    x = LEFT + 2 * SIZE
    gap = SIZE / 4
    spread = [
        Run("关于", x, TOP),
        Run("2025", x + 2 * SIZE + gap, TOP),
        Run("年度", x + 4 * SIZE + 2 * gap, TOP),
    ]
    assert lines(*spread) == ["关于2025年度"]
    assert lines(Run("Open Document工作", x, TOP)) == ["Open Document工作"]


def test_a_typed_blank_stays() -> None:
    """Where the file holds a blank, the writer meant it."""
    one = Piece("共计", 100, 132, 100, 16)
    two = Piece("12345", 140, 180, 100, 16, typed=True)
    rest = pieces(Run(BODY, 100, 140))
    document = read(Page(1, WIDTH, HEIGHT, (one, two, *rest)))
    assert document.text.startswith("共计 12345\n")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (((200, "存"), (230, "在"), (260, "问"), (290, "题")), "存在问题"),
        (((200, "一、存"), (262, "在"), (292, "问"), (322, "题")), "一、存在问题"),
        (((200, "报"), (250, "告")), "报告"),
        (((100, "2025"), (150, "年"), (184, "度"), (218, "报"), (252, "告")), "2025年度报告"),
        (((250, "云溪县司法局"), (380, "2026年1月20日")), "云溪县司法局\u30002026年1月20日"),
        (
            ((250, "云"), (290, "溪"), (330, "县"), (420, "2026年1月20日")),
            "云\u3000溪\u3000县\u30002026年1月20日",
        ),
    ],
)
def test_spaced_headings_are_healed_and_signatures_are_not(
    cells: tuple[tuple[float, str], ...], text: str
) -> None:
    """Letters at even distances are a heading; words at any distance are words."""
    assert lines(*row(0, *cells)) == [text]


def spread(text: str, x: float, gap: float, *, typed: bool = False) -> list[Piece]:
    """Return characters printed one by one with gaps between them."""
    size, step = SIZE, SIZE * (1 + gap)
    return [
        Piece(char, x + n * step, x + n * step + size, TOP, size, typed and n > 0)
        for n, char in enumerate(text)
    ]


def read_line(*own: Piece) -> str:
    rest = Run(BODY[:25], LEFT + 2 * SIZE, TOP + PITCH), Run(BODY[25:], LEFT, TOP + 2 * PITCH)
    return read(Page(1, WIDTH, HEIGHT, (*own, *page(*rest).pieces))).text.split("\n")[0]


def test_a_line_stretched_to_its_width_has_no_blanks() -> None:
    """Programs move its characters apart where a long word went to the next line."""
    own = [*spread("应诉", LEFT, 0.7), Piece("1.2", 136, 160, TOP, SIZE), Piece("万", 171, 187, TOP, SIZE)]
    own += [*spread("次，率", 198, 0.7), Piece("99.2%", 279, 315, TOP, SIZE)]
    assert read_line(*own) == "应诉1.2万次，率99.2%"
    assert read_line(*spread("次上限，累计查询", LEFT, 1.5)) == "次上限，累计查询"


def test_headings_spaced_with_blanks_are_healed() -> None:
    """Narrow blanks too, and where a year stands among the letters."""
    assert read_line(*spread("存在问题", LEFT, 0.15, typed=True)) == "存在问题"
    assert read_line(*spread("2026年工作安排", LEFT, 0.5, typed=True)) == "2026年工作安排"


def test_two_names_keep_their_blank() -> None:
    """Some programs print blanks as mere gaps; nothing else moves two words without marks apart."""
    two = Run("中共云溪县委", LEFT, TOP), Run("云溪县人民政府", LEFT + 6.25 * SIZE, TOP)
    assert lines(*two) == ["中共云溪县委 云溪县人民政府"]


def test_marks_as_wide_as_figures_part_no_number() -> None:
    """Where a narrow point stands on the place of a figure."""
    parts = [(90, "共受理1,"), (153, "358件，办结率98."), (283, "2%")]
    own = [Piece(text, x, x + width(text) * SIZE - 4, TOP, SIZE) for x, text in parts]
    assert read_line(*own) == "共受理1,358件，办结率98.2%"


def test_text_printed_a_hair_beside_itself_counts_once() -> None:
    """Also where only a part of a line is caught twice."""
    first, second = "一是优化政务服务。推进农业领", "务。推进农业领域改革"
    own = [
        Piece(first, LEFT, LEFT + 14 * SIZE, TOP, SIZE),
        Piece(second, LEFT + 7 * SIZE + 0.3, LEFT + 17 * SIZE + 0.3, TOP, SIZE),
        Piece("改革", LEFT + 15 * SIZE + 0.6, LEFT + 17 * SIZE + 0.6, TOP, SIZE),
    ]
    assert read_line(*own) == "一是优化政务服务。推进农业领域改革"
    watermark = Piece("务内部", LEFT + 4 * SIZE, LEFT + 7 * SIZE, TOP, SIZE)
    assert "务内部" in read_line(own[0], watermark)  # other words in one place are no second print


def columns(text: str, *, number: str = "", x: float = 280) -> list[Run]:
    """Return a page of two columns of 16 characters below a title over both."""
    title, *paragraphs = text.split("\n")
    size, step, half = 14.0, 20.0, 16
    rows = [(n == 0, part) for it in paragraphs for n, part in enumerate(wrap(it, 2, half))]
    share = (len(rows) + 1) // 2
    runs = [Run(title, 120, 90, 18), Run(number, x, 800, 12)]
    for n, (first, part) in enumerate(rows):
        column, row = divmod(n, share)
        left = (60, 320)[column] + (2 * size if first else 0)
        runs.append(Run(part, left, 130 + row * step, size))
    return runs


@pytest.mark.parametrize("x", [60, 280, 530])
def test_two_columns_are_read_one_after_the_other(x: float) -> None:
    """What stands over both, or far below them, is in neither."""
    text = f"{TITLE}\n" + "\n".join(f"（{n}）完善制度。{BODY * 2}" for n in "一二三四")
    assert read(page(*columns(text, number="2", x=x))).text == text


def test_numbers_beside_every_line_are_left_out() -> None:
    """Drafts print them, on the last short page too; the first column of a table is none."""
    numbered = [
        page(*it.runs, *(Run(str(n), 50, run.y, 10) for n, run in enumerate(it.runs[1:], 1)), number=number)
        for number, it in enumerate(set_pages(LONG), 1)
    ]
    assert read(*numbered).text == LONG
    table = [*row(0, (60, "序号"), (200, "事项"))]
    table += [run for n in range(1, 13) for run in row(n, (60, str(n)), (200, f"{BODY[n]}类普法活动"))]
    assert lines(*table)[3] == f"3\t{BODY[3]}类普法活动"


def test_tables_are_no_columns() -> None:
    """What stands in one row of a table belongs together."""
    names = ("政务公开", "行政复议案件审理", "规范性文件备案审查和清理", "普法", "人民调解工作")
    table = [
        run for n in range(10) for run in row(n, (90, names[n % 5]), (300, f"已经完成{names[(n + 2) % 5]}"))
    ]
    assert lines(*table)[0] == f"{names[0]}\t已经完成{names[2]}"


def test_rows_of_tables_stay_rows() -> None:
    """Each is a flat line with tabs, also where its cells are single characters."""
    table = [
        *row(0, (90, "事项"), (250, "是"), (400, "否")),
        *row(1, (90, "备案"), (250, "3"), (400, "5")),
        *row(2, (90, "审核"), (250, "7"), (400, "9")),
    ]
    assert lines(*table) == ["事项\t是\t否", "备案\t3\t5", "审核\t7\t9"]
    rows = ((250, "是"), (400, "否")), ((250, "有"), (400, "无")), ((250, "12"), (400, "甲乙"))
    assert lines(*(run for n, cells in enumerate(rows) for run in row(n, *cells)))[1:] == [
        "有\t无",
        "12\t甲乙",
    ]


def test_a_row_is_no_heading() -> None:
    """Even with a number in front."""
    table = [
        *row(0, (90, "一、备案"), (250, "存在问题"), (400, "3")),
        *row(1, (90, "二、审核"), (250, "无"), (400, "5")),
    ]
    runs = [*table, *row(2, (LEFT + 2 * SIZE, "三、下一步打算")), *row(3, (LEFT + 2 * SIZE, BODY[:25]))]
    assert [section.title for section in read(page(*runs)).sections] == ["下一步打算"]


def test_a_number_far_from_its_heading_is_no_cell() -> None:
    """Lists are printed with their numbers hanging."""
    runs = [run for n in range(3) for run in row(n, (90, f"{n + 1}."), (130, "加强培训，提高能力。"))]
    assert lines(*runs) == [f"{n}.加强培训，提高能力。" for n in (1, 2, 3)]
    assert lines(*row(0, (90, "①"), (130, "加强培训。"))) == ["①加强培训。"]


@pytest.mark.parametrize(
    "number",
    [
        "— {} —",
        "- {} -",
        "－{}－",
        "第 {} 页 共 9 页",
        "第{}页",
        "{}/9",
        "{}",
        "Page {}",
        "第 {} 页，共 9 页",
        "· {} ·",
    ],
)
def test_page_numbers_are_left_out(number: str) -> None:
    """In all usual forms."""
    assert read(*pages_of(LONG, number=number)).text == LONG


def test_running_heads_are_left_out() -> None:
    """Lines that come again in one place; the title in another place stays."""
    assert read(*pages_of(LONG, head="云溪县司法局 2025年度报告 内部")).text == LONG
    assert read(*pages_of(LONG, head=TITLE)).text == LONG


def test_numbers_in_the_text_stay() -> None:
    """A lone number in the middle of a page is text."""
    assert lines(*row(0, (90, "办结件数")), *row(2, (90, "35")))[-1] == "35"


def test_lines_that_only_begin_pages_alike_stay() -> None:
    """Text that stands at the distance of text is no running head."""
    sheet = [*row(0, (LEFT, FULL)), *row(1, (LEFT, FULL)), *row(2, (LEFT, f"{FULL[:20]}。"))]
    high = [Run(run.text, run.x, run.y - 50) for run in sheet]
    assert read(page(*high), page(*high, number=2)).text == "\n".join([f"{FULL * 2}{FULL[:20]}。"] * 2)


def test_radicals_become_characters() -> None:
    """Fonts name glyphs by radicals that look the same."""
    assert (
        tidy("⻅⻋⻓⻔⺠⻛⻢⻬⻰⻩⻜⻚⻉⻆⻄⻥⻦⻮⻘⻁⺟⻝") == "见车长门民风马齐龙黄飞页贝角西鱼鸟齿青虎母食"
    )
    assert tidy("⼀⾏政⼈⽂") == "一行政人文"
    assigned = [chr(code) for code in range(0x2E80, 0x2FD6) if unicodedata.category(chr(code)) != "Cn"]
    assert [char for char in assigned if tidy(char) == char] == ["⺀", "⺂", "⺃"]  # strokes of none


def test_what_is_not_printed_is_left_out() -> None:
    """Soft hyphens and their like."""
    assert tidy("行\u00ad政\u200b执\ufeff法\x02") == "行政执法"


def test_each_paragraph_has_its_page() -> None:
    """The one on which it begins."""
    pages = pages_of(LONG, per_page=7)
    document = read(*pages)
    for mark in ("云溪", "（二）", "（九）"):
        number = next(it.number for it in pages if any(own.text.startswith(mark) for own in it.pieces))
        at = document.text.index(mark)
        assert document.place(Span(at, at + 1)).page == number


def refusal(*pages: Page) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(*pages)
    return caught.value


@pytest.mark.parametrize(
    ("second", "zh", "en"),
    [
        (page(picture=1.0), "第2页为扫描件，没有文字", "page 2 is a scan without text"),
        (
            page(Run("— 2 —", 280, 790), picture=1.0),
            "第2页为扫描件，没有文字",
            "page 2 is a scan without text",
        ),
        (
            page(Run("云溪县司法局", 90, 50), picture=0.9),
            "第2页为扫描件，没有文字",
            "page 2 is a scan without text",
        ),
        (page(paths=200), "第2页为扫描件，没有文字", "page 2 is a scan without text"),
        (
            page(Run(BODY, 90, 100), picture=0.6),
            "第2页有大幅图片，没有读取",
            "page 2 has a large image that was not read",
        ),
        (
            page(Run("\ue001\ue002" * 20, 90, 300)),
            "第2页文字是乱码（字体没有编码信息）",
            "page 2 has garbled text",
        ),
    ],
)
def test_pages_that_cannot_be_read_are_named(second: Page, zh: str, en: str) -> None:
    """What may hold text of the paper is said; the others are read."""
    first = page(*row(0, (LEFT, TITLE)), *row(1, (LEFT, BODY)))
    document = read(first, second)
    assert [text.zh for text in document.unread] == [zh]
    assert document.unread[0].en.startswith(en)
    assert document.text.startswith(TITLE)


@pytest.mark.parametrize(
    "second", [page(), page(picture=0.03), page(paths=4), page(Run(BODY * 2, 9, 99), picture=0.3)]
)
def test_blank_pages_and_small_images_are_fine(second: Page) -> None:
    """An empty page, a seal, a rule and an emblem hold no text."""
    assert read(page(Run(BODY, LEFT, TOP)), second).unread == ()


def test_text_on_a_background_is_read() -> None:
    """Much text on a page-filling image: it is their background, or was recognised from it."""
    runs = [Run(BODY, LEFT, TOP + PITCH * n) for n in range(8)]
    assert read(page(*runs, picture=1.0)).unread == ()


def test_pages_are_grouped() -> None:
    """Each fault is one sentence."""
    scan, garbled = Fault.SCAN, Fault.GARBLED
    said = say_unread([None, scan, garbled, scan, scan, scan, scan])
    assert [text.zh for text in said] == [
        "第2、4—7页为扫描件，没有文字",
        "第3页文字是乱码（字体没有编码信息）",
    ]
    assert said[0].en == "pages 2, 4–7 are scans without text"


def test_a_file_without_any_text_is_refused() -> None:
    """With the reason, and what to do."""
    scans = [page(picture=1.0, number=n) for n in (1, 2, 3)]
    assert (
        refusal(*scans).reason
        == "全部 3 页都是扫描件，没有文字可读；请先做文字识别（OCR），或用原 Word 文件检查"
    )
    assert refusal(scans[0]).reason.startswith("整页是扫描件")
    mixed = refusal(scans[0], page(Run("\ue001" * 40, 90, 300)))
    assert "第1页为扫描件" in mixed.reason
    assert "第2页文字是乱码" in mixed.reason
    assert refusal(page()).reason == "里面没有文字"


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (BODY * 3, False),
        ("The quick brown fox jumps over the lazy dog again and again and again", False),
        ("\uf0b7加强培训" * 20, True),
        ("".join(chr(ord(char) + 500) for char in FULL * 3), True),
        ("!\"#$%&'()*+" * 9, True),
        ("\uf0b7" + BODY, False),
    ],
)
def test_garbled_text_is_told(text: str, garbled: bool) -> None:
    """By private characters, strange ones, or hardly any common one."""
    assert is_garbled(text) is garbled


def test_watermarks_as_large_as_a_hand_are_left_out() -> None:
    """No text of a paper is printed as large."""
    assert lines(Run("内部资料", 90, 400, 90), *row(0, (LEFT, FULL[:9]))) == [FULL[:9]]


def test_footnotes_do_not_interrupt_the_text() -> None:
    """They stand behind the paragraph; the raised numbers that refer to them are left out."""
    pages = pages_of(LONG, per_page=7)
    note = Run("1数据来源于云溪县统计公报。", LEFT, 760, 9)
    mark = Run("1", LEFT + 60, TOP + 3 * PITCH - 6, 8)
    noted = [Page(1, WIDTH, HEIGHT, (*pages[0].pieces, *pieces(note), *pieces(mark))), *pages[1:]]
    found = read(*noted).text.split("\n")
    assert "1数据来源于云溪县统计公报。" in found
    assert "\n".join(it for it in found if not it.startswith("1")) == LONG


def test_large_words_in_one_place_of_many_pages_are_watermarks() -> None:
    """What is printed large on one page alone is text, such as the title of an annex."""
    pages = pages_of(LONG, per_page=7)
    mark = Run("内部资料", 200, TOP + 2 * PITCH + 4, 50)
    marked = [Page(it.number, WIDTH, HEIGHT, (*it.pieces, *pieces(mark))) for it in pages]
    assert len(pages) >= 3
    assert read(*marked).text == LONG
    assert "内部资料" in read(marked[0], *pages[1:]).text


def test_text_printed_twice_counts_once() -> None:
    """Some programs print bold letters so."""
    runs = [Run("一、工作情况", LEFT, TOP), Run("一、工作情况", LEFT + 0.2, TOP)]
    assert lines(*runs) == ["一、工作情况"]


def test_a_blank_page_between_others_is_noted() -> None:
    """A page that a damaged file lost looks the same; at the end blank pages are usual."""
    first, third = page(Run(TITLE, LEFT, TOP)), page(Run(BODY, LEFT, TOP), number=3)
    paper = read(first, page(number=2), third, page(number=4))
    assert [note.zh for note in paper.notes] == ["第2页是空白页"]
    assert paper.unread == ()


def test_a_piece_that_stands_nowhere_spoils_its_page() -> None:
    """Damaged files place text at what is no number."""
    lost = Piece("县司法局", float("nan"), float("nan"), 100.0, SIZE)
    spoilt = (*page(Run(TITLE, LEFT, TOP)).pieces, lost)
    paper = read(page(Run(BODY, LEFT, TOP)), Page(2, WIDTH, HEIGHT, spoilt))
    assert [reason.zh for reason in paper.unread] == ["第2页文字是乱码（字体没有编码信息）"]
    assert paper.text == BODY


def test_nothing_is_joined_across_a_page_that_was_not_read() -> None:
    """Where a scan lies between, two halves of different sentences would make a third."""
    first, second, third = pages_of(TITLE + "\n" + BODY * 6, per_page=4)
    assert read(first, second, third).text.split("\n") == [TITLE, BODY * 6]
    _, *torn = read(first, page(number=2, picture=1.0), third).text.split("\n")
    assert len(torn) == 2
    assert (BODY * 6).startswith(torn[0])
    assert (BODY * 6).endswith(torn[1])
