import { ApiError, isAbort } from "./api.js";
import { html, nothing } from "./lit.js";
import { state, update } from "./store.js";

/** Says what went wrong in an attempt, until the same attempt goes well or somebody dismisses it. */
export function report(attempted, message) {
  update({ problems: { ...state.problems, [attempted]: message } });
}

export function settle(attempted) {
  if (attempted in state.problems) {
    const { [attempted]: settled, ...others } = state.problems;
    update({ problems: others });
  }
}

/**
 * Makes calls of the API, and reports what goes wrong. Without a session the sign-in form comes back instead.
 *
 * @param attempted what is done, as in "Reading the prompt"
 * @returns what the action returns; undefined if it failed or was given up
 */
export async function attempt(attempted, action) {
  try {
    const result = await action();
    settle(attempted);
    return result;
  } catch (error) {
    if (error.status === 401) {
      update({ session: { ...state.session, signed_in: false }, editor: null });
    } else if (error instanceof ApiError) {
      report(attempted, error.message);
    } else if (!isAbort(error)) {
      throw error;
    }
    return undefined;
  }
}

export function problemsView() {
  const problems = Object.entries(state.problems);
  return problems.length === 0
    ? nothing
    : html`<ul class="problems">
        ${problems.map(
          ([attempted, message]) =>
            html`<li>
              <p><strong>${attempted} failed.</strong> ${message}</p>
              <button type="button" class="quiet" @click=${() => settle(attempted)}>
                Dismiss<span class="visually-hidden"> the problem “${attempted}”</span>
              </button>
            </li>`,
        )}
      </ul>`;
}
