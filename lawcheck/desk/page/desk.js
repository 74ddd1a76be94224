// The page: papers come in one after the other, and what the door makes of them is shown and kept.

import { door } from "./door.js";
import { dropped } from "./dropped.js";
import { fill, refuse, waitingRow } from "./rows.js";
import { say, words } from "./words.js";

const find = (id) => document.getElementById(id);
const table = find("papers");
let most = 0;
let checked = 0;
let withWord = 0;
let full = false; // papers were left out
let queue = Promise.resolve(); // the door does one thing at a time, in the order asked for

function tell(text, share = undefined) {
  find("state").textContent = text;
  const bar = find("share");
  bar.hidden = share === undefined;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share ?? 0;
}

function next(act) {
  queue = queue.then(act).catch((error) => tell(error.message));
  return queue;
}

async function check(row, name, blob, force) {
  tell(words.checking(name), null);
  try {
    const told = await door.check(name, blob, force);
    fill(row, told, {
      word: () => next(() => save(door.word(told.number))),
      force: () => {
        lay(name, blob, { force: true });
        next(show);
      },
    });
    checked += 1;
    withWord += told.word ? 1 : 0;
  } catch (error) {
    refuse(row, name, error instanceof DOMException ? words.unread : error.message);
  }
  tell(full ? words.doneOfMore(checked, most) : words.done(checked));
}

function lay(name, blob, { force = false, why = "" } = {}) {
  if (table.rows.length >= most) {
    full = true;
    tell(words.many(most));
    return;
  }
  find("results").hidden = false;
  const row = waitingRow(table, name);
  if (why) refuse(row, name, why);
  else next(() => check(row, name, blob, force));
}

// The report stands as soon as the first paper is checked, and again when all are.
function layAll(papers) {
  papers.forEach(({ name, blob, why }, at) => {
    lay(name, blob, { why });
    if (at === 0 && !checked) next(show);
  });
  if (papers.length > 1 || checked) next(show);
}

function layFiles(files) {
  layAll([...files].map((file) => ({ name: file.name, blob: file })));
}

function layText(text) {
  if (text.trim()) layFiles([new File([text], `${words.pasted}.txt`)]);
}

async function show() {
  find("keep").hidden = checked === 0;
  find("report").hidden = checked === 0;
  find("keep").querySelector("[data-makes=words]").hidden = withWord < 2;
  if (!checked) return;
  const { url } = await door.report();
  const frame = find("report");
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.src = find("open").href = url;
  await loaded; // the door lets go of an address when the next one is asked for
}

async function save(made) {
  const { url, name } = await made;
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

async function clear() {
  await door.clear();
  table.replaceChildren();
  checked = withWord = 0;
  full = false;
  find("results").hidden = true;
  find("report").removeAttribute("src");
  tell("");
}

function listen() {
  find("files").addEventListener("change", ({ target }) => {
    layFiles(target.files);
    target.value = "";
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", async (event) => {
    event.preventDefault();
    layAll(await dropped(event.dataTransfer, most));
  });
  addEventListener("paste", ({ target, clipboardData }) => {
    if (target === find("text")) return; // there it waits for the button
    if (clipboardData.files.length) layFiles(clipboardData.files);
    else layText(clipboardData.getData("text/plain"));
  });
  find("check").addEventListener("click", () => layText(find("text").value));
  for (const each of document.querySelectorAll("[data-makes]")) {
    each.addEventListener("click", () => next(() => save(door[each.dataset.makes]())));
  }
  find("clear").addEventListener("click", () => next(clear));
}

say();
find("report").title = words.report;
try {
  const ready = await door.ready(tell);
  most = ready.paperLimit;
  find("note").textContent = [ready.note, ready.cannot.length ? words.cannot(ready.cannot) : ""].join(" ");
  find("take").hidden = false;
  listen();
  tell("");
} catch (error) {
  tell(error.message);
}
