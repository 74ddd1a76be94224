// What is dropped: files, and the files in folders, where the browser looks into folders.

import { words } from "./words.js";

const ask = (act) => new Promise((resolve, reject) => act(resolve, reject));

// Returns what lies in a folder; it is read piece by piece, and no further once there is more than can be checked.
async function within(folder, most) {
  const reader = folder.createReader();
  const found = [];
  let piece;
  do {
    piece = await ask((resolve, reject) => reader.readEntries(resolve, reject));
    found.push(...piece);
  } while (piece.length && found.length <= most);
  return found.filter((each) => !/^(\.|~\$)/.test(each.name)); // hidden ones, and Word's beside an open file
}

async function inFolder(folder, most) {
  const entries = await within(folder, most);
  if (!entries.length) return [{ name: folder.name, why: words.empty }];
  return Promise.all(
    entries.map(async (each) => {
      const name = `${folder.name}/${each.name}`;
      if (each.isDirectory) return { name, why: words.inner };
      return { name, blob: await ask((resolve, reject) => each.file(resolve, reject)) };
    }),
  );
}

// Returns what was dropped as {name, blob}, or {name, why} of what cannot be checked.
export async function dropped(transfer, most) {
  const items = [...transfer.items].filter((each) => each.kind === "file"); // gone once the event is over
  const found = items.map((item) => {
    const [entry, blob] = [item.webkitGetAsEntry?.(), item.getAsFile()];
    if (!entry?.isDirectory) return [{ name: blob.name, blob }];
    return inFolder(entry, most).catch(() => [{ name: entry.name, why: words.unread }]);
  });
  return (await Promise.all(found)).flat();
}
