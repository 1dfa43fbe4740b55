// Shakes hands with the page around this one, through the SDK of Azure DevOps. The SDK itself keeps silent when that page
// refuses: all that shows it is a rejection that nobody has handled.
export const shakeHands = (sdk) =>
  new Promise((resolve, reject) => {
    addEventListener("unhandledrejection", (event) => {
      // What goes wrong in this page is an Error; what the other page sends is not.
      if (event.reason instanceof Error) return;
      event.preventDefault();
      reject(event.reason);
    });
    // `loaded`: the page around this one shows its spinner until there is something to see.
    sdk.init({ loaded: false, applyTheme: true }).then(() => resolve(true), reject);
  });
