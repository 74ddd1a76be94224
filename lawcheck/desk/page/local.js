// The door of the static site: papers are checked by Python in a worker of this page; nothing leaves the browser.

const WORDS = {
  zh: {
    old: "浏览器太旧，不能运行这个网页。请用 2023 年以后的 Chrome、Edge、Firefox 或 Safari；双内核的浏览器请切换到极速模式。",
    stopped: "检查程序停止了运行。请重新打开这个网页；如果是某一份文件引起的，请不要再放这份文件。",
    unreachable: "检查程序没有下载完整。请检查网络，再按 Ctrl+F5 重新打开这个网页。",
    large: (most) => `文件超过 ${most} MB，没有检查`,
    loading: "正在下载检查程序（只需一次）",
    starting: "正在启动检查程序",
  },
  en: {
    old: "This browser is too old for this page. Please use Chrome, Edge, Firefox or Safari from 2023 or later.",
    stopped: "The checker has stopped. Please open this page anew; if a certain file stopped it, leave that file out.",
    unreachable: "The checker was not loaded wholly. Please check the network and open this page anew (Ctrl+F5).",
    large: (most) => `The file is larger than ${most} MB and was not checked`,
    loading: "Loading the checker (only once)",
    starting: "Starting the checker",
  },
};
const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const words = WORDS[lang];

let worker = null;
let ready = null;
let told = null;
let failed = "";
let last = 0;
const waiting = new Map(); // calls that the worker has not answered
const kept = new Map(); // the address of the last file of each kind

function fail(sentence) {
  failed = sentence;
  for (const { reject } of waiting.values()) reject(new Error(sentence));
  waiting.clear();
}

// A worker made from a blob is held to this page's policy; one from a file would be to that of the server.
function start(tell) {
  const address = new URL("worker.js", import.meta.url).href;
  const first = URL.createObjectURL(new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" }));
  worker = new Worker(first, { type: "module" });
  worker.onerror = () => fail(told ? words.stopped : words.unreachable);
  worker.onmessage = ({ data }) => {
    if (data.stage) {
      tell(words[data.stage], data.share);
      return;
    }
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.failed) fail(words[data.failed]);
    if (data.failed || data.told.error) reject?.(new Error(data.failed ? words[data.failed] : data.told.error));
    else resolve?.(data);
  };
}

function call(name, asked = {}, data = null) {
  if (failed) return Promise.reject(new Error(failed));
  return new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ id: last, call: name, asked, data }, data ? [data] : []);
  });
}

// Returns a file's address and name, and lets go of the one of its kind before.
async function file(name, asked, media = null) {
  const { told: made, data } = await call(name, asked);
  release(name);
  const url = URL.createObjectURL(new Blob([data], { type: media ?? made.media }));
  kept.set(name, url);
  return { url, name: made.name };
}

function release(name) {
  if (kept.has(name)) URL.revokeObjectURL(kept.get(name));
  kept.delete(name);
}

function tooOld() {
  try {
    new DecompressionStream("deflate-raw");
    return typeof WebAssembly !== "object";
  } catch {
    return true;
  }
}

async function begin(tell) {
  if (tooOld()) throw new Error(words.old);
  start(tell);
  told = (await call("ready", { lang })).told;
  return told;
}

export const door = {
  ready(tell) {
    ready ??= begin(tell);
    return ready;
  },

  async check(name, blob, force) {
    if (blob.size > told.fileLimit) throw new Error(words.large(told.fileLimit >> 20));
    return (await call("check", { name, force: Boolean(force) }, await blob.arrayBuffer())).told;
  },

  report: () => file("report", {}),
  page: () => file("page", {}),
  table: () => file("table", {}),
  word: (number) => file("word", { number }),
  words: () => file("words", {}),

  async clear() {
    await call("clear");
    for (const name of [...kept.keys()]) release(name);
  },
};
