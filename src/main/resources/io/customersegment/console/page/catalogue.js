import { state } from "./store.js";

/** The `Column` of a name, undefined if the catalogue has none. */
export const columnNamed = (name) => state.catalogue.columns.find((column) => column.name === name);

/** What people call a column. */
export const columnLabel = (name) => columnNamed(name)?.label ?? name;

/** The columns that criteria can speak of. */
export const criteriaColumns = () => state.catalogue.columns.filter(({ type }) => type !== "id");

/** How people say that a column is sorted. */
export function directionInWords(name, descending) {
  switch (columnNamed(name)?.type) {
    case "date":
      return descending ? "latest first" : "earliest first";
    case "text":
      return descending ? "last first" : "in their order";
    default:
      return descending ? "highest first" : "lowest first";
  }
}
