// Toasts, the banner and the message dialog, which a hub has the host page show.

import { record } from "./record.js";

const messages = document.getElementById("messages");
const levels = ["info", "warning", "error", "success"];

let toast;
let toastEnd;
let banner;

/** Shows a toast for `duration` milliseconds; the next one takes its place. */
export function addToast({ message, duration, callToAction, onCallToActionClick }) {
  record.toasts.push(message);
  clearTimeout(toastEnd);
  toast?.remove();
  toast = element("div", "toast", element("span", "", message));
  if (callToAction) {
    toast.append(button(callToAction, "", () => onCallToActionClick?.()));
  }
  toast.setAttribute("role", "status");
  document.body.append(toast);
  const shown = toast;
  toastEnd = setTimeout(() => shown.remove(), duration || 5000);
}

/** Shows a banner above the hub; the next one takes its place. */
export function addBanner({ level = 0, message, messageFormat, messageLinks = [], dismissable = true }) {
  closeBanner();
  const text = element("span", "");
  text.append(...(messageFormat ? formatted(messageFormat, messageLinks) : [message ?? ""]));
  banner = element("div", `banner ${levels[level] ?? "info"}`, text);
  if (dismissable) {
    banner.append(button("Dismiss", "subtle", closeBanner));
  }
  messages.append(banner);
}

/** Takes the banner away. */
export function closeBanner() {
  banner?.remove();
  banner = undefined;
}

/** Asks a question in a modal dialog; `onClose` is told whether the answer was yes. */
export function openMessageDialog(message, options = {}) {
  const { title, okText = "OK", cancelText = "Cancel", showCancel = true, onClose } = options;
  const dialog = element("dialog", "message");
  if (title) {
    dialog.append(element("h1", "", title));
  }
  const buttons = element("div", "buttons");
  if (showCancel) {
    buttons.append(button(cancelText, "", () => dialog.close("cancel")));
  }
  buttons.append(button(okText, "primary", () => dialog.close("ok")));
  dialog.append(element("p", "", message), buttons);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.(dialog.returnValue === "ok");
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** The format with `{0}`, `{1}`, ... replaced by links. */
function formatted(format, links) {
  return format.split(/\{(\d+)\}/).map((part, at) => {
    const link = at % 2 === 1 ? links[Number(part)] : undefined;
    if (!link) {
      return part;
    }
    const anchor = element("a", "", link.name);
    anchor.href = /^https?:/.test(link.href) ? link.href : "#";
    anchor.target = "_blank";
    anchor.rel = "noopener";
    return anchor;
  });
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

function button(text, className, onClick) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}
