"""What editors show beside the keys of rule files; the keys of a kind are explained with the kind."""

from __future__ import annotations

from lawcheck.model import Text

# keys that mean something else in a scope of `applies`
OF_SCOPES = {
    "kind": Text("发文机关的类别", "kind of the issuer"),
    "words": Text("文中要有其中之一", "the paper must hold one of these"),
}
ABOUT = {
    "rulebook": Text(
        "规则书的名称：小写字母、数字和连字符，如 yunxi-county",
        "the book's name: lower-case letters, digits and hyphens, such as yunxi-county",
    ),
    "title": Text(
        "给人看的名称或说明；可以写成 {zh: 中文, en: 英文}",
        "name or explanation for people; may be written {zh: Chinese, en: English}",
    ),
    "version": Text(
        '版本，如 "2026.1"',
        'the version, such as "2026.1"',
    ),
    "extends": Text(
        "扩展哪本规则书：自带的名称（如 annual-report），或同一文件夹里的 YAML 文件名",
        "which book is extended: a shipped id (such as annual-report) or a YAML file of the same folder",
    ),
    "without": Text(
        "停用所扩展的规则书里的部分或规则：id 和理由",
        "parts and rules of the extended book to do without: id and reason",
    ),
    "applies": Text(
        "适用于谁：层级、类别、报告年度、文中的词",
        "to whom it applies: level, kind, reported year, words of the paper",
    ),
    "sections": Text(
        "必备部分；id 与所扩展的规则书相同的，只写要改的键",
        "the required parts; where the id is one of the extended book write only the keys that change",
    ),
    "rules": Text(
        "规则；id 与所扩展的规则书相同的，只写要改的键",
        "the rules; where the id is one of the extended book write only the keys that change",
    ),
    "id": Text(
        "编号：小写字母、数字和下划线，各段以点隔开；部分里的规则以部分的编号开头",
        "lower-case letters, digits and underscores, parted by dots; a rule's begins with the id of its part",
    ),
    "kind": Text(
        "规则的种类",
        "the kind of rule",
    ),
    "after": Text(
        "新写的部分放在哪个已有的部分之后；不写就放在最后",
        "the part behind which a new one stands; the last place where it is not written",
    ),
    "severity": Text(
        "级别：error 错误、warning 警告、info 提示",
        "error, warning or info",
    ),
    "weight": Text(
        "权重：部分在总分中、规则在部分中所占的份额",
        "the part's share of the score, the rule's share of its part",
    ),
    "requires": Text(
        "另一条规则的编号：那条没有达到时，这条不判断",
        "the id of another rule: where that is not met this one is not judged",
    ),
    "message": Text(
        "发现问题时的说明；不写时用 title",
        "what is said where something is wrong; the title where it is not written",
    ),
    "hint": Text(
        "建议怎样改",
        "what to do about it",
    ),
    "basis": Text(
        "依据：文件名（不写书名号）、条款、自何日起（from）、至何日止（until）；可以写几项",
        "legal basis: document (without 《》), item, day from which and day until which; may be several",
    ),
    "headings": Text(
        "这一部分常见的标题，按用词比较",
        "usual headings of the part, compared by words",
    ),
    "cues": Text(
        "标题里有其中之一，就是这一部分",
        "a heading with one of these is the part",
    ),
    "cues_next_year": Text(
        "说下一年度的标题里有其中之一，就是这一部分",
        "a heading about the next year with one of these is the part",
    ),
    "cues_this_year": Text(
        "不说下一年度的标题里有其中之一，就是这一部分",
        "a heading not about the next year with one of these is the part",
    ),
    "not": Text(
        "看着像、其实不是的词：提示词落在这些词里的不算",
        "words that only look alike: a cue inside one of them does not count",
    ),
    "hints": Text(
        "标题里有其中之一、下文写到 persons 的，算作提到",
        "a heading with one of these is a mention where the text below speaks of the persons",
    ),
    "persons": Text(
        "与 hints 一起用的人员称谓",
        "names of persons that go with hints",
    ),
    "mentions": Text(
        "语句里有其中之一，算作提到",
        "a sentence with one of these is a mention",
    ),
    "others": Text(
        "别的主题：标题同时写到的，算合并成章",
        "other subjects: a heading that names one too is shared",
    ),
    "topics": Text(
        "没有总标题时，各个专题标题里的词",
        "words of topic headings where the part has no heading of its own",
    ),
    "not_in": Text(
        "不在这些部分里找",
        "not looked for in these parts",
    ),
    "start": Text(
        "与别的部分合写一章时，从哪句话开始算这一部分",
        "in a shared chapter: words with which the part begins",
    ),
    "likeness": Text(
        "标题的用词有多像才算（0 到 1）",
        "how like the words of a heading must be (0 to 1)",
    ),
    "next_year": Text(
        "说下一年度的词",
        "words for the next year",
    ),
    "denials": Text(
        "表示否定的词",
        "words that deny",
    ),
    "not_denials": Text(
        "看着像否定、其实不是的词",
        "words that look like a denial and are none",
    ),
    "zeros": Text(
        "表示一次也没有的写法",
        "ways to write that something never happened",
    ),
    "shares": Text(
        "不会超过100%的比率的名称",
        "names of shares that cannot exceed 100 %",
    ),
    "formulas": Text(
        "套话和固定提法：重复出现不算重复",
        "set phrases: to repeat them is no repetition",
    ),
    "told_by": Text(
        "同一处已由这些规则指出的，本规则不再重复",
        "rules that tell a place instead of this one where both would",
    ),
    "kindred": Text(
        "意思相近、两年之间可以互换的词，每组一个列表",
        "terms that may stand for one another from year to year, a list for each group",
    ),
    "idle": Text(
        "比较两年的语句时不算的词，如“加强”“工作”",
        "words that do not count where sentences of two years are compared",
    ),
    "level": Text(
        "发文机关的层级",
        "level of the issuer",
    ),
    "from_year": Text(
        "自哪个报告年度起",
        "from which reported year",
    ),
    "until_year": Text(
        "到哪个报告年度止",
        "until which reported year",
    ),
    "reason": Text(
        "不适用的理由，给人看",
        "why it does not apply, for people",
    ),
    "law": Text(
        "文件名，不写书名号",
        "the document's name, without 《》",
    ),
    "item": Text(
        "条款或内容",
        "article or subject",
    ),
    "from": Text(
        "自何日起施行，如 2019-04-15",
        "from which day it is in force, such as 2019-04-15",
    ),
    "until": Text(
        "自何日起不再施行",
        "until which day it is in force",
    ),
    "cases": Text(
        "例子：检验本文件的规则；或同一文件夹里的例子文件名",
        "cases that prove the rules of this file, or the name of a file of cases of the same folder",
    ),
    "why": Text(
        "例子说明什么",
        "what the case shows",
    ),
    "in": Text(
        "例子的文字换掉样文的哪一段；不写时文字是一份完整的报告",
        "which passage of the frame the text replaces; where it is not written the text is a whole paper",
    ),
    "finds": Text(
        "应当发现的规则：编号，或 {rule: 编号, line: 行, text: 说明或原文里的字}",
        "rules that must find something: an id, or {rule: id, line: line, text: words of either text}",
    ),
    "leaves": Text(
        "应当判断、而且没有问题的规则：编号",
        "rules that must judge and find nothing: ids",
    ),
    "frame": Text(
        "例子用的样文：各段的名称和文字",
        "the good paper of the cases: name and text of each passage",
    ),
    "previous_frame": Text(
        "样文的上一年度报告：各段的名称和文字",
        "the paper of the year before that of the cases: name and text of each passage",
    ),
    "previous": Text(
        "上一年度报告里的文字；写了 previous_in 的是那一段，不写的是一份完整的报告",
        "what stands in last year's paper: the passage previous_in, or a whole paper",
    ),
    "previous_in": Text(
        "上一年度的文字换掉上一年度样文的哪一段",
        "which passage of last year's frame the text replaces",
    ),
}
