import { lineChart, stackedChart } from "./charts.js";
import { milliseconds, number, percent, perSecond, second as timeOf } from "./format.js";
import { html, nothing, repeat } from "./lit.js";
import { state } from "./store.js";
import {
  holdFailures,
  isCalm,
  loadTraffic,
  pause,
  releaseFailures,
  replay,
  resume,
  shownTraffic,
  SPAN_SECONDS,
} from "./traffic.js";

/** What passes on the topics, as it passes. */

/** Over how many seconds the rates and shares of the tiles are taken. */
const RECENT = 10;
const TABLE_SECONDS = 20;
const ENDS = ["2 minutes ago", "now"];

const sum = (values) => values.reduce((total, value) => total + value, 0);
const errorsOf = ({ errors }) => sum(Object.values(errors));
const shareOf = (part, whole) => (whole === 0 ? "–" : percent(part / whole));
const known = (value, write) => (value === null ? "–" : write(value));

function tile(id, name, value, unit, hint) {
  return html`<div class="tile">
    <dt>${name}</dt>
    <dd><strong id=${id}>${value}</strong> <span class="muted">${unit}</span></dd>
    <dd class="muted hint">${hint}</dd>
  </div>`;
}

function tilesView(seconds) {
  const recent = seconds.slice(-RECENT);
  const average = (value) => (recent.length === 0 ? "–" : perSecond(sum(recent.map(value)) / recent.length));
  const errors = sum(recent.map(errorsOf));
  const results = sum(recent.map((each) => each.results));
  const hits = sum(recent.map((each) => each.hits));
  const asked = hits + sum(recent.map(({ joined, misses }) => joined + misses));
  const latest = seconds.findLast((each) => each.p50_ms !== null);
  const over = `over the last ${RECENT} s`;
  return html`<dl class="tiles">
    ${tile(
      "live-requests",
      "Requests",
      average((each) => each.requests),
      "/s",
      over,
    )}
    ${tile(
      "live-answers",
      "Answers",
      average((each) => each.results + errorsOf(each)),
      "/s",
      "segments and errors",
    )}
    ${tile("live-errors", "Errors", shareOf(errors, errors + results), "", "of the answers")}
    ${tile("live-p50", "Latency p50", known(latest?.p50_ms ?? null, milliseconds), "", "half are answered sooner")}
    ${tile("live-p99", "Latency p99", known(latest?.p99_ms ?? null, milliseconds), "", "99% are answered sooner")}
    ${tile("live-hits", "Cache hits", shareOf(hits, asked), "", "of the segments")}
  </dl>`;
}

function chartView(id, title, chart) {
  return html`<figure class="card" id=${id}>
    <figcaption><h3>${title}</h3></figcaption>
    ${chart}
  </figure>`;
}

const totals = (series) => series.map(({ name, values }) => `${name} ${number(sum(values))}`).join(", ");

function chartsView(seconds) {
  const values = (value) => seconds.map(value);
  const axis = { span: SPAN_SECONDS, ends: ENDS };
  const rates = [
    { name: "requests", values: values((each) => each.requests) },
    { name: "segments", values: values((each) => each.results) },
    { name: "errors", values: values(errorsOf) },
  ];
  const latencies = [
    { name: "p50", values: values((each) => each.p50_ms) },
    { name: "p99", values: values((each) => each.p99_ms) },
  ];
  const origins = [
    { name: "cache", values: values((each) => each.hits) },
    { name: "shared with one under way", values: values((each) => each.joined) },
    { name: "Personalize", values: values((each) => each.misses) },
  ];
  const types = [...new Set(seconds.flatMap(({ errors }) => Object.keys(errors)))].sort();
  const errors = types.map((type) => ({ name: type, values: values((each) => each.errors[type] ?? 0) }));
  return html`<div class="figures wide">
    ${chartView(
      "chart-rates",
      "Requests and answers a second",
      lineChart({ ...axis, label: `In two minutes: ${totals(rates)}`, series: rates, unit: " /s" }),
    )}
    ${chartView(
      "chart-latency",
      "Latency",
      lineChart({ ...axis, label: "Latency p50 and p99 in two minutes", series: latencies, unit: " ms" }),
    )}
    ${chartView(
      "chart-cache",
      "Where segments come from",
      stackedChart({ ...axis, label: `Segments in two minutes: ${totals(origins)}`, series: origins, unit: " /s" }),
    )}
    ${chartView(
      "chart-errors",
      "Errors by type",
      errors.length === 0
        ? html`<p class="muted">None in the last two minutes.</p>`
        : stackedChart({ ...axis, label: `Errors in two minutes: ${totals(errors)}`, series: errors, unit: " /s" }),
    )}
  </div>`;
}

function secondsView(seconds) {
  const columns = ["Time", "Requests", "Segments", "Errors", "Cache", "Shared", "Personalize", "p50", "p99"];
  return html`<details id="seconds">
    <summary>Figures of the last ${TABLE_SECONDS} seconds</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Figures of the last seconds">
      <table>
        <thead>
          <tr>
            ${columns.map((name, index) => html`<th scope="col" class=${index === 0 ? "" : "figure"}>${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${seconds
            .slice(-TABLE_SECONDS)
            .toReversed()
            .map((each) => {
              const counts = [each.requests, each.results, errorsOf(each), each.hits, each.joined, each.misses].map(
                number,
              );
              const latencies = [each.p50_ms, each.p99_ms].map((value) => known(value, milliseconds));
              return html`<tr>
                <th scope="row">${timeOf(each.at)}</th>
                ${[...counts, ...latencies].map((text) => html`<td class="figure">${text}</td>`)}
              </tr>`;
            })}
        </tbody>
      </table>
    </div>
  </details>`;
}

function processorsView(processors) {
  if (processors.length === 0) {
    return html`<p class="muted">No processors are known to this console.</p>`;
  }
  const budget = (processor) =>
    processor.budget === null
      ? "–"
      : `${perSecond(processor.budget)} /s${processor.budget_instances === null ? "" : ` for ${number(processor.budget_instances)}`}`;
  const figures = [
    ["Pending", ({ pending }) => known(pending, number)],
    ["Waiting", ({ waiting }) => known(waiting, number)],
    ["Calls", (processor) => known(processor.calls_per_second, (value) => `${perSecond(value)} /s`)],
    ["Calls saved", (processor) => known(processor.calls_saved_per_second, (value) => `${perSecond(value)} /s`)],
    ["Budget of all", budget],
    ["Rate of this one", ({ rate }) => known(rate, (value) => `${perSecond(value)} /s`)],
  ];
  const circuit = ({ circuit_open: open }) =>
    open === null
      ? "–"
      : open
        ? html`<span class="badge bad">open</span>`
        : html`<span class="badge good">closed</span>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the processors">
    <table id="processors">
      <thead>
        <tr>
          <th scope="col">Processor</th>
          <th scope="col">State</th>
          ${figures.map(([name]) => html`<th scope="col" class="figure">${name}</th>`)}
          <th scope="col">Circuit</th>
        </tr>
      </thead>
      <tbody>
        ${processors.map(
          (processor) =>
            html`<tr>
              <th scope="row">${processor.address}</th>
              <td>
                ${processor.up ? html`<span class="badge good">up</span>` : html`<span class="badge bad">down</span>`}
              </td>
              ${figures.map(([, write]) => html`<td class="figure">${write(processor)}</td>`)}
              <td>${circuit(processor)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const REPLAYS = {
  "under way": "Publishing…",
  published: "Published again",
  gone: "Not published: the request is no longer on its topic",
  failed: "Not published",
};

function failureView(failure) {
  const outcome = state.live.replays[failure.id];
  const done = outcome === "under way" || outcome === "published";
  return html`<li data-id=${failure.id}>
    <div class="failure-head">
      <p>
        <span class="badge bad">${failure.error_type}</span>
        <span class="muted">${timeOf(failure.at)}${failure.retryable ? ", may go well if it is tried again" : ""}</span>
      </p>
      <p class="replay-outcome" role="status">${REPLAYS[outcome] ?? ""}</p>
      <button
        type="button"
        class="replay"
        ?disabled=${state.session.read_only}
        aria-disabled=${done ? "true" : nothing}
        @click=${() => done || replay(failure.id)}
      >
        Replay<span class="visually-hidden"> the request of ${timeOf(failure.at)}</span>
      </button>
    </div>
    ${failure.prompt === null ? nothing : html`<blockquote>${failure.prompt}</blockquote>`}
    <p>${failure.message}</p>
    <p class="muted">${failure.cause}. ${failure.solution}.</p>
  </li>`;
}

function failuresView(failures) {
  if (failures.length === 0) {
    return html`<p class="muted">None so far.</p>`;
  }
  return html`${state.session.read_only ? html`<p class="muted">This console is read-only: nothing can be replayed.</p>` : nothing}
    <ol
      id="failures"
      class="failures"
      aria-labelledby="failures-title"
      @pointerenter=${holdFailures}
      @pointerleave=${releaseFailures}
      @focusin=${holdFailures}
      @focusout=${releaseFailures}
    >
      ${repeat(failures, ({ id }) => id, failureView)}
    </ol>`;
}

function pace(paused) {
  if (paused) {
    return "Paused: the figures stand still.";
  }
  return isCalm() ? "Changes every 10 seconds, because your system asks for less motion." : "The last two minutes.";
}

function controlsView() {
  const paused = state.live.frozen !== null;
  return html`<div class="section-head">
    <p class="muted" id="live-state">${pace(paused)}</p>
    <button type="button" id="pause" aria-pressed=${paused} @click=${paused ? resume : pause}>Pause</button>
  </div>`;
}

export function liveView() {
  if (state.live === null) {
    return html`<button type="button" class="late" @click=${loadTraffic}>Load the traffic</button>`;
  }
  const { seconds, processors, failures } = shownTraffic();
  return html`${controlsView()} ${tilesView(seconds)} ${chartsView(seconds)} ${secondsView(seconds)}
    <section class="card" aria-labelledby="processors-title">
      <h3 id="processors-title">Processors</h3>
      ${processorsView(processors)}
    </section>
    <section class="card" aria-labelledby="failures-title">
      <h3 id="failures-title">Last errors</h3>
      ${failuresView(failures)}
    </section>`;
}
