// Frames the hub and answers it as Azure DevOps does: the host side of azure-devops-extension-sdk.

import { channelManager } from "/_sdk/XDM.min.js";
import { record } from "./record.js";
import { findService } from "./services.js";
import { onThemeChanged, themeId, themeVariables } from "./theme.js";

/** How long a handshake takes that comes late: longer than a hub should wait before it says something. */
const LATE = 6000;

const page = JSON.parse(document.getElementById("page-data").textContent);
const area = document.getElementById("hub");

const frame = document.createElement("iframe");
frame.className = "external-content--iframe";
frame.title = page.hub.name;
frame.allow = "";
frame.src = page.hub.url;
area.append(frame);
// In the same tick, before the hub can speak.
const channel = channelManager.addChannel(frame.contentWindow, page.hub.origin);

channel.getObjectRegistry().register("DevOps.HostControl", {
  initialHandshake,
  notifyLoadSucceeded: () => {
    record.loaded = true;
    show("loaded");
  },
  notifyLoadFailed: (error) => {
    const reason = error?.message ?? String(error ?? "No reason was given.");
    record.failed = reason;
    document.getElementById("failure").textContent = reason;
    show("failed");
  },
  getAccessToken: () => token("access-token"),
  getAppToken: appToken,
  // The frame fills the area whatever size the hub wishes for.
  resize: () => {},
});

channel.getObjectRegistry().register("DevOps.ServiceManager", {
  getService: (id) => findService(id, page),
});

onThemeChanged(() => {
  const event = { detail: { data: themeVariables() } };
  // Before its handshake the hub has nobody who listens; it gets the theme with the answer.
  channel.invokeRemoteMethod("dispatchEvent", "DevOps.SdkClient", ["themeChanged", event]).catch(() => {});
});

/** Shows the spinner ("loading"), the hub ("loaded") or why there is none ("failed"). The last word counts: a
    hub that failed may load after all. */
function show(state) {
  area.dataset.state = state;
  area.querySelector(".loading").hidden = state !== "loading";
  area.querySelector(".notice").hidden = state !== "failed";
}

async function initialHandshake(options) {
  if (page.handshake === "silent") {
    return new Promise(() => {});
  }
  if (page.handshake === "refuse") {
    throw new Error("The handshake was refused, as the address of this page asks for.");
  }
  if (page.handshake === "late") {
    await new Promise((resolve) => setTimeout(resolve, LATE));
  }
  if (options?.loaded !== false) {
    show("loaded");
  }
  const themeData = options?.applyTheme === false ? undefined : themeVariables();
  return page.handshake === "legacy" ? legacyAnswer(themeData) : currentAnswer(themeData);
}

function currentAnswer(themeData) {
  const { contributionId, extension, user, host } = page;
  return {
    contributionId,
    initialConfig: {},
    themeData,
    context: { extension, user, host, pageContext: pageContext() },
  };
}

function legacyAnswer(themeData) {
  const { contributionId, extension, user, host } = page;
  const { id, ...extensionContext } = extension;
  return {
    pageContext: pageContext(),
    contribution: { id: contributionId },
    initialConfig: {},
    extensionContext,
    context: { user, host },
    themeData,
  };
}

function pageContext() {
  return {
    globalization: {
      culture: page.culture,
      theme: themeId(),
      explicitTheme: "",
      timeZoneId: "UTC",
      timezoneOffset: 0,
    },
    timeZonesConfiguration: { daylightSavingsAdjustments: [] },
    // Organization settings belong to no project and no team.
    webContext: { project: null, team: null },
  };
}

/** An app token; an expired one if the address of this page asks for that. */
function appToken() {
  const expired = page.tokens === "stale" || page.tokens === "stale-once";
  if (page.tokens === "stale-once") {
    page.tokens = "good";
  }
  return token("app-token", expired ? "&expired=true" : "");
}

async function token(kind, parameters = "") {
  if (page.tokens === "refused") {
    throw new Error(`There is no ${kind}, as the address of this page asks for.`);
  }
  // Relative, since the page may have been opened by another name of this machine.
  const address = `/_local/${page.host.name}/${kind}?user=${page.signedInAs}${parameters}`;
  const answer = await fetch(address, { method: "POST" });
  if (!answer.ok) {
    throw new Error(`There is no ${kind}: the host answered ${answer.status}.`);
  }
  return answer.json();
}
