import { announce } from "./announcer.js";
import * as api from "./api.js";
import { count } from "./format.js";
import { attempt } from "./problems.js";
import { state, update } from "./store.js";

/**
 * The requests of this console, and the one whose answer is on show. `state.answer` has its `id`, its `request` as it is known,
 * whether the console has forgotten it (`gone`), its `content` (`Answer` of the API, null until it is there), `ids`, `page` and `sort`
 * of the table, `whatIf` (`WhatIf` of the API, null until it was asked for), `publishing` of its variants, and `waitedMs`.
 */

const LOADING = "Loading the answer";
/** How often a request that waits is asked about, beside the events, which can get lost. */
const RECHECK_SECONDS = 5;
const publishedHere = new Map();
let waiting = null;
let loads = 0;

export const requestNamed = (id) => state.requests?.find((request) => request.id === id);

/** The later one of what is known of a request and what is told: what is answered does not wait again. */
function later(known, told) {
  return known && known.state !== "waiting" && told.state === "waiting" ? known : told;
}

/** Takes over what is told of a request. */
function know(request) {
  const known = requestNamed(request.id);
  const requests = state.requests ?? [];
  update({
    requests: known
      ? requests.map((other) => (other === known ? later(known, request) : other))
      : [request, ...requests],
  });
  if (state.answer?.id === request.id) {
    changeAnswer({ request: requestNamed(request.id) });
  }
}

export async function loadRequests() {
  const requests = await attempt("Loading the recent requests", api.requests);
  if (requests) {
    update({ requests: requests.map((request) => later(requestNamed(request.id), request)) });
    if (state.answer && !requestNamed(state.answer.id)) {
      clearInterval(waiting);
      changeAnswer({ gone: true });
    } else if (state.answer && state.answer.content === null) {
      await loadAnswer();
    }
  }
}

/** Shows a request that this page has just published. */
export function published(request) {
  publishedHere.set(request.id, Date.now());
  know(request);
  show(request.id);
}

export function show(id) {
  update({
    answer: {
      id,
      request: requestNamed(id),
      gone: false,
      content: null,
      ids: "masked",
      page: 0,
      sort: null,
      whatIf: null,
      publishing: false,
      waitedMs: 0,
    },
  });
  queueMicrotask(() => document.querySelector("#answer").scrollIntoView());
  clearInterval(waiting);
  if (requestNamed(id).state === "waiting") {
    wait(id);
  } else {
    loadAnswer();
  }
}

function wait(id) {
  const since = publishedHere.get(id) ?? Date.parse(requestNamed(id).asked_at);
  let checks = 0;
  announce("Waiting for the answer.");
  waiting = setInterval(() => {
    changeAnswer({ waitedMs: Math.max(0, Date.now() - since) });
    checks += 1;
    if (checks % (2 * RECHECK_SECONDS) === 0) {
      loadAnswer();
    }
  }, 500);
}

/** Changes how the answer on show is shown. */
export function changeAnswer(changes) {
  update({ answer: { ...state.answer, ...changes } });
}

/** Loads the answer on show, with its customers' ids masked or shown. */
export async function loadAnswer(ids = state.answer.ids) {
  const { id } = state.answer;
  loads += 1;
  const load = loads;
  const content = await attempt(LOADING, () => api.answer(id, ids));
  if (!content || load !== loads) {
    return;
  }
  know(content.request);
  if (state.answer.id === id && content.request.state !== "waiting") {
    clearInterval(waiting);
    if (state.answer.content === null) {
      announce(outcome(content));
    }
    changeAnswer({ content, ids });
  }
}

function outcome({ request, error }) {
  switch (request.state) {
    case "segment":
      return `The answer is there: ${count(request.customers, "customer")}.`;
    case "error":
      return `The answer is an error: ${error.error_type}.`;
    default:
      return "No answer came.";
  }
}

/** Takes notice of an answer that has come. */
export function answered(request) {
  know(request);
  if (state.answer?.id === request.id && state.answer.content === null) {
    loadAnswer();
  }
}
