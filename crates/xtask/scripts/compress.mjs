// Writes a .br and a .gz beside every text and wasm file of the built console (first argument: its folder), which the
// node sends as they are, and prints the sizes as JSON: [{"file", "raw", "gzip", "brotli"}], in bytes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[2];
const compressible = new Set([".html", ".js", ".css", ".wasm", ".svg", ".json", ".txt"]);

const sizes = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const content = readFileSync(path);
  const brotli = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const gzip = gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzip);
  const file = relative(folder, path).split(sep).join("/");
  sizes.push({ file, raw: content.length, gzip: gzip.length, brotli: brotli.length });
}
console.log(JSON.stringify(sizes));
