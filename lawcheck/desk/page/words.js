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
    unread: "没有读到这个文件；如果是文件夹，请打开它，选择里面的文件",
    many: (most) => `一次最多检查 ${most} 份，其余的没有检查`,
    cannot: (suffixes) => `这里读不了 ${suffixes.join("、")} 文件。`,
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
    unread: "This file could not be read; if it is a folder, open it and choose the files in it",
    many: (most) => `At most ${most} papers are checked at a time, the others were not`,
    cannot: (suffixes) => `Files of these kinds cannot be read here: ${suffixes.join(", ")}.`,
  },
};

export const words = WORDS[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];

// Fills in the words that the page's elements name.
export function say() {
  document.title = words.title;
  for (const each of document.querySelectorAll("[data-says]")) each.textContent = words[each.dataset.says];
}
