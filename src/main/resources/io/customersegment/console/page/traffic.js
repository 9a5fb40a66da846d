import * as api from "./api.js";
import { attempt } from "./problems.js";
import { state, update } from "./store.js";

/**
 * What passes on the topics. `state.live` has `seconds` (oldest first), `failures` (newest first) and `processors` of the API;
 * `frozen`, a copy of these to show while the page is paused, else null; `heldFailures`, those to show while somebody is among
 * them, else null; and `replays`, what came of each replay by the failure's id.
 */

export const SPAN_SECONDS = 120;
const MOST_FAILURES = 50;
/** Later than this no second comes, but where the console's clock was set back. */
const CLOCK_SET_MS = 10_000;
/** How often the page changes for people who asked their system for less motion. */
const CALM_SECONDS = 10;
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
let unshown = [];

export const isCalm = () => lessMotion.matches;

function change(changes) {
  update({ live: { ...state.live, ...changes } });
}

export async function loadTraffic() {
  const traffic = await attempt("Loading the traffic", api.traffic);
  if (traffic) {
    unshown = [];
    update({ live: { frozen: null, heldFailures: null, replays: {}, ...state.live, ...traffic } });
  }
}

export function secondPassed(second) {
  if (state.live === null) {
    return;
  }
  let seconds = [...state.live.seconds, ...unshown];
  const late = seconds.length === 0 ? -1 : Date.parse(seconds.at(-1).at) - Date.parse(second.at);
  if (late > CLOCK_SET_MS) {
    seconds = [];
    unshown = [];
  } else if (late >= 0) {
    return;
  }
  unshown.push(second);
  if (unshown.length >= (isCalm() ? CALM_SECONDS : 1)) {
    unshown = [];
    change({ seconds: [...seconds, second].slice(-SPAN_SECONDS) });
  }
}

export function processorsChanged(processors) {
  if (state.live !== null) {
    change({ processors });
  }
}

export function failed(failure) {
  if (state.live !== null && !state.live.failures.some(({ id }) => id === failure.id)) {
    change({ failures: [failure, ...state.live.failures].slice(0, MOST_FAILURES) });
  }
}

/** What to show by now: what passes, or what passed when the page was paused. */
export function shownTraffic() {
  const shown = state.live.frozen ?? state.live;
  return { ...shown, failures: state.live.heldFailures ?? shown.failures };
}

export function pause() {
  const { seconds, failures, processors } = state.live;
  change({ frozen: { seconds, failures, processors } });
}

export function resume() {
  change({ frozen: null });
}

/** Keeps the list of failures as it is, so that no button moves away under a pointer. */
export function holdFailures() {
  if (state.live.heldFailures === null) {
    change({ heldFailures: shownTraffic().failures });
  }
}

export function releaseFailures() {
  change({ heldFailures: null });
}

function replayed(id, outcome) {
  change({ replays: { ...state.live.replays, [id]: outcome } });
}

/** Publishes a refused request again. Its outcome is "under way", "published", "gone" or "failed". */
export async function replay(id) {
  replayed(id, "under way");
  const result = await attempt("Replaying the request", () => api.replay(id));
  replayed(id, result === undefined ? "failed" : result.published ? "published" : "gone");
}
