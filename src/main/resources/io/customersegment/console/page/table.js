import { capitalized, number } from "./format.js";
import { html } from "./lit.js";

/** A table of customers: sortable by every column, in pages. */

const PAGE = 25;
const alphabet = new Intl.Collator("en", { numeric: true });
const NUMERIC = ["integer", "decimal", "interest"];

/** Orders values of a column: texts as the catalogue lists them, and those without a value last either way. */
function comparison(column, descending) {
  const compare = (one, other) => {
    if (column.values.length > 0) {
      return column.values.indexOf(one) - column.values.indexOf(other);
    }
    return typeof one === "number" ? one - other : alphabet.compare(one, other);
  };
  return (one, other) => {
    if (one === null || other === null) {
      return (one === null) - (other === null);
    }
    return descending ? -compare(one, other) : compare(one, other);
  };
}

function sorted({ rows, columns }, sort) {
  if (sort === null) {
    return rows;
  }
  const compare = comparison(columns[sort.index], sort.descending);
  return rows.toSorted((one, other) => compare(one[sort.index], other[sort.index]));
}

/** What a click on a header leads to: ascending, descending, and the order of the answer again. */
function nextSort(sort, index) {
  if (sort?.index !== index) {
    return { index, descending: false };
  }
  return sort.descending ? null : { index, descending: true };
}

function headerView(column, index, sort, change) {
  const direction = sort?.index === index ? (sort.descending ? "descending" : "ascending") : "none";
  return html`<th scope="col" aria-sort=${direction} class=${NUMERIC.includes(column.type) ? "figure" : ""}>
    <button type="button" class="sort" @click=${() => change({ sort: nextSort(sort, index), page: 0 })}>
      ${capitalized(column.label)}<span class="arrow" aria-hidden="true"></span>
    </button>
  </th>`;
}

/**
 * @param content `columns` and `rows`
 * @param look `page` and `sort`
 * @param change called with what of the look changes
 * @param cell writes a value of a column
 */
export function tableView(content, { page, sort }, change, cell) {
  const rows = sorted(content, sort).slice(page * PAGE, (page + 1) * PAGE);
  const all = content.rows.length;
  const pages = Math.ceil(all / PAGE);
  const step = (id, text, target) =>
    html`<button
      type="button"
      id=${id}
      ?disabled=${target < 0 || target >= pages}
      @click=${() => change({ page: target })}
    >
      ${text}
    </button>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the customers">
      <table id="customers">
        <thead>
          <tr>
            ${content.columns.map((column, index) => headerView(column, index, sort, change))}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${content.columns.map(
                  (column, index) =>
                    html`<td class=${NUMERIC.includes(column.type) ? "figure" : ""}>${cell(row[index], column)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <nav class="pager" aria-label="Pages of customers">
      ${step("page-before", "Previous", page - 1)}
      <span id="page-shown"
        >${number(page * PAGE + 1)}–${number(Math.min(all, (page + 1) * PAGE))} of ${number(all)}</span
      >
      ${step("page-after", "Next", page + 1)}
    </nav>`;
}
