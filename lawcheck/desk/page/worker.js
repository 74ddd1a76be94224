// Python in a worker, so that the page stays alive while papers are checked.

import createPyodideModule from "./pyodide.asm.js";
import { loadPyodide } from "./pyodide.js";
import { unzip } from "./unzip.js";

const PACKAGES = "/lawcheck";
const START = `
import sys
sys.path.insert(0, "${PACKAGES}")
from lawcheck.site.browser import Door
Door
`;

let pyodide = null;
let door = null;

// Fetches files at once and tells how much of all of them is there.
async function fetched(names) {
  const there = names.map(() => 0);
  const whole = names.map(() => 0);
  const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
  return Promise.all(
    names.map(async (name, at) => {
      // asks the server whether it is still the same: files of two versions do not go together
      const response = await fetch(new URL(name, import.meta.url), { cache: "no-cache" });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      whole[at] = Number(response.headers.get("content-length"));
      const parts = [];
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(part.value);
        there[at] += part.value.length;
        const share = whole.every(Boolean) ? Math.min(1, sum(there) / sum(whole)) : null;
        postMessage({ stage: "loading", share });
      }
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    }),
  );
}

// Lets Pyodide find its files in what is already here, and nothing else anywhere.
function answerFrom(files) {
  self.fetch = async (address) => {
    const name = new URL(address, self.location).pathname.split("/").pop();
    if (!files.has(name)) return Response.error();
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/zip";
    return new Response(files.get(name), { headers: { "content-type": type } });
  };
}

async function start(lang) {
  postMessage({ stage: "loading", share: 0 });
  const [runtime, packages] = await fetched(["pyodide.zip", "lawcheck.zip"]);
  postMessage({ stage: "starting", share: null });
  answerFrom(await unzip(runtime));
  const here = new URL("./", import.meta.url).href;
  pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: here,
    packageBaseUrl: here, // else it is a place on the internet
  });
  pyodide.unpackArchive(packages, "zip", { extractDir: PACKAGES });
  door = pyodide.runPython(START)(lang);
}

function answered(call, asked, data) {
  const bytes = pyodide.toPy(new Uint8Array(data ?? 0));
  const answer = door.answer(call, JSON.stringify(asked), bytes);
  const [told, made] = answer.toJs();
  answer.destroy();
  bytes.destroy();
  return { told: JSON.parse(told), data: made };
}

self.onmessage = async ({ data: { id, call, asked, data } }) => {
  const starting = !door;
  try {
    if (starting) await start(asked.lang);
    const answer = answered(call, asked, data);
    postMessage({ id, ...answer }, [answer.data.buffer]);
  } catch (error) {
    console.error(error);
    postMessage({ id, failed: starting ? "unreachable" : "stopped" });
  }
};
