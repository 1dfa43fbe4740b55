// Frames the hub and answers it as Azure DevOps does: the host side of azure-devops-extension-sdk.

import { channelManager } from "/_sdk/XDM.min.js";
import { findService } from "./services.js";
import { onThemeChanged, themeId, themeVariables } from "./theme.js";

const page = JSON.parse(document.getElementById("page-data").textContent);
const area = document.getElementById("hub");

const frame = document.createElement("iframe");
frame.className = "external-content--iframe";
frame.title = "Crosslink";
frame.allow = "";
frame.src = page.hub.url;
area.append(frame);
// In the same tick, before the hub can speak.
const channel = channelManager.addChannel(frame.contentWindow, page.hub.origin);

channel.getObjectRegistry().register("DevOps.HostControl", {
  initialHandshake,
  notifyLoadSucceeded: () => show("loaded"),
  notifyLoadFailed: (error) => {
    document.getElementById("failure").textContent = error?.message ?? String(error ?? "No reason was given.");
    show("failed");
  },
  getAccessToken: () => token("access-token"),
  getAppToken: () => token("app-token"),
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

/** Shows the spinner ("loading"), the hub ("loaded") or why there is none ("failed"). */
function show(state) {
  area.dataset.state = state;
  area.querySelector(".loading").hidden = state !== "loading";
  area.querySelector(".notice").hidden = state !== "failed";
}

function initialHandshake(options) {
  if (page.handshake === "silent") {
    return new Promise(() => {});
  }
  if (page.handshake === "refuse") {
    throw new Error("The handshake was refused, as the address of this page asks for.");
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
      culture: "en-US",
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

async function token(kind) {
  const address = `/_local/${page.host.name}/${kind}?user=${page.signedInAs}`;
  const answer = await fetch(address, { method: "POST" });
  if (!answer.ok) {
    throw new Error(`There is no ${kind}: the host answered ${answer.status}.`);
  }
  return answer.json();
}
