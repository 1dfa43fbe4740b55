// Copies what the console takes from npm to vendor/, where index.html picks it up. Trunk runs it before each build.
// A file is written only when it differs, so that nobody who watches the folder sees a change where there is none.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const sdk = join(root, "node_modules", "azure-devops-extension-sdk");
const files = [
  [join(sdk, "esm", "SDK.min.js"), "ado-sdk.js"],
  [join(sdk, "LICENSE"), "ado-sdk.LICENSE.txt"],
];

mkdirSync(join(root, "vendor"), { recursive: true });
for (const [source, name] of files) {
  if (!existsSync(source)) {
    console.error(`${source} is missing. Run \`npm ci\` in the repository, or \`cargo xtask serve\`, which does so.`);
    process.exit(1);
  }
  const target = join(root, "vendor", name);
  const content = readFileSync(source);
  if (!existsSync(target) || !readFileSync(target).equals(content)) writeFileSync(target, content);
}
