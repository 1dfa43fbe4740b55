// Finishes the built console (first argument: its folder): minifies pages, scripts and styles, which Trunk's own minifiers
// can't, and writes a .br and a .gz beside every text and wasm file, which the node sends as they are. Prints the sizes as
// JSON: [{"file", "raw", "gzip", "brotli"}], in bytes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { transformSync } from "esbuild";

const folder = process.argv[2];
const compressible = new Set([".html", ".js", ".css", ".wasm", ".svg", ".json", ".txt"]);

/** A page without what is for those who build it. */
const plain = (html) => html.replace(/<!--.*?-->/gs, "").replace(/\n\s*(?=\n)/g, "");

/** A file's content, minified where that is possible; the file is replaced. */
function minified(path) {
  const loader = extname(path).slice(1);
  if (!["js", "css", "html"].includes(loader)) return readFileSync(path);
  const source = readFileSync(path, "utf8");
  const code = loader === "html" ? plain(source) : transformSync(source, { loader, minify: true, legalComments: "inline" }).code;
  writeFileSync(path, code);
  return Buffer.from(code);
}

const sizes = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const content = minified(path);
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
