import * as api from "./api.js";
import { attempt } from "./problems.js";
import { answered, loadRequests } from "./requests.js";
import { state, update } from "./store.js";
import { failed, loadTraffic, processorsChanged, secondPassed } from "./traffic.js";

/**
 * The stream of events, which is opened again whenever it breaks, and only while the page can be seen: a browser has six connections to a
 * console, in all its tabs together.
 */

const RETRY_MS = 3000;
const HANDLERS = { answer: answered, second: secondPassed, processors: processorsChanged, failure: failed };
let source = null;
let interrupted = false;

/** Listens to events from now on. */
export function listen() {
  source?.close();
  if (document.hidden) {
    interrupted = true;
    return;
  }
  source = api.events();
  source.addEventListener("open", opened);
  source.addEventListener("error", broken);
  for (const [name, handle] of Object.entries(HANDLERS)) {
    source.addEventListener(name, ({ data }) => handle(JSON.parse(data)));
  }
}

function opened() {
  update({ connected: true });
  if (interrupted) {
    interrupted = false;
    catchUp();
  }
}

function catchUp() {
  loadRequests();
  if (state.live !== null) {
    loadTraffic();
  }
}

function broken() {
  interrupted = true;
  update({ connected: false });
  if (source.readyState === EventSource.CLOSED) {
    setTimeout(listenAgain, RETRY_MS);
  }
}

/** A stream that was refused is tried again, unless it is for want of a session: then the sign-in form does so. */
async function listenAgain() {
  const session = await attempt("Connecting to the console", api.session);
  if (session === undefined) {
    setTimeout(listenAgain, RETRY_MS);
    return;
  }
  update({ session });
  if (session.signed_in) {
    listen();
  }
}

document.addEventListener("visibilitychange", () => {
  if (source !== null && document.hidden) {
    source.close();
    interrupted = true;
  } else if (source !== null || interrupted) {
    listen();
  }
});
