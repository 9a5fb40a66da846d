import { announce } from "./announcer.js";
import * as api from "./api.js";
import { criteriaText } from "./criteria.js";
import { attempt, settle } from "./problems.js";
import { published } from "./requests.js";
import { state, update } from "./store.js";

/** The prompt: read with every keystroke, rewritten by what the person chooses, and published on demand. */

const READING = "Reading the prompt";
const CHANGING = "Changing the conditions";

let underWay = null;

function wish() {
  return {
    prompt: state.prompt,
    car_model: state.model === "" ? null : state.model,
    ignore_unread: state.ignoreUnread,
    no_cache: state.noCache,
  };
}

/** Whether the reading on show is of what stands in the box by now. */
export function isCurrent() {
  const now = wish();
  const then = state.reading?.wish;
  return then?.prompt === now.prompt && then.car_model === now.car_model && then.ignore_unread === now.ignore_unread;
}

/** Whether a refusal only asks which of several readings is meant. */
export function isAmbiguous(refusal) {
  return refusal.unread.length === 0 && refusal.suggestions.length > 1;
}

export async function read() {
  underWay?.abort();
  underWay = null;
  if (state.prompt.trim() === "") {
    update({ reading: null });
    settle(READING);
    return;
  }
  const current = new AbortController();
  underWay = current;
  const asked = wish();
  const result = await attempt(READING, () => api.explain(asked, current.signal));
  if (result && underWay === current) {
    update({ reading: { wish: asked, result } });
    announce(verdict(result));
  }
}

function verdict(result) {
  if (result.read) {
    return `Read as: ${result.in_words}`;
  }
  if (isAmbiguous(result)) {
    return "The prompt can be read in more than one way.";
  }
  return result.unread.length === 0 ? "The prompt is not read." : `Not read: ${result.unread.join(", ")}`;
}

/** Replaces what the person wrote, who can take it back, and reads it. */
export async function rewrite(prompt) {
  const written = state.promptBefore ?? state.prompt;
  update({ prompt, promptBefore: written.trim() === "" || written === prompt ? null : written });
  await read();
}

export async function takeBack() {
  update({ prompt: state.promptBefore, promptBefore: null });
  await read();
}

/** Reads the prompt of an earlier request again, for its model. */
export async function reuse(request) {
  update({ model: state.catalogue.models.includes(request.car_model) ? request.car_model : "" });
  await rewrite(request.prompt);
}

/**
 * Replaces the prompt by other conditions and another order, in plain words.
 *
 * @param members the formal texts of the conditions
 * @param order as in `by total_value desc, first 100`; empty for none
 * @returns why it could not be done; empty if it was
 */
export async function rewriteCriteria(members, order) {
  const formal = { ...wish(), prompt: criteriaText(members, order), ignore_unread: false };
  const result = await attempt(CHANGING, () => api.explain(formal));
  if (result === undefined) {
    return state.problems[CHANGING] ?? "";
  }
  if (!result.read) {
    return result.message;
  }
  await rewrite(result.in_words);
  return "";
}

/** Publishes the prompt as a request, if it is read. */
export async function publish() {
  if (state.session.read_only || state.asking || state.prompt.trim() === "") {
    return;
  }
  if (!isCurrent()) {
    await read();
  }
  if (!isCurrent() || !state.reading.result.read) {
    return;
  }
  update({ asking: true });
  const request = await attempt("Asking for the segment", () => api.ask(wish()));
  update({ asking: false });
  if (request) {
    published(request);
  }
}
