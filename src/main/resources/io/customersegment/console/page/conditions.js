import { columnLabel, directionInWords } from "./catalogue.js";
import { parsedOrder } from "./criteria.js";
import { addCondition, editCondition, editOrder, focusChip } from "./editor.js";
import { count } from "./format.js";
import { html, nothing, repeat } from "./lit.js";
import { report } from "./problems.js";
import { isCurrent, read, rewriteCriteria } from "./prompt.js";

/** The conditions and the order of a reading as chips that can be edited and removed. */

function orderInWords(text) {
  const { keys, size } = parsedOrder(text);
  const sorted = keys.map(
    ({ column, descending }) => `${columnLabel(column)}, ${directionInWords(column, descending)}`,
  );
  const parts = [];
  if (sorted.length > 0) {
    parts.push(`sorted by ${sorted.join(", then ")}`);
  }
  if (size !== null) {
    parts.push(`only the first ${count(size, "customer")}`);
  }
  return parts.join("; ");
}

/** Leaves a chip out; the next one has the focus then. */
async function remove(members, order, place) {
  const refusal = await rewriteCriteria(members, order);
  if (refusal !== "") {
    report("Changing the conditions", refusal);
  }
  focusChip(place);
}

function chip({ text, words, kind, onEdit, onRemove }) {
  const ifCurrent = (action) => () => (isCurrent() ? action() : read());
  return html`<li class="chip ${kind}" data-text=${text}>
    <button type="button" class="chip-edit" @click=${ifCurrent(onEdit)}>
      <span class="visually-hidden">Edit:</span> <span class="chip-words">${words}</span> <code>${text}</code>
    </button>
    <button type="button" class="chip-remove" @click=${ifCurrent(onRemove)}>
      <span class="visually-hidden">Remove: ${words}</span>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" /></svg>
    </button>
  </li>`;
}

export function conditionsView({ conditions, order }) {
  const texts = conditions.map(({ text }) => text);
  return html`<h4 id="conditions-title" class="visually-hidden">Conditions</h4>
    <ul id="conditions" class="chips" aria-labelledby="conditions-title">
      ${repeat(
        conditions,
        ({ text }) => text,
        (condition, index) =>
          chip({
            text: condition.text,
            words: condition.words,
            kind: "",
            onEdit: () => editCondition(condition, index),
            onRemove: () => remove(texts.toSpliced(index, 1), order, index),
          }),
      )}
      ${
        order === ""
          ? nothing
          : chip({
              text: order,
              words: orderInWords(order),
              kind: "order",
              onEdit: () => editOrder(order),
              onRemove: () => remove(texts, "", texts.length),
            })
      }
      <li><button type="button" class="quiet" id="add-condition" @click=${addCondition}>Add a condition</button></li>
      ${
        order === ""
          ? html`<li>
              <button type="button" class="quiet" id="add-order" @click=${() => editOrder("")}>
                Add an order or a limit
              </button>
            </li>`
          : nothing
      }
    </ul>`;
}
