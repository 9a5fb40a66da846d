import { count, moment } from "./format.js";
import { html, nothing, repeat } from "./lit.js";
import { loadRequests, show } from "./requests.js";
import { state } from "./store.js";

/** What came of a request, in few words. */
export function outcome(request) {
  switch (request.state) {
    case "segment":
      return `${count(request.customers, "customer")}${request.truncated ? ", cut short" : ""}`;
    case "error":
      return request.error_type;
    case "failed":
      return "no answer";
    default:
      return "waiting";
  }
}

const KINDS = { segment: "good", error: "bad", failed: "bad", waiting: "warn" };

export function recentView() {
  if (state.requests === null) {
    return html`<button type="button" class="late" @click=${loadRequests}>Load the requests</button>`;
  }
  if (state.requests.length === 0) {
    return html`<p class="muted">None yet. Find customers, and the request appears here.</p>`;
  }
  return html`<ol id="recent" class="recent" aria-labelledby="recent-title">
    ${repeat(
      state.requests,
      ({ id }) => id,
      (request) =>
        html`<li>
          <button
            type="button"
            data-id=${request.id}
            aria-current=${state.answer?.id === request.id ? "true" : nothing}
            @click=${() => show(request.id)}
          >
            <span class="recent-prompt">${request.prompt}</span>
            <span class="recent-facts"
              ><span class="badge ${KINDS[request.state]}">${outcome(request)}</span> ${moment(request.asked_at)}</span
            >
          </button>
        </li>`,
    )}
  </ol>`;
}
