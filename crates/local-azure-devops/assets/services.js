// The host services that a hub can ask for, as in azure-devops-extension-api.

import { addBanner, addToast, closeBanner, openMessageDialog } from "./messages.js";
import { record } from "./record.js";

const services = {
  "ms.vss-features.host-navigation-service": navigation,
  "ms.vss-features.location-service": locations,
  "ms.vss-tfs-web.tfs-global-messages-service": () => ({ addToast, addBanner, closeBanner }),
  "ms.vss-features.host-page-layout-service": layout,
};

/** The service with this id; throws when it isn't here. */
export function findService(id, page) {
  const isHere = Object.hasOwn(services, id) && !page.without.includes(id);
  const service = isHere ? services[id] : undefined;
  if (!service) {
    throw new Error(`The local Azure DevOps has no service ${id}.`);
  }
  return service(page);
}

/** The address of the host page, which is what people see and share. */
function navigation(page) {
  return {
    getHash: () => location.hash.slice(1),
    setHash: (hash) => {
      record.hashes.push(hash);
      location.hash = hash;
    },
    replaceHash: (hash) => {
      record.hashes.push(hash);
      history.replaceState(history.state, "", `#${hash}`);
    },
    onHashChanged: (callback) => {
      addEventListener("hashchange", () => callback(location.hash.slice(1)));
    },
    getQueryParams: () => Object.fromEntries(new URLSearchParams(location.search)),
    setQueryParams: (parameters) => {
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(parameters)) {
        if (value) {
          address.searchParams.set(name, value);
        } else {
          address.searchParams.delete(name);
        }
      }
      history.pushState(history.state, "", address);
    },
    getPageRoute: () => ({
      id: "ms.vss-admin-web.collection-admin-hub-route",
      routeValues: { adminPivot: page.contributionId },
    }),
    navigate: (url) => location.assign(webAddress(url)),
    openNewWindow: (url, features) => {
      open(webAddress(url), "_blank", features || "noopener");
    },
    reload: () => location.reload(),
    setDocumentTitle: (title) => {
      record.title = title;
      document.title = title;
    },
  };
}

/** The hub says where to go, but not what to run. */
function webAddress(url) {
  const address = new URL(url, location.href);
  if (address.protocol !== "https:" && address.protocol !== "http:") {
    throw new Error(`${url} is not a web address.`);
  }
  return address.href;
}

/** The base of REST calls: every area of the organisation is at the same place here. */
function locations(page) {
  return {
    getServiceLocation: () => page.organizationUrl,
    getResourceAreaLocation: () => page.organizationUrl,
    routeUrl: () => notHere("routeUrl"),
  };
}

function layout() {
  return {
    openMessageDialog,
    openCustomDialog: () => notHere("openCustomDialog"),
    openPanel: () => notHere("openPanel"),
    setFullScreenMode: () => notHere("setFullScreenMode"),
    getFullScreenMode: () => false,
  };
}

function notHere(method) {
  throw new Error(`The local Azure DevOps has no ${method}.`);
}
