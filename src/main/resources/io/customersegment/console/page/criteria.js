/** The formal text of criteria, as in `purchase_count >= 2 and region in [North, East]; by total_value desc, first 100`. */

const COMPOUND = / (and|or) /;

/**
 * Criteria that a prompt can be.
 *
 * @param members the formal texts of the conditions
 * @param order as in `by total_value desc, first 100`; empty for none
 */
export function criteriaText(members, order) {
  const texts = members.map((text) => (members.length > 1 && COMPOUND.test(text) ? `(${text})` : text));
  const condition = texts.length === 0 ? "everybody" : texts.join(" and ");
  return order === "" ? condition : `${condition}; ${order}`;
}

/**
 * The text of a condition on one column.
 *
 * @param draft `column` is its name and `presence` is "value", "known" or "null"; with "value" it has `texts` and `except`, or
 *     `low` and `high` (`{value, inclusive}` or null), and `orNull`
 */
export function conditionText({ column, presence, texts, except, low, high, orNull }) {
  if (presence === "known") {
    return `${column} known`;
  }
  if (presence === "null") {
    return `${column} is null`;
  }
  return `${column} ${texts ? textsTest(texts, except) : range(low, high)}${orNull ? " or null" : ""}`;
}

function textsTest(texts, except) {
  if (texts.length === 1 && !except) {
    return `= ${texts[0]}`;
  }
  return `${except ? "not in" : "in"} [${texts.join(", ")}]`;
}

function range(low, high) {
  if (low && high && low.value === high.value) {
    return `= ${low.value}`;
  }
  const parts = [];
  if (low) {
    parts.push(`${low.inclusive ? ">=" : ">"} ${low.value}`);
  }
  if (high) {
    parts.push(`${high.inclusive ? "<=" : "<"} ${high.value}`);
  }
  return parts.join(" and ");
}

/** What is missing or wrong in a draft, in words; empty if nothing is. */
export function draftProblem({ presence, texts, low, high }) {
  if (presence !== "value") {
    return "";
  }
  if (texts) {
    return texts.length === 0 ? "Choose at least one value." : "";
  }
  if (!low && !high) {
    return "Give at least one of the two bounds.";
  }
  if (low && high) {
    if (low.value > high.value) {
      return "The lower bound is above the upper one.";
    }
    if (low.value === high.value && !(low.inclusive && high.inclusive)) {
      return "No value lies between these bounds.";
    }
  }
  return "";
}

/** The keys (`{column, descending}`) and the size (null if there is none) of an order's text. */
export function parsedOrder(text) {
  const order = { keys: [], size: null };
  for (const part of text === "" ? [] : text.split(", ")) {
    const size = /^first (\d+)$/.exec(part);
    if (size) {
      order.size = Number(size[1]);
    } else {
      const [column, direction] = part.replace(/^by /, "").split(" ");
      order.keys.push({ column, descending: direction === "desc" });
    }
  }
  return order;
}

export function orderText({ keys, size }) {
  const sorted = keys.map(({ column, descending }) => `${column} ${descending ? "desc" : "asc"}`).join(", ");
  return [sorted && `by ${sorted}`, size && `first ${size}`].filter(Boolean).join(", ");
}
