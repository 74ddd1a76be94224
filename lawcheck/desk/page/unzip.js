// Reads zips as build-site writes them: each header tells its file's length, and all files are compressed.

const HEADER = 0x04034b50;

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Returns the files of a zip by name.
export async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map();
  for (let at = 0; view.getUint32(at, true) === HEADER; ) {
    const packed = view.getUint32(at + 18, true);
    const name = at + 30;
    const extra = name + view.getUint16(at + 26, true);
    const content = extra + view.getUint16(at + 28, true);
    const called = new TextDecoder().decode(bytes.subarray(name, extra));
    files.set(called, await inflated(bytes.subarray(content, content + packed)));
    at = content + packed;
  }
  return files;
}
