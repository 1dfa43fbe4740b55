// Presses what a key is for: what says so in `aria-keyshortcuts`.

const key = "crosslink.shortcuts";
// What takes keys as text, or as a choice.
const fields = "input, textarea, select, [contenteditable], [role=textbox]";
let off = false;

try {
  off = localStorage.getItem(key) === "off";
} catch {
  // Where storage is forbidden, they are on when the page is opened.
}

/** Whether shortcuts are used. */
export const areOn = () => !off;

/** Turns them on or off, for this device. */
export function turn(on) {
  off = !on;
  try {
    if (on) localStorage.removeItem(key);
    else localStorage.setItem(key, "off");
  } catch {
    // As above.
  }
}

function press(event) {
  // With Ctrl, Alt or ⌘ a key belongs to the browser or to assistive technology.
  const alone = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing || event.defaultPrevented);
  if (off || !alone || !/^[a-z0-9/?]$/.test(event.key)) return;
  if (event.target.closest?.(fields) || document.querySelector("dialog[open]")) return;
  const meant = document.querySelector(`[aria-keyshortcuts="${event.key}"]:not(:disabled)`);
  if (!meant) return;
  event.preventDefault();
  // Also of what is pressed: when the dialog that it opens is closed, the keyboard is there again.
  meant.focus();
  if (!meant.matches(fields)) meant.click();
}

/** Listens for the rest of the page's life. */
export const listen = () => addEventListener("keydown", press);
