import * as api from "./api.js";
import { cellBar } from "./charts.js";
import { count, number } from "./format.js";
import { html, nothing } from "./lit.js";
import { attempt } from "./problems.js";
import { outcome } from "./recent.js";
import { changeAnswer, loadRequests, requestNamed } from "./requests.js";
import { state } from "./store.js";

/** How many customers each condition of a segment costs: variants of the request, each without one of its conditions. */

async function plan() {
  const { id } = state.answer;
  const whatIf = await attempt("Working out the variants", () => api.whatIf(id));
  if (whatIf && state.answer.id === id) {
    changeAnswer({ whatIf });
  }
}

async function ask() {
  const { id, whatIf } = state.answer;
  changeAnswer({ publishing: true });
  const asked = await attempt("Asking for the variants", () => api.askWhatIf(id, whatIf.max_calls));
  if (state.answer.id === id) {
    changeAnswer({ publishing: false, whatIf: asked ?? whatIf });
  }
  if (asked) {
    await loadRequests();
  }
}

const isAsked = ({ variants }) => variants.some(({ request }) => request !== null);

function planView({ variants, max_calls: calls }) {
  const readOnly = state.session.read_only;
  return html`<p>
      Each condition is left out once, and Personalize is asked how many customers there are without it:
      <strong>at most ${count(calls, "call")}</strong> for ${count(variants.length, "variant")}.
    </p>
    <ul class="plain">
      ${variants.map(
        (variant) =>
          html`<li>
            Without “${variant.left_out_in_words}”: ${variant.in_words}
            <span class="muted">(at most ${count(variant.max_calls, "call")})</span>
          </li>`,
      )}
    </ul>
    <div class="buttons start">
      <button
        type="button"
        class="main"
        id="what-if-confirm"
        ?disabled=${readOnly || state.answer.publishing}
        @click=${ask}
      >
        ${state.answer.publishing ? "Asking…" : `Ask for ${count(variants.length, "variant")}`}
      </button>
      <button type="button" id="what-if-cancel" @click=${() => changeAnswer({ whatIf: null })}>Cancel</button>
    </div>
    ${readOnly ? html`<p class="muted">This console is read-only: nothing is published.</p>` : nothing}`;
}

function resultView({ variants }, segment) {
  const asked = ({ request }) => (request === null ? undefined : requestNamed(request));
  // Where only so many were asked for, the difference is to the segment without that limit.
  const unlimited = variants.find((variant) => variant.left_out.startsWith("first "));
  const base = unlimited ? asked(unlimited) : segment;
  const results = variants.map((variant) => {
    const request = asked(variant);
    const customers = request?.state === "segment" ? request.customers : null;
    const known = customers !== null && base?.state === "segment" && !request.truncated && !base.truncated;
    return { variant, request, customers, gained: known && variant !== unlimited ? customers - base.customers : null };
  });
  const most = Math.max(1, ...results.map(({ gained }) => gained ?? 0));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="What each condition costs">
    <table id="what-if-table">
      <thead>
        <tr>
          <th scope="col">Condition left out</th>
          <th scope="col" class="figure">Customers without it</th>
          <th scope="col" class="figure">${unlimited ? "Difference without the limit" : "Difference to the segment"}</th>
          <th scope="col" class="bar"><span class="visually-hidden">Difference as a bar</span></th>
        </tr>
      </thead>
      <tbody>
        ${results.map(
          ({ variant, request, customers, gained }) =>
            html`<tr>
              <th scope="row" class="wide">${variant.left_out_in_words} <code>${variant.left_out}</code></th>
              <td class="figure">
                ${customers === null ? html`<span class="muted">${variant.problem ?? (request ? outcome(request) : "waiting")}</span>` : number(customers)}
                ${request?.truncated ? html`<span class="muted">or more</span>` : nothing}
              </td>
              <td class="figure">${gained === null ? "–" : `${gained > 0 ? "+" : ""}${number(gained)}`}</td>
              <td class="bar">${gained === null ? nothing : cellBar(Math.max(0, gained) / most)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function whatIfView({ request }) {
  const { whatIf } = state.answer;
  return html`<div class="section-head"><h4>What if</h4></div>
    ${
      whatIf === null
        ? html`<p class="muted">See how many customers each condition keeps out of the segment.</p>
            <button type="button" id="what-if" @click=${plan}>What does each condition cost?</button>`
        : whatIf.variants.length === 0
          ? html`<p class="muted">There is no condition that could be left out.</p>`
          : isAsked(whatIf)
            ? resultView(whatIf, request)
            : planView(whatIf)
    }`;
}
