export { html, nothing, render, svg } from "./vendor/lit-html-3.3.3/lit-html.js";
export { keyed } from "./vendor/lit-html-3.3.3/directives/keyed.js";
export { repeat } from "./vendor/lit-html-3.3.3/directives/repeat.js";
