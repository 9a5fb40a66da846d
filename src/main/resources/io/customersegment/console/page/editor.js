import { columnLabel, columnNamed, criteriaColumns } from "./catalogue.js";
import { conditionText, draftProblem, orderText, parsedOrder } from "./criteria.js";
import { capitalized, number } from "./format.js";
import { html, keyed, nothing, render } from "./lit.js";
import { rewriteCriteria } from "./prompt.js";
import { state, update } from "./store.js";

/** The dialog in which a condition or the order is edited, fitted to what the column holds. */

const FEWEST_KEYS = 2;
const dialog = document.querySelector("#editor");

/**
 * Opens the dialog.
 *
 * @param editor `kind` is "condition" for a test of one `column`, "formal" for any other condition, or "order"; `condition` and
 *     `index` are those of the reading, null for a new one; `presence` and `text` follow the form
 */
function open(editor) {
  update({
    editor: {
      condition: null,
      index: null,
      column: null,
      presence: "value",
      text: "",
      problem: "",
      busy: false,
      ...editor,
    },
  });
}

function edit(changes) {
  update({ editor: { ...state.editor, ...changes } });
}

function close() {
  update({ editor: null });
}

export function editCondition(condition, index) {
  const { text, column } = condition;
  if (column === null) {
    open({ kind: "formal", condition, index, text });
  } else {
    open({ kind: "condition", condition, index, column, text, presence: presence(condition) });
  }
}

export function addCondition() {
  open({ kind: "condition", column: criteriaColumns()[0].name });
}

export function editOrder(order) {
  open({ kind: "order", text: order, order });
}

/** Puts the focus on a chip, or on the last one if there are not as many. */
export function focusChip(place) {
  const chips = document.querySelectorAll("#conditions .chip-edit");
  (chips[Math.min(place, chips.length - 1)] ?? document.querySelector("#add-condition"))?.focus();
}

/** Whether a condition asks for a value, for any, or for none. */
function presence({ texts, low, high, or_null: orNull }) {
  if ((texts ?? []).length > 0 || low !== null || high !== null) {
    return "value";
  }
  return orNull ? "null" : "known";
}

function draft(data) {
  const column = columnNamed(state.editor.column);
  const common = { column: column.name, presence: data.get("presence") ?? "value", orNull: data.has("or-null") };
  if (column.type !== "text") {
    return { ...common, low: bound(data, "low", column), high: bound(data, "high", column) };
  }
  const texts = data.has("texts") ? lines(data.get("texts")) : data.getAll("value");
  return { ...common, texts, except: data.get("except") === "except" };
}

function lines(text) {
  const trimmed = text.split("\n").map((line) => line.trim());
  return trimmed.filter((line) => line !== "");
}

function bound(data, name, column) {
  const value = data.get(name);
  if (value === "") {
    return null;
  }
  return column.type === "date"
    ? { value, inclusive: true }
    : { value: Number(value), inclusive: data.get(`${name}-sign`) === "inclusive" };
}

function orderDraft(data) {
  const columns = data.getAll("key");
  const directions = data.getAll("direction");
  const keys = columns.map((column, index) => ({ column, descending: directions[index] === "desc" }));
  return { keys: keys.filter(({ column }) => column !== ""), size: Number(data.get("size")) || null };
}

/** What the form says by now: `text` in formal words, and what is wrong with it, if anything is. */
function said(form) {
  if ([...form.elements].some((field) => field.validity?.badInput)) {
    return { text: "", problem: "A number or a date is not written in full." };
  }
  const data = new FormData(form);
  switch (state.editor.kind) {
    case "order":
      return { text: orderText(orderDraft(data)), problem: "" };
    case "formal": {
      const text = data.get("formal").trim();
      return { text, problem: text === "" ? "Write a condition, or remove it." : "" };
    }
    default: {
      const drafted = draft(data);
      const problem = draftProblem(drafted);
      return { text: problem === "" ? conditionText(drafted) : "", problem };
    }
  }
}

function follow(event) {
  edit({
    text: said(event.currentTarget).text,
    presence: new FormData(event.currentTarget).get("presence") ?? "value",
    problem: "",
  });
}

async function apply(event) {
  event.preventDefault();
  const { text, problem } = said(event.currentTarget);
  if (problem !== "" || state.editor.busy) {
    edit({ problem });
    return;
  }
  edit({ busy: true, problem: "" });
  const { kind, index } = state.editor;
  const { conditions, order } = state.reading.result;
  const texts = conditions.map((condition) => condition.text);
  const changed = index === null ? [...texts, text] : texts.with(index, text);
  const refusal = await (kind === "order" ? rewriteCriteria(texts, text) : rewriteCriteria(changed, order));
  if (refusal !== "") {
    edit({ busy: false, problem: refusal });
    return;
  }
  close();
  queueMicrotask(() => focusChip(index ?? texts.length));
}

function choice(name, id, label, options, chosen) {
  return html`<label class="field">
    <span>${label}</span>
    <select name=${name} id=${id}>
      ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
    </select>
  </label>`;
}

function textFields(column, condition) {
  const { texts = [], except = false } = condition ?? {};
  if (column.values.length === 0) {
    return html`${choice(
        "except",
        "editor-except",
        "Customers with",
        [
          ["", "one of these"],
          ["except", "none of these"],
        ],
        except ? "except" : "",
      )}
      <label class="field">
        <span>Values, one a line</span>
        <textarea name="texts" id="editor-texts" rows="4" .value=${(texts ?? []).join("\n")}></textarea>
      </label>`;
  }
  const chosen = (value) => texts !== null && texts.includes(value) !== except && condition !== null;
  return html`<fieldset>
    <legend>${capitalized(column.label)} is one of</legend>
    <div class="checks">
      ${column.values.map(
        (value) =>
          html`<label class="check"
            ><input type="checkbox" name="value" value=${value} .checked=${chosen(value)} />${value}</label
          >`,
      )}
    </div>
  </fieldset>`;
}

function dateFields(condition) {
  return html`<div class="pair">
    <label class="field">
      <span>From (that day too)</span>
      <input type="date" name="low" id="editor-low" .value=${condition?.low?.value ?? ""} />
    </label>
    <label class="field">
      <span>Until (that day too)</span>
      <input type="date" name="high" id="editor-high" .value=${condition?.high?.value ?? ""} />
    </label>
  </div>`;
}

function numberFields(column, condition) {
  const field = (name, signs) => {
    const end = condition?.[name];
    return html`<div class="field">
      <select name="${name}-sign" aria-label=${name === "low" ? "Kind of lower bound" : "Kind of upper bound"}>
        ${[
          ["inclusive", signs[0]],
          ["exclusive", signs[1]],
        ].map(
          ([value, text]) =>
            html`<option value=${value} .selected=${(end?.inclusive ?? true) === (value === "inclusive")}>
              ${text}
            </option>`,
        )}
      </select>
      <input
        type="number"
        name=${name}
        id="editor-${name}"
        step=${column.type === "integer" ? "1" : "any"}
        aria-label=${name === "low" ? "Lower bound" : "Upper bound"}
        .value=${end?.value ?? ""}
      />
    </div>`;
  };
  const ends = [
    column.min === null ? "" : `from ${number(column.min)}`,
    column.max === null ? "" : `up to ${number(column.max)}`,
  ];
  const bounds = ends.filter(Boolean).join(" ");
  return html`<div class="pair">
      ${field("low", ["at least", "more than"])} ${field("high", ["at most", "less than"])}
    </div>
    <p class="muted">An empty field is no bound.${bounds === "" ? "" : ` Values run ${bounds}.`}</p>`;
}

function valueFields(column, condition) {
  if (column.type === "text") {
    return textFields(column, condition);
  }
  return column.type === "date" ? dateFields(condition) : numberFields(column, condition);
}

function columnFields(column, condition, shown) {
  return html`${
      column.nullable
        ? choice(
            "presence",
            "editor-presence",
            `Customers whose ${column.label}`,
            [
              ["value", "is as below"],
              ["known", "is known, whatever it is"],
              ["null", "is not known"],
            ],
            shown,
          )
        : nothing
    }
    <div class="fields" ?hidden=${shown !== "value"}>
      ${valueFields(column, condition)}
      ${
        column.nullable
          ? html`<label class="check">
              <input
                type="checkbox"
                name="or-null"
                id="editor-or-null"
                .checked=${condition !== null && condition.or_null && presence(condition.text) === "value"}
              />
              also those without a value
            </label>`
          : nothing
      }
    </div>`;
}

function conditionFields({ column, condition, presence: shown }) {
  const choose = (event) => edit({ column: event.target.value, presence: "value", text: "", problem: "" });
  return html`${
    condition === null
      ? html`<label class="field">
          <span>Column</span>
          <select id="editor-column" @change=${choose}>
            ${criteriaColumns().map(
              ({ name, label }) =>
                html`<option value=${name} .selected=${name === column}>${capitalized(label)}</option>`,
            )}
          </select>
        </label>`
      : nothing
  }
  ${keyed(column, columnFields(columnNamed(column), condition, shown))}`;
}

function formalField({ condition }) {
  return html`<label class="field">
    <span>Condition as formal text</span>
    <textarea name="formal" id="editor-text" rows="3" spellcheck="false" .value=${condition.text}></textarea>
  </label>`;
}

function orderFields({ order }) {
  const { keys, size } = parsedOrder(order);
  const sortable = criteriaColumns();
  const row = (index) => {
    const { column = "", descending = true } = keys[index] ?? {};
    return html`<div class="pair">
      ${choice(
        "key",
        `editor-key-${index}`,
        index === 0 ? "Sorted by" : "then by",
        [
          ["", index === 0 ? "interest in the model" : "nothing else"],
          ...sortable.map(({ name, label }) => [name, label]),
        ],
        column,
      )}
      ${choice(
        "direction",
        `editor-direction-${index}`,
        "Direction",
        [
          ["desc", "highest or latest first"],
          ["asc", "lowest or earliest first"],
        ],
        descending ? "desc" : "asc",
      )}
    </div>`;
  };
  return html`${Array.from({ length: Math.max(FEWEST_KEYS, keys.length) }, (_, index) => row(index))}
    <label class="field">
      <span>How many customers at most</span>
      <input type="number" name="size" id="editor-size" min="1" step="1" .value=${size ?? ""} />
    </label>`;
}

function title({ kind, condition, column }) {
  if (kind === "order") {
    return "Order and limit";
  }
  return condition === null
    ? "Add a condition"
    : `Edit the condition${column === null ? "" : ` on ${columnLabel(column)}`}`;
}

function formalView(text) {
  return html`<p class="formal">As formal text: <code id="editor-formal">${text || "–"}</code></p>`;
}

const FIELDS = { condition: conditionFields, formal: formalField, order: orderFields };

function editorView(editor) {
  return html`<form novalidate @submit=${apply} @input=${follow}>
    <h2 id="editor-title">${title(editor)}</h2>
    ${FIELDS[editor.kind](editor)} ${editor.kind === "formal" ? nothing : formalView(editor.text)}
    <p id="editor-problem" class="bad" role="alert">${editor.problem}</p>
    <div class="buttons">
      <button type="button" id="editor-cancel" @click=${close}>Cancel</button>
      <button type="submit" id="editor-apply" class="main" ?disabled=${editor.busy}>Apply</button>
    </div>
  </form>`;
}

dialog.addEventListener("close", close);

export function drawEditor() {
  render(state.editor === null ? nothing : editorView(state.editor), dialog);
  if (state.editor !== null && !dialog.open) {
    dialog.showModal();
  } else if (state.editor === null && dialog.open) {
    dialog.close();
  }
}
