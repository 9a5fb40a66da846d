/** All that the page shows. Views read it; it changes through `update` alone. */
export const state = {
  /** `Session` of the API, null until it is known. */
  session: null,
  /** `Catalogue` of the API, null until it is known. */
  catalogue: null,
  view: "ask",
  /** Whether events arrive, null until it is known. */
  connected: null,
  /** What went wrong, in words, by what was tried. */
  problems: {},

  prompt: "",
  /** What the person wrote before the page rewrote it, null if it did not. */
  promptBefore: null,
  model: "",
  ignoreUnread: false,
  noCache: false,
  /** The latest `Reading` or `Refusal` as `result`, and the `wish` that it is of. */
  reading: null,
  /** What the dialog edits, null while it is closed; see editor.js. */
  editor: null,
  /** Whether a request is being published. */
  asking: false,

  /** `PublishedRequest`s of the API, newest first; null until they are known. */
  requests: null,
  /** The answer on show; see requests.js. */
  answer: null,
  /** The two requests to compare, and their `Comparison` once it is there. */
  comparison: { first: "", second: "", result: null },
  /** What passes on the topics; see live.js. */
  live: null,
};

let draw = () => {};
let scheduled = false;

/** Sets what is called after every change, once for all changes of one task. */
export function onChange(listener) {
  draw = listener;
}

export function update(changes) {
  Object.assign(state, changes);
  if (!scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      draw();
    });
  }
}
