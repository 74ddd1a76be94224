// What the page says, in both languages.

const WORDS = {
  zh: {
    title: "法治政府建设年度报告检查",
    drop: "把报告拖到这里",
    choose: "或点这里选择文件：Word、WPS、PDF、OFD、网页、文本，可以一次放多份",
    paste: "也可以粘贴文字",
    text: "报告全文",
    check: "检查",
    pasted: "粘贴的文字",
    results: "检查结果",
    paper: "文件",
    verdict: "结论",
    score: "得分",
    counts: "错误 · 警告 · 提示",
    issuer: "发文机关、年度",
    more: "其他",
    open: "在新窗口打开检查报告",
    page: "下载检查报告",
    table: "下载表格",
    words: "下载全部批注副本",
    word: "下载批注副本",
    clear: "清空",
    force: "仍然检查",
    report: "检查报告",
    waiting: "等待",
    checking: (name) => `正在检查 ${name}`,
    failed: "没有检查",
    done: (count) => `已检查 ${count} 份`,
    doneOfMore: (count, most) => `已检查 ${count} 份；一次最多检查 ${most} 份，其余的没有检查`,
    unread: "没有读到这个文件；如果是文件夹，请打开它，选择里面的文件",
    empty: "文件夹是空的",
    inner: "文件夹里的文件夹没有打开；要检查里面的文件，请单独拖这个文件夹",
    many: (most) => `一次最多检查 ${most} 份，其余的没有检查`,
    cannot: (suffixes) => `这里读不了 ${suffixes.join("、")} 文件。`,
    print: "要打印检查报告，请先点“在新窗口打开检查报告”，在新窗口里打印。",
    help: "使用说明",
    steps: [
      "把报告或放报告的文件夹拖到框里，或点一下选择文件，可以一次放多份；也可以按 Ctrl+V 粘贴全文。扫描件要先做文字识别（OCR），加了密码的要先取消密码。",
      "每份报告占一行：结论、得分和问题个数。Word 文档可以下载批注副本，每个问题处有一条批注，原文件不动。",
      "下面是检查报告：左边是原文，数字标出问题，字母标出必备部分；右边写明应有什么、实有什么、依据和建议，点数字、字母可以来回跳转。多份报告先列总览，点发文机关看每一份。",
      "错误要改，警告要核对，提示供参考。检查结果帮您自查，不能代替审核。",
      "文件不离开这台电脑。清空、刷新或关闭网页后结果就没有了，要留存的请先下载。",
    ],
    verdicts: [
      ["齐全", "必备部分都有，也没有错误"],
      ["有缺漏", "缺部分、内容不到位或有错误"],
      ["未读全", "文件有读不出的地方，只检查了读出的文字"],
      ["不适用", "看来不是法治政府建设年度报告；确实是的，点“仍然检查”"],
      ["未能读取", "没有检查，原因写在文件名下面"],
    ],
  },
  en: {
    title: "Check annual reports on law-based government",
    drop: "Drop papers here",
    choose: "or click to choose files: Word, WPS, PDF, OFD, web pages, text; several at once if you like",
    paste: "Or paste text",
    text: "The whole paper",
    check: "Check",
    pasted: "pasted text",
    results: "Results",
    paper: "file",
    verdict: "verdict",
    score: "score",
    counts: "errors · warnings · infos",
    issuer: "issuer, year",
    more: "more",
    open: "Open the report in a new window",
    page: "Save the report",
    table: "Save the table",
    words: "Save all commented copies",
    word: "Save the commented copy",
    clear: "Clear",
    force: "Check all the same",
    report: "Report",
    waiting: "waiting",
    checking: (name) => `Checking ${name}`,
    failed: "not checked",
    done: (count) => `${count} checked`,
    doneOfMore: (count, most) => `${count} checked; at most ${most} papers are checked at a time, the others were not`,
    unread: "This file could not be read; if it is a folder, open it and choose the files in it",
    empty: "The folder is empty",
    inner: "Folders in a folder are not opened; to check the files in it, drop this folder by itself",
    many: (most) => `At most ${most} papers are checked at a time, the others were not`,
    cannot: (suffixes) => `Files of these kinds cannot be read here: ${suffixes.join(", ")}.`,
    print: "To print the report, open it in a new window first.",
    help: "How to use this page",
    steps: [
      "Drop papers or a folder of papers into the frame, or click it to choose files, several at once if you like; or paste the text (Ctrl+V). Scans need text recognition (OCR) first, and a password has to be taken off.",
      "Each paper has a row: verdict, score and how much was found. Of a Word file a commented copy can be saved, with a comment at each finding; the original stays as it is.",
      "Below is the report: on the left the paper, with numbers at findings and letters at required parts; on the right what is expected and what is there, the basis and a hint. Numbers and letters lead from one side to the other. Several papers have an overview; the issuer's name leads to each.",
      "Errors want mending, warnings a look, infos are for your information. The check helps you, it does not replace a review.",
      "Files do not leave this computer. Results are gone once the page is cleared, reloaded or closed: save what you want to keep.",
    ],
    verdicts: [
      ["complete", "all required parts are there, and no error was found"],
      ["gaps", "a part is missing or too thin, or there are errors"],
      ["partial", "some of the file could not be read; only the rest was checked"],
      ["n/a", "it does not look like such a report; if it is one, “Check all the same”"],
      ["not read", "nothing was checked; the reason stands below the name of the file"],
    ],
  },
};

export const words = WORDS[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];

// Fills in the words that the page's elements name.
export function say() {
  document.title = words.title;
  for (const each of document.querySelectorAll("[data-says]")) each.textContent = words[each.dataset.says];
  for (const each of document.querySelectorAll("[data-lists]")) each.append(...words[each.dataset.lists].flatMap(entry));
}

// Returns the elements of an entry: of a step, or of a word and what it means.
function entry(told) {
  const kinds = Array.isArray(told) ? ["dt", "dd"] : ["li"];
  return kinds.map((kind, at) => {
    const made = document.createElement(kind);
    made.textContent = kinds.length > 1 ? told[at] : told;
    return made;
  });
}
