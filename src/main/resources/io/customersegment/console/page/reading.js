import { conditionsView } from "./conditions.js";
import { capitalized, count, number } from "./format.js";
import { html, nothing } from "./lit.js";
import { isAmbiguous, isCurrent, rewrite } from "./prompt.js";
import { state } from "./store.js";

/** How the prompt is read, or why it is not. */

const KINDS = {
  meant: { name: "understood", says: "" },
  silent: { name: "says nothing about customers", says: "says nothing about customers" },
  remark: { name: "a remark, not a condition", says: "a remark, not a condition" },
  unread: { name: "not read", says: "not read" },
};
const WAYS = ["", "", "two", "three", "four", "five"];

/** The prompt in stretches, each with the piece that it is or null for what lies between. */
function stretches(prompt, pieces) {
  const found = [];
  let end = 0;
  for (const piece of pieces.toSorted((one, other) => one.from - other.from)) {
    if (piece.from >= end) {
      found.push(
        { text: prompt.slice(end, piece.from), piece: null },
        { text: prompt.slice(piece.from, piece.to), piece },
      );
      end = piece.to;
    }
  }
  return [...found, { text: prompt.slice(end), piece: null }];
}

const meaning = (piece) => piece.meaning || KINDS[piece.kind].says;

function marked({ text, piece }) {
  if (piece === null) {
    return text;
  }
  return piece.kind === "silent"
    ? html`<span class="silent" title=${meaning(piece)}>${text}</span>`
    : html`<mark class=${piece.kind} title=${meaning(piece)}>${text}</mark>`;
}

function legend(pieces) {
  const kinds = Object.keys(KINDS).filter((kind) => pieces.some((piece) => piece.kind === kind));
  return html`<p class="legend" aria-hidden="true">
    ${kinds.map((kind) => html`<span><span class="sample ${kind}">abc</span> ${KINDS[kind].name}</span>`)}
  </p>`;
}

function pieceByPiece(pieces) {
  return html`<details id="pieces">
    <summary>Piece by piece</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="The prompt piece by piece">
      <table>
        <thead>
          <tr>
            <th scope="col">Piece</th>
            <th scope="col">What it became</th>
          </tr>
        </thead>
        <tbody>
          ${pieces.map(
            (piece) =>
              html`<tr>
                <td class="wide">${piece.text}</td>
                <td class="wide">${piece.meaning ? html`<code>${piece.meaning}</code>` : KINDS[piece.kind].says}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function promptView(prompt, pieces) {
  return pieces.length === 0
    ? nothing
    : html`<p id="reading">${stretches(prompt, pieces).map(marked)}</p>
        ${legend(pieces)}`;
}

const quoted = (texts) => texts.map((text) => `“${text}”`).join(", ");

function readView(reading) {
  return html`<p><span class="muted">Read as:</span> <strong id="in-words">${reading.in_words}</strong></p>
    ${conditionsView(reading)}
    <dl class="facts">
      <dt>Criteria</dt>
      <dd><code id="criteria">${reading.criteria}</code></dd>
      ${
        reading.always === ""
          ? nothing
          : html`<dt>Always added</dt>
              <dd><code id="always">${reading.always}</code></dd>`
      }
      ${
        reading.ignored.length === 0
          ? nothing
          : html`<dt>Left out</dt>
              <dd id="ignored">${quoted(reading.ignored)}</dd>`
      }
      <dt>${capitalized(state.catalogue.model_title)}</dt>
      <dd>${reading.car_model}, time counted from ${reading.as_of}</dd>
    </dl>
    ${
      reading.notes.length === 0
        ? nothing
        : html`<ul id="notes" class="notice">
            ${reading.notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }
    ${pieceByPiece(reading.pieces)} ${costView(reading)}`;
}

function costView(query) {
  const calls =
    query.min_calls === query.max_calls
      ? count(query.max_calls, "call")
      : `from ${number(query.min_calls)} to ${count(query.max_calls, "call")}`;
  return html`<details id="cost">
    <summary>What it costs: ${calls} to Personalize</summary>
    <p>As many calls as the segment takes, for at most ${count(query.max_customers, "customer")}.</p>
    ${query.branches.map(
      ({ filter, values, left_over: leftOver }) =>
        html`<dl class="facts">
          <dt>Filter</dt>
          <dd><code>${filter}</code></dd>
          ${Object.entries(values).map(
            ([placeholder, value]) =>
              html`<dt class="inner"><code>${placeholder}</code></dt>
                <dd><code>${value}</code></dd>`,
          )}
          <dt>Checked on what comes back</dt>
          <dd>${leftOver === "everybody" ? "nothing" : html`<code>${leftOver}</code>`}</dd>
        </dl>`,
    )}
    <dl class="facts">
      <dt>Columns fetched</dt>
      <dd>${query.columns.join(", ") || "none"}</dd>
      <dt>Columns of the answer</dt>
      <dd>${query.shown.join(", ") || "none"}</dd>
    </dl>
  </details>`;
}

/** Prompts that are read, each as a button that takes it over. */
export function suggestionsView(suggestions) {
  return html`<ul class="stack">
    ${suggestions.map(
      ({ prompt, criteria }) =>
        html`<li>
          <button type="button" class="suggestion" @click=${() => rewrite(prompt)}>
            <span>${prompt}</span>
            ${criteria ? html`<code>${criteria}</code>` : nothing}
          </button>
        </li>`,
    )}
  </ul>`;
}

function refusalView(refusal) {
  const ambiguous = isAmbiguous(refusal);
  const ways = WAYS[refusal.suggestions.length] ?? "several";
  return html`<div class="notice ${ambiguous ? "" : "bad"}" id="refusal">
      <h4>${ambiguous ? `This can be read in ${ways} ways. Which one is meant?` : refusal.error_type}</h4>
      <p>${refusal.message}</p>
      ${ambiguous ? nothing : html`<p>${refusal.solution}</p>`}
    </div>
    ${ambiguous || refusal.suggestions.length === 0 ? nothing : html`<h4>These would be read</h4>`}
    ${refusal.suggestions.length === 0 ? nothing : suggestionsView(refusal.suggestions)}
    ${
      refusal.understood === null
        ? nothing
        : html`<dl class="facts">
            <dt>Understood so far</dt>
            <dd id="understood">${refusal.understood_in_words} <code>${refusal.understood}</code></dd>
          </dl>`
    }
    ${refusal.pieces.length === 0 ? nothing : pieceByPiece(refusal.pieces)}`;
}

function verdictView(result) {
  if (result.read) {
    return html`<span id="verdict" class="badge good">Read</span>`;
  }
  return isAmbiguous(result)
    ? html`<span id="verdict" class="badge warn">More than one reading</span>`
    : html`<span id="verdict" class="badge bad">Not read</span>`;
}

export function readingView() {
  if (state.reading === null) {
    return nothing;
  }
  const { wish, result } = state.reading;
  return html`<section class="card ${isCurrent() ? "" : "outdated"}" id="reading-card" aria-labelledby="reading-title">
    <div class="card-head">
      <h3 id="reading-title">How it is read</h3>
      <p>
        ${isCurrent() ? nothing : html`<span class="badge warn late">of an earlier text</span>`} ${verdictView(result)}
      </p>
    </div>
    ${promptView(result.read ? result.prompt : wish.prompt, result.pieces)}
    ${result.read ? readView(result) : refusalView(result)}
  </section>`;
}
