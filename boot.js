// Starts the app, and says so when it can't start or has stopped. An own file, because the page's content
// security policy allows no script in the page itself.

// Before any page has an address of its own: a relative base would move along with the address.
document.querySelector("base").href = document.baseURI;

const script = document.querySelector("script[data-app]");
const at = (file) => new URL(file, document.baseURI).href;

let started = false;

/** Hands on a text in the reader's language, if that can be had while the page fails. */
function told(name, show) {
  const [tag] = (started ? document.documentElement.lang : navigator.language).split("-");
  if (["de", "es", "fr", "ja"].includes(tag)) {
    import(at(`vendor/languages/${tag}.js`)).then(({ default: texts }) => texts[name] && show(texts[name]), console.error);
  }
}

/** Shows that the page is dead, why, and the one thing that helps. */
function stop(error, [name, why]) {
  console.error(error);
  if (document.querySelector(".dead-page")) return;
  const page = document.createElement("div");
  page.className = "dead-page";
  page.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = why;
  const reload = document.createElement("button");
  reload.className = "button button--primary";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => location.reload());
  page.append(text, reload);
  document.getElementById("starting")?.remove();
  // Above an open dialog nothing else can be pressed.
  (document.querySelector("dialog[open]") ?? document.body).prepend(page);
  reload.focus();
  // At once in English, for what fails may be the network.
  told(name, (translated) => (text.textContent = translated));
  told("boot_reload", (translated) => (reload.textContent = translated));
  // Inside Azure DevOps: until something was seen, its spinner covers the page. The same address as in the app, so that
  // the SDK is loaded once.
  if (parent !== window && !("seen" in document.documentElement.dataset)) {
    import(at("vendor/ado-sdk.js")).then((sdk) => sdk.notifyLoadFailed(why)).catch(console.error);
  }
}

// A panic in WebAssembly is a trap, and nothing of the app runs after it.
const fault = [
  "boot_fault",
  "Crosslink has stopped because of a fault in this page. What you entered is kept. Reload the page.",
];
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
addEventListener("error", (event) => isTrap(event.error) && stop(event.error, fault));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && stop(event.reason, fault));

try {
  const app = await import(at(script.dataset.app));
  await app.default({ module_or_path: at(script.dataset.wasm) });
  started = true;
} catch (error) {
  const unloaded = [
    "boot_not_loaded",
    "Crosslink couldn't be loaded. Reload the page; if that doesn't help, tell whoever runs Crosslink here.",
  ];
  stop(error, isTrap(error) ? fault : unloaded);
}
