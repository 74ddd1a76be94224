// The door of the served page: papers go to the program on this machine, one by one.

const WORDS = {
  zh: {
    gone: "检查程序已经结束。请重新打开 lawcheck serve，再用命令窗口里的新链接打开这个网页。",
    large: (most) => `文件超过 ${most} MB，没有检查`,
    note: "文件只交给本机的检查程序，不上传到任何地方，也不保存。",
  },
  en: {
    gone: "The checker has ended. Please start lawcheck serve anew and open the page by its new link.",
    large: (most) => `The file is larger than ${most} MB and was not checked`,
    note: "Files go to the checker on this machine, are uploaded nowhere and are not kept.",
  },
};
const words = WORDS[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];

let told = null; // the desk's name, and what it takes
let shown = 0; // how often the report was asked for: each has an address of its own
const kept = new Map(); // the address of the last file of each kind

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error(words.gone);
  }
  if (answer.ok) return answer;
  const kind = answer.headers.get("content-type") ?? "";
  throw new Error(kind.startsWith("application/json") ? (await answer.json()).error : words.gone);
}

const on = (path) => `desks/${told.desk}/${path}`;

// Fetches a file and returns its address and name, and lets go of the one of its kind before.
async function file(path) {
  const answer = await ask(on(path));
  const name = decodeURIComponent(answer.headers.get("content-disposition").split("''")[1]);
  URL.revokeObjectURL(kept.get(path));
  kept.set(path, URL.createObjectURL(await answer.blob()));
  return { url: kept.get(path), name };
}

export const door = {
  async ready() {
    told = { ...(await (await ask("desks", { method: "POST" })).json()), note: words.note };
    return told;
  },

  async check(name, blob, force) {
    if (blob.size > told.fileLimit) throw new Error(words.large(told.fileLimit >> 20));
    const body = await blob.arrayBuffer(); // else one that cannot be read would look like a program that ended
    const asked = new URLSearchParams({ name: name.toWellFormed?.() ?? name, force: force ? "1" : "0" });
    return (await ask(on(`papers?${asked}`), { method: "POST", body })).json();
  },

  async report() {
    shown += 1;
    return { url: on(`report?${shown}`) };
  },

  page: () => file("page"),
  table: () => file("table"),
  words: () => file("words"),
  word: (number) => file(`words/${number}`),

  async clear() {
    await ask(`desks/${told.desk}`, { method: "DELETE" });
  },
};
