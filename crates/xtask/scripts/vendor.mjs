// Puts what the console takes from npm into vendor/, where index.html picks it up: the SDK of Azure DevOps as it is, and
// the editor of sync rules, bundled; and the languages. Trunk runs it before each build. A file is written only when it differs, so that
// nobody who watches the folder sees a change where there is none.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const packages = join(root, "node_modules");
const vendor = join(root, "vendor");

/** Ends with what to do when a package isn't there. */
function missing(what) {
  console.error(`${what} is missing. Run \`npm ci\` in the repository, or \`cargo xtask serve\`, which does so.`);
  process.exit(1);
}

function write(name, content, folder = vendor) {
  const target = join(folder, name);
  if (!existsSync(target) || !readFileSync(target).equals(content)) writeFileSync(target, content);
}

/** What the first view and the dialogs are styled by, in this order: one file is one request, and smaller than several. */
const styles = { console: ["tokens", "base", "controls", "connections"], dialog: ["dialog", "choices"] };

function joinStyles() {
  const folder = join(root, "target", "style");
  mkdirSync(folder, { recursive: true });
  for (const [joined, names] of Object.entries(styles)) {
    const sheets = names.map((name) => readFileSync(join(root, "style", `${name}.css`), "utf8"));
    write(`${joined}.css`, Buffer.from(sheets.join("\n")), folder);
  }
}

function copySdk() {
  const sdk = join(packages, "azure-devops-extension-sdk");
  for (const [source, name] of [
    [join(sdk, "esm", "SDK.min.js"), "ado-sdk.js"],
    [join(sdk, "LICENSE"), "ado-sdk.LICENSE.txt"],
  ]) {
    if (!existsSync(source)) missing(source);
    write(name, readFileSync(source));
  }
}

/**
 * CodeMirror writes its styles into a `<style>` element, which a strict content security policy forbids. A constructed
 * style sheet is no inline style; style-mod can make one, but does so in shadow trees only.
 */
const constructedStyleSheets = {
  name: "constructed-style-sheets",
  setup(build) {
    build.onLoad({ filter: /style-mod\.js$/ }, ({ path }) => {
      const [source, only] = [readFileSync(path, "utf8"), "!root.head && root.adoptedStyleSheets"];
      if (!source.includes(only)) throw new Error("style-mod chooses in another way now; see vendor.mjs");
      return { contents: source.replace(only, "root.adoptedStyleSheets"), loader: "js" };
    });
  },
};

async function bundleEditor() {
  for (const name of ["esbuild", "@codemirror/view"]) {
    if (!existsSync(join(packages, name))) missing(name);
  }
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join("editor", "editor.js")],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
    plugins: [constructedStyleSheets],
  });
  write("editor.js", Buffer.from(outputFiles[0].contents));
  write("editor.LICENSES.txt", Buffer.from(licences(Object.keys(metafile.inputs))));
}

/** The licences of the packages that these files are of. */
function licences(files) {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\//;
  const names = new Set(files.map((file) => inPackage.exec(file.split(sep).join("/"))?.[1]).filter(Boolean));
  return [...names].sort().map(licence).join("\n\n");
}

function licence(name) {
  const folder = join(packages, name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} comes without its licence`);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

/** A language is a script, without the remarks: scripts have the right type wherever extensions are served from. */
function copyLanguages() {
  const folder = join(root, "languages");
  for (const file of readdirSync(folder).filter((name) => /^[a-z]{2}\.txt$/.test(name))) {
    const lines = readFileSync(join(folder, file), "utf8").split(/\r?\n/).filter((line) => line && !line.startsWith("#"));
    const texts = lines.map((line) => [line.slice(0, line.indexOf(" = ")), line.slice(line.indexOf(" = ") + 3)]);
    const script = `export default ${JSON.stringify(Object.fromEntries(texts))};\n`;
    write(join("languages", file.replace(".txt", ".js")), Buffer.from(script));
  }
}

mkdirSync(join(vendor, "languages"), { recursive: true });
copySdk();
joinStyles();
copyLanguages();
await bundleEditor();
