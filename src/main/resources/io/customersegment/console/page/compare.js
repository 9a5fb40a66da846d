import * as api from "./api.js";
import { barChart, figuresView, partsBar } from "./charts.js";
import { capitalized, count, moment, number, percent, shortened } from "./format.js";
import { html, nothing } from "./lit.js";
import { attempt } from "./problems.js";
import { outcome } from "./recent.js";
import { state, update } from "./store.js";

/** Two segments side by side. */

const PROMPT_LENGTH = 70;

async function choose(changes) {
  const chosen = { ...state.comparison, ...changes, result: null };
  update({ comparison: chosen });
  if (chosen.first === "" || chosen.second === "" || chosen.first === chosen.second) {
    return;
  }
  const result = await attempt("Comparing the segments", () => api.comparison(chosen.first, chosen.second));
  if (result && state.comparison === chosen) {
    update({ comparison: { ...chosen, result } });
  }
}

function choiceView(which, label, segments) {
  const chosen = state.comparison[which];
  return html`<label class="field">
    <span>${label}</span>
    <select id="compare-${which}" @change=${(event) => choose({ [which]: event.target.value })}>
      <option value="" .selected=${chosen === ""}>Choose a segment</option>
      ${segments.map(
        (request) =>
          html`<option value=${request.id} .selected=${chosen === request.id}>
            ${shortened(request.prompt, PROMPT_LENGTH)} (${outcome(request)}, ${moment(request.asked_at)})
          </option>`,
      )}
    </select>
  </label>`;
}

function overlapView({ both, only_first: first, only_second: second }) {
  const all = Math.max(1, both + first + second);
  const parts = [
    { name: "Only in the first", value: first, kind: "only-first" },
    { name: "In both", value: both, kind: "in-both" },
    { name: "Only in the second", value: second, kind: "only-second" },
  ];
  const label = parts.map(({ name, value }) => `${name.toLowerCase()}: ${count(value, "customer")}`).join(", ");
  return html`<figure id="overlap" class="card">
    <figcaption><h3>Overlap</h3></figcaption>
    ${partsBar(`Overlap; ${label}`, parts)}
    <dl class="parts-key">
      ${parts.map(
        ({ name, value, kind }) =>
          html`<div>
            <dt>
              <svg aria-hidden="true" width="12" height="12"><rect class=${kind} width="12" height="12"></rect></svg>
              ${name}
            </dt>
            <dd data-part=${kind}>
              <strong>${number(value)}</strong> <span class="muted">${percent(value / all)}</span>
            </dd>
          </div>`,
      )}
    </dl>
  </figure>`;
}

function columnView({ column, label, first, second, buckets }) {
  const name = capitalized(label);
  const share = (value) => percent(value / 100);
  return html`<figure class="comparison card" data-column=${column}>
    <figcaption>
      <h4>${name}</h4>
      <p class="muted">First: ${first}</p>
      <p class="muted">Second: ${second}</p>
    </figcaption>
    ${
      buckets.length === 0
        ? nothing
        : html`${barChart(
              `${name}, in percent of each segment; first: ${first}; second: ${second}`,
              buckets.map((bucket) => ({
                label: bucket.label,
                bars: [
                  { value: bucket.first, text: share(bucket.first) },
                  { value: bucket.second, text: share(bucket.second) },
                ],
              })),
            )}
            ${figuresView(
              label,
              [name, "First", "Second"],
              buckets.map((bucket) => [bucket.label, share(bucket.first), share(bucket.second)]),
            )}`
    }
  </figure>`;
}

function resultView(result) {
  return html`${overlapView(result)}
  ${
    result.columns.length === 0
      ? html`<p class="muted">The two segments show no column in common.</p>`
      : html`<h3>Column by column</h3>
          <ul class="key" aria-hidden="true">
            ${["First segment", "Second segment"].map(
              (name, index) =>
                html`<li>
                  <svg width="12" height="12">
                    <rect class="fill-${index + 1}" width="12" height="12" rx="2"></rect>
                  </svg>
                  ${name}
                </li>`,
            )}
          </ul>
          <div class="figures">${result.columns.map(columnView)}</div>`
  }`;
}

export function compareView() {
  const segments = (state.requests ?? []).filter((request) => request.state === "segment");
  const { first, second, result } = state.comparison;
  if (segments.length < 2) {
    return html`<p class="card muted">
      Two answered requests are needed. Find customers twice, and compare the segments here.
    </p>`;
  }
  return html`<div class="card pair">
      ${choiceView("first", "First segment", segments)} ${choiceView("second", "Second segment", segments)}
    </div>
    ${first !== "" && first === second ? html`<p class="notice">Choose two different segments.</p>` : nothing}
    ${result === null ? nothing : resultView(result)}`;
}
