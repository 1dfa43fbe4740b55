// Azure DevOps around the page, through the SDK that it prescribes for extensions. Here are only the calls of that SDK,
// which is JavaScript; what is done with them is decided in Rust.

const navigationService = "ms.vss-features.host-navigation-service";
const messagesService = "ms.vss-tfs-web.tfs-global-messages-service";
// Nothing depends on the answers of calls that only tell something.
const ignore = () => {};

let sdk, handshake, seen, navigation;

/**
 * Loads the SDK from `url` and shakes hands, once, and waits for the answer for some milliseconds: true, false when Azure
 * DevOps refuses, null when it hasn't answered yet. Throws when the SDK can't be loaded.
 */
export async function connect(url, patience) {
  sdk ??= await import(url);
  handshake ??= new Promise((resolve) => {
    // The SDK keeps silent when it is refused: all that shows it is a rejection that nobody has handled. What goes wrong
    // in this page is an Error; what the other page sends is not.
    addEventListener("unhandledrejection", (event) => {
      if (event.reason instanceof Error) return;
      event.preventDefault();
      resolve(false);
    });
    // `loaded`: the page around this one shows its spinner until there is something to see.
    sdk.init({ loaded: false, applyTheme: true }).then(() => resolve(true));
  });
  return Promise.race([handshake, new Promise((resolve) => setTimeout(resolve, patience, null))]);
}

/** Waits until Azure DevOps answers after all; false when it refuses then. */
export const answersLate = () => handshake;

/** The app token and the access token; nothing where there are none. */
export const tokens = () => Promise.all([sdk.getAppToken(), sdk.getAccessToken()]).catch(() => []);

/** The name of the organisation, and the id of the hub's contribution. */
export const whereabouts = () => [sdk.getHost()?.name, sdk.getContributionId()];

/** The culture of whoever is signed in, such as `de-DE`; nothing where Azure DevOps doesn't say. */
export const culture = () => sdk?.getPageContext()?.globalization?.culture;

/** There is something to see. Said once; `boot.js` leaves the page around in peace from then on. */
export function loaded() {
  if (!sdk || seen) return;
  seen = true;
  document.documentElement.dataset.seen = "";
  sdk.notifyLoadSucceeded().catch(ignore);
}

/** The page can't go on. Where something was seen already, the page itself says so. */
export function loadFailed(reason) {
  if (sdk && !seen) sdk.notifyLoadFailed(reason).catch(ignore);
}

/** Shows a short message in the page around; false where that can't be done. */
export const toast = async (message) => {
  try {
    const service = await sdk.getService(messagesService);
    await service.addToast({ message, duration: 6000 });
    return true;
  } catch {
    return false;
  }
};

/** Finds the address bar of the page around, and calls back with each new hash: the present one, or null without one. */
export async function follow(onHash) {
  try {
    const found = await sdk.getService(navigationService);
    const hash = await found.getHash();
    found.onHashChanged(onHash);
    navigation = found;
    return hash;
  } catch {
    return null;
  }
}

/** Writes the hash; with an entry in the history, or in place of the last one. */
export const writeHash = (hash, push) => navigation?.[push ? "setHash" : "replaceHash"](hash)?.catch?.(ignore);

/** Titles the page around. */
export const writeTitle = (title) => navigation?.setDocumentTitle(title)?.catch?.(ignore);
