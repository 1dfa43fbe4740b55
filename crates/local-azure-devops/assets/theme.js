// The theme of the page: chosen with the visible control, kept in the address.

const select = document.getElementById("theme");
const sheet = [...document.styleSheets].find((each) => each.href?.endsWith("/_assets/themes.css"));

/** The id that Azure DevOps has for the theme of the page. */
export function themeId() {
  const name = document.documentElement.dataset.theme;
  return name === "light" ? "ms.vss-web.vsts-theme" : `ms.vss-web.vsts-theme-${name}`;
}

/** All variables of the theme of the page, by names without dashes in front: what a hub gets. */
export function themeVariables() {
  const name = document.documentElement.dataset.theme;
  return { ...variables(":root"), ...variables(`:root[data-theme="${name}"]`) };
}

function variables(selector) {
  const { style } = [...sheet.cssRules].find((rule) => rule.selectorText === selector);
  const names = [...style].filter((name) => name.startsWith("--"));
  return Object.fromEntries(names.map((name) => [name.slice(2), style.getPropertyValue(name).trim()]));
}

/** Calls back whenever somebody has chosen another theme. */
export function onThemeChanged(callback) {
  select.addEventListener("change", callback);
}

// Registered first, so that other listeners find the page changed.
select.addEventListener("change", () => {
  document.documentElement.dataset.theme = select.value;
  const address = new URL(location.href);
  address.searchParams.set("theme", select.value);
  history.replaceState(history.state, "", address);
});
