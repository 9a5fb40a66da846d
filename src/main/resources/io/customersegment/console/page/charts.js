import { number } from "./format.js";
import { html, nothing, svg } from "./lit.js";

/** Charts as SVG. Positions are percentages, so that a chart is as wide as its place while its texts keep their size. */

const BAR = 14;
const GAP = 10;
/** Shares of a bar chart's width, in percent: of its labels, as long as they are, and of its figures. */
const LEAST_LABEL_SPAN = 14;
const MOST_LABEL_SPAN = 50;
const LETTER_SPAN = 2.8;
const VALUE_SPAN = 20;
const PLOT_HEIGHT = 120;

/**
 * Horizontal bars, one or several side by side for each row.
 *
 * @param label what the chart shows and its summary, for those who do not see it
 * @param rows `{label, bars: [{value, text}]}`
 */
export function barChart(label, rows) {
  const most = Math.max(1e-9, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const longest = Math.max(...rows.map((row) => row.label.length));
  const labelSpan = Math.min(MOST_LABEL_SPAN, Math.max(LEAST_LABEL_SPAN, longest * LETTER_SPAN));
  const barSpan = 100 - labelSpan - VALUE_SPAN;
  let top = 0;
  const drawn = rows.map((row) => {
    const y = top;
    const height = row.bars.length * BAR;
    top += height + GAP;
    return svg`
      <foreignObject x="0" y=${y - 2} width="${labelSpan - 2}%" height=${height + 4}>
        <div class="bar-label" title=${row.label}><span>${row.label}</span></div>
      </foreignObject>
      ${row.bars.map(({ value, text }, index) => {
        const width = (value / most) * barSpan;
        return svg`
          <rect class="fill-${index + 1}" x="${labelSpan}%" y=${y + index * BAR + 1} width="${width}%" height=${BAR - 2} rx="2"></rect>
          <text class="value" x="${labelSpan + width}%" dx="6" y=${y + index * BAR + BAR / 2} dy="0.35em">${text}</text>`;
      })}`;
  });
  return html`<svg class="bars" role="img" aria-label=${label} width="100%" height=${top}>${drawn}</svg>`;
}

/** A bar of parts that are proportional to their values. */
export function partsBar(label, parts) {
  const sum = Math.max(
    1e-9,
    parts.reduce((total, { value }) => total + value, 0),
  );
  let left = 0;
  return html`<svg class="parts" role="img" aria-label=${label} width="100%" height="36">
    ${parts.map(({ value, kind }) => {
      const x = left;
      const width = (value / sum) * 100;
      left += width;
      return svg`<rect class=${kind} x="${x}%" y="0" width="${width}%" height="36"></rect>`;
    })}
  </svg>`;
}

/** A small bar for a cell of a table; the figure stands beside it. */
export function cellBar(fraction) {
  return html`<svg class="cell-bar" aria-hidden="true" width="100%" height="12">
    <rect class="fill-1" x="0" y="1" width="${Math.min(1, fraction) * 100}%" height="10" rx="2"></rect>
  </svg>`;
}

/** The least 1, 2 or 5 times a power of ten that is not below a value. */
function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

function plot(label, most, unit, ends, content) {
  const grid = [0, 0.5, 1];
  return html`<svg class="plot" role="img" aria-label=${label} height=${PLOT_HEIGHT + 28}>
    ${grid.map((part) => {
      const y = 6 + PLOT_HEIGHT * (1 - part);
      return svg`<line x1="0" x2="100%" y1=${y} y2=${y}></line>
        <text class="tick" x="-6" y=${y} dy="0.35em">${number(most * part)}${part === 1 ? unit : ""}</text>`;
    })}
    ${content}
    <text x="0" y=${PLOT_HEIGHT + 22}>${ends[0]}</text>
    <text class="end" x="100%" y=${PLOT_HEIGHT + 22}>${ends[1]}</text>
  </svg>`;
}

function canvas(width, content) {
  return svg`<svg x="0" y="6" width="100%" height=${PLOT_HEIGHT} viewBox="0 0 ${width} 100" preserveAspectRatio="none">${content}</svg>`;
}

/** The path through values at even distances; a null is a gap. */
function path(values, first, most) {
  let drawing = false;
  return values
    .map((value, index) => {
      const command = drawing ? "L" : "M";
      drawing = value !== null;
      // A point between two gaps is drawn by a line of no length.
      const dot = command === "M" ? "h0" : "";
      return drawing ? `${command}${first + index} ${round(100 - (value / most) * 100)}${dot}` : "";
    })
    .join("");
}

const round = (value) => Math.round(value * 100) / 100;
/** The top of a scale that is good for all the values and for nothing smaller than a whole. */
const highest = (values) => roundAbove(Math.max(1, ...values));

/**
 * Lines over the same axis.
 *
 * @param span how many points the axis has room for; fewer are drawn at its right end
 * @param series `{name, values}`
 * @param ends what stands at the two ends of the axis
 * @param most the top of the scale; without it whatever the values need
 */
export function lineChart({
  label,
  series,
  span,
  ends,
  unit = "",
  most = Math.max(...series.map(({ values }) => highest(values))),
}) {
  const lines = series.map(
    ({ values }, index) =>
      svg`<path class="line line-${index + 1}" vector-effect="non-scaling-stroke" d=${path(values, span - values.length, most)}></path>`,
  );
  return html`${plot(label, most, unit, ends, canvas(span - 1, lines))}
  ${series.length > 1 ? key(series, "line") : nothing}`;
}

/** Columns side by side, each of several parts on top of one another; it takes what `lineChart` does. */
export function stackedChart({ label, series, span, ends, unit = "" }) {
  const length = series[0].values.length;
  const bands = [];
  let below = new Array(length).fill(0);
  for (const { values } of series) {
    const above = values.map((value, index) => below[index] + value);
    bands.push({ above, below });
    below = above;
  }
  const most = highest(below);
  const areas = bands.map(
    (band, index) =>
      svg`<path class="fill-${index + 1}" d=${length === 0 ? "" : steps(band, span - length, most)}></path>`,
  );
  return html`${plot(label, most, unit, ends, canvas(span, areas))} ${key(series, "area")}`;
}

/** The outline of a band between two rows of columns. */
function steps({ above, below }, first, most) {
  const height = (value) => round(100 - (value / most) * 100);
  const there = above.map((value, index) => `V${height(value)}H${first + index + 1}`);
  const back = below.map((value, index) => `V${height(value)}H${first + index}`).toReversed();
  return `M${first} ${height(below[0])}${there.join("")}${back.join("")}Z`;
}

function key(series, kind) {
  return html`<ul class="key">
    ${series.map(
      ({ name }, index) =>
        html`<li>
          <svg aria-hidden="true" width="24" height="12">
            ${
              kind === "line"
                ? svg`<line class="line line-${index + 1}" x1="0" x2="24" y1="6" y2="6"></line>`
                : svg`<rect class="fill-${index + 1}" x="6" y="0" width="12" height="12" rx="2"></rect>`
            }
          </svg>
          ${name}
        </li>`,
    )}
  </ul>`;
}

/**
 * The figures of a chart, folded away.
 *
 * @param label whose figures they are
 * @param heads of the columns, that of the rows' names first
 * @param rows a name and a text for each other column
 */
export function figuresView(label, heads, rows) {
  const [first, ...others] = heads;
  return html`<details>
    <summary>Figures<span class="visually-hidden"> of ${label}</span></summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${others.map((head) => html`<th scope="col" class="figure">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...figures]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${figures.map((figure) => html`<td class="figure">${figure}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
