import * as api from "./api.js";
import { barChart, figuresView, lineChart } from "./charts.js";
import { capitalized, cell, count, milliseconds, moment, number, percent } from "./format.js";
import { html, nothing } from "./lit.js";
import { reuse } from "./prompt.js";
import { suggestionsView } from "./reading.js";
import { changeAnswer, loadAnswer } from "./requests.js";
import { state } from "./store.js";
import { tableView } from "./table.js";
import { whatIfView } from "./what-if.js";

/** The answer to a request: how many customers, how they are distributed, and who they are; or why there is none. */

const UNNOTICED_MS = 500;
const CACHE = {
  hit: "out of the cache",
  joined: "shared with a request that was under way",
  miss: "Personalize was asked",
};

function unknownView(request) {
  if (request.state !== "waiting") {
    return html`<button type="button" class="late" @click=${() => loadAnswer()}>Load the answer</button>`;
  }
  const { waitedMs } = state.answer;
  return waitedMs < UNNOTICED_MS
    ? nothing
    : html`<div class="waiting" id="waiting">
        <progress aria-label="Waiting for the answer"></progress>
        <p>Waiting for the answer, ${number(Math.floor(waitedMs / 1000))} s</p>
      </div>`;
}

function factsView({ request, criteria, ignored, cache, as_of: asOf }) {
  return html`<dl class="facts">
    ${
      request.in_words === null
        ? nothing
        : html`<dt>Read as</dt>
            <dd>${request.in_words}</dd>`
    }
    ${
      criteria === ""
        ? nothing
        : html`<dt>Criteria</dt>
            <dd><code>${criteria}</code></dd>`
    }
    ${
      ignored.length === 0
        ? nothing
        : html`<dt>Left out</dt>
            <dd>${ignored.map((text) => `“${text}”`).join(", ")}</dd>`
    }
    ${
      request.car_model === null
        ? nothing
        : html`<dt>${capitalized(state.catalogue.model_title)}</dt>
            <dd>${request.car_model}</dd>`
    }
    ${
      asOf === null
        ? nothing
        : html`<dt>As of</dt>
            <dd>${moment(asOf)}${cache === "" ? "" : `, ${CACHE[cache] ?? cache}`}</dd>`
    }
    ${
      request.latency_ms === null
        ? nothing
        : html`<dt>Answered after</dt>
            <dd>${milliseconds(request.latency_ms)}</dd>`
    }
  </dl>`;
}

function segmentView(content) {
  const { request, distributions, interest } = content;
  return html`<p class="headline">
      <strong id="answer-count">${count(request.customers, "customer")}</strong>
      ${
        request.truncated
          ? html`<span class="badge warn" id="truncated">cut short</span>
              <span class="muted">There are more: a bound on calls or customers cut the segment.</span>`
          : nothing
      }
    </p>
    ${factsView(content)}
    ${
      distributions.length === 0 && interest.length < 2
        ? nothing
        : html`<div class="figures">
            ${distributions.map(distributionView)} ${interest.length < 2 ? nothing : interestView(interest)}
          </div>`
    }
    ${customersView(content)} ${whatIfView(content)}`;
}

function distributionView({ column, label, buckets, without, summary }) {
  const rows = [...buckets, ...(without === 0 ? [] : [{ label: "no value", count: without }])];
  const all = rows.reduce((sum, row) => sum + row.count, 0);
  const name = capitalized(label);
  return html`<figure class="distribution" data-column=${column}>
    <figcaption>
      <h4>${name}</h4>
      <p class="muted">${summary}</p>
    </figcaption>
    ${
      rows.length === 0
        ? nothing
        : barChart(
            `${name}: ${summary}`,
            rows.map((row) => ({ label: row.label, bars: [{ value: row.count, text: number(row.count) }] })),
          )
    }
    ${figuresView(
      label,
      [name, "Customers", "Share"],
      rows.map((row) => [row.label, number(row.count), percent(row.count / Math.max(1, all))]),
    )}
  </figure>`;
}

function interestView(interest) {
  const summary = `from ${number(interest[0])} down to ${number(interest.at(-1))}`;
  const chart = lineChart({
    label: `Interest of the customers in falling order, ${summary}`,
    series: [{ name: "Interest", values: interest }],
    span: interest.length,
    ends: ["most interested", "least interested"],
    most: 1,
  });
  return html`<figure id="interest">
    <figcaption>
      <h4>Interest in the ${state.catalogue.model_title}</h4>
      <p class="muted">${summary}</p>
    </figcaption>
    ${chart}
  </figure>`;
}

async function changeIds({ target }) {
  await loadAnswer(target.checked ? "shown" : "masked");
  target.checked = state.answer.ids === "shown";
}

function customersView(content) {
  const { request, ids, rows } = content;
  if (rows.length === 0) {
    return nothing;
  }
  const file = (format) => api.customersFile(request.id, format, state.answer.ids);
  return html`<div class="section-head">
      <h4>Customers</h4>
      ${
        ids === "pseudonyms"
          ? html`<p class="muted">Ids are pseudonyms here.</p>`
          : html`<label class="check">
              <input
                type="checkbox"
                id="show-ids"
                .checked=${ids === "shown"}
                @change=${changeIds}
              />
              Show ids
            </label>`
      }
      <a id="download-csv" class="button" href=${file("csv")} download>CSV</a>
      <a id="download-json" class="button" href=${file("json")} download>JSON</a>
    </div>
    ${tableView(content, state.answer, changeAnswer, cell)}`;
}

function errorView({ error, request }) {
  if (error === null) {
    return html`<div class="notice bad" id="answer-error">
      <h4>No answer</h4>
      <p>The request could not be published, or no answer came in time. ${request.error_type ?? ""}</p>
    </div>`;
  }
  return html`<div class="notice bad" id="answer-error">
      <h4>${error.error_type}</h4>
      <p>${error.message}</p>
      <dl class="facts">
        <dt>Cause</dt>
        <dd>${error.cause}</dd>
        <dt>Solution</dt>
        <dd>${error.solution}</dd>
      </dl>
      ${error.retryable ? html`<p>It may go well if it is tried again.</p>` : nothing}
    </div>
    ${
      error.understood === null && error.unread.length === 0
        ? nothing
        : html`<dl class="facts">
            ${
              error.understood === null
                ? nothing
                : html`<dt>Understood</dt>
                    <dd><code>${error.understood}</code></dd>`
            }
            ${
              error.unread.length === 0
                ? nothing
                : html`<dt>Not read</dt>
                    <dd>${error.unread.map((text) => html`<mark class="unread">${text}</mark> `)}</dd>`
            }
          </dl>`
    }
    ${
      error.suggestions.length === 0
        ? nothing
        : html`<h4>These would be read</h4>
            ${suggestionsView(error.suggestions.map((prompt) => ({ prompt, criteria: null })))}`
    }`;
}

export function answerView() {
  if (state.answer === null) {
    return nothing;
  }
  const { content, gone } = state.answer;
  const request = content?.request ?? state.answer.request;
  return html`<section
    class="card"
    id="answer"
    data-state=${request.state}
    aria-busy=${content === null ? "true" : "false"}
    aria-labelledby="answer-title"
  >
    <div class="card-head">
      <h3 id="answer-title">Answer</h3>
      <button type="button" class="quiet" id="reuse" @click=${() => reuse(request)}>Use this prompt again</button>
    </div>
    <blockquote>${request.prompt}</blockquote>
    ${
      content === null
        ? gone
          ? html`<p class="notice">The console knows nothing of this request any more: it was started anew, or many were asked since.</p>`
          : unknownView(request)
        : request.state === "segment"
          ? segmentView(content)
          : html`${errorView(content)} ${request.state === "error" ? factsView(content) : nothing}`
    }
  </section>`;
}
