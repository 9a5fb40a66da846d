const figure = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const decimal = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const interest = new Intl.NumberFormat("en", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const rate = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const share = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const exactClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const number = (value) => figure.format(value);
export const perSecond = (value) => rate.format(value);
export const percent = (fraction) => share.format(fraction);
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;
export const milliseconds = (value) => (value < 1000 ? `${number(value)} ms` : `${figure.format(value / 1000)} s`);
export const second = (instant) => exactClock.format(new Date(instant));
export const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A moment as short as it can be told: the time of today, else day and time. */
export function moment(instant) {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : dayAndClock.format(date);
}

/** A customer's value; dates stay as they are in criteria. */
export function cell(value, column) {
  if (value === null) {
    return "–";
  }
  switch (column.type) {
    case "integer":
      return number(value);
    case "decimal":
      return decimal.format(value);
    case "interest":
      return interest.format(value);
    default:
      return value;
  }
}

export const shortened = (text, length) => (text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`);
