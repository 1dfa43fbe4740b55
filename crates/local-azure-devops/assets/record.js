// What the hub asked of this page: what a person would see, plus a record of it for journeys, which come when a toast
// has gone or a hash has been replaced already.

export const record = {
  /** Whether the hub has said that it is there. */
  loaded: false,
  /** Why the hub said that it could not load; the last reason. */
  failed: null,
  /** The title that the hub gave to the page. */
  title: null,
  /** The messages of all toasts. */
  toasts: [],
  /** All hashes that the hub gave to the page. */
  hashes: [],
};

window.crosslinkHost = record;
