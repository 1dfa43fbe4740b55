// Starts the app, and says so when it can't start or has stopped. An own file, because the page's content
// security policy allows no script in the page itself.

// Before any page has an address of its own: a relative base would move along with the address.
document.querySelector("base").href = document.baseURI;

const script = document.querySelector("script[data-app]");
const at = (name) => new URL(script.dataset[name], document.baseURI).href;

/** Shows that the page is dead, and the one thing that helps. */
function stop(error) {
  console.error(error);
  if (document.querySelector(".dead-page")) return;
  const page = document.createElement("div");
  page.className = "dead-page";
  page.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = "Crosslink has stopped because of a fault in this page. What you entered is kept.";
  const reload = document.createElement("button");
  reload.className = "button button--primary";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => location.reload());
  page.append(text, reload);
  // Above an open dialog nothing else can be pressed.
  (document.querySelector("dialog[open]") ?? document.body).prepend(page);
  reload.focus();
}

// A panic in WebAssembly is a trap, and nothing of the app runs after it.
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
addEventListener("error", (event) => isTrap(event.error) && stop(event.error));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && stop(event.reason));

try {
  const app = await import(at("app"));
  await app.default({ module_or_path: at("wasm") });
} catch (error) {
  stop(error);
}
