// What is too wide for its place: the page, or a control that shows only a part of its text.
const seen = document.querySelector("dialog[open]") ?? document.body;
const shown = (element) => element.checkVisibility() && !element.closest(".visually-hidden, .cm-editor");
const found = [...seen.querySelectorAll("button, a, h1, h2, label, legend, th, p, dt, [role=tab]")]
  .filter((element) => shown(element) && element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1)
  .map((element) => `“${element.textContent.trim()}” is cut off`);
const root = document.documentElement;
// Inside Azure DevOps the page may get less than any phone has.
if (innerWidth >= 320 && root.scrollWidth > root.clientWidth) {
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.checkVisibility() && element.getBoundingClientRect().right > root.clientWidth + 1,
  );
  found.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth} px: ${wide.map((one) => one.className).slice(0, 5)}`);
}
return found;
