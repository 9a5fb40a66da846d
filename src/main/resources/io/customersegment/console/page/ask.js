import { capitalized, number } from "./format.js";
import { html, nothing, render } from "./lit.js";
import { isAmbiguous, isCurrent, publish, read, rewrite, takeBack } from "./prompt.js";
import { state, update } from "./store.js";

/** The prompt box. Its frame stands in index.html, so that it is there before any script. */

const NEARLY_FULL = 0.8;

const prompt = document.querySelector("#prompt");
const promptSize = document.querySelector("#prompt-size");
const model = document.querySelector("#model");
const ignoreUnread = document.querySelector("#ignore-unread");
const noCache = document.querySelector("#no-cache");
const find = document.querySelector("#find");

document.querySelector("#ask-form").addEventListener("submit", (event) => {
  event.preventDefault();
  publish();
});
prompt.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    publish();
  }
});
prompt.addEventListener("input", () => {
  update({ prompt: prompt.value, promptBefore: null });
  read();
});
model.addEventListener("change", () => {
  update({ model: model.value });
  read();
});
ignoreUnread.addEventListener("change", () => {
  update({ ignoreUnread: ignoreUnread.checked });
  read();
});
noCache.addEventListener("change", () => update({ noCache: noCache.checked }));

/** Takes over what was entered before the page was ready. */
export function startAsking() {
  update({ prompt: prompt.value, ignoreUnread: ignoreUnread.checked, noCache: noCache.checked });
  return read();
}

/** Why nothing can be published now; empty if it can. */
function obstacle() {
  if (state.session.read_only) {
    return "This console is read-only: prompts are read, but nothing is published.";
  }
  if (state.prompt.trim() === "") {
    return "Describe the customers first.";
  }
  if (isCurrent() && !state.reading.result.read) {
    return isAmbiguous(state.reading.result) ? "Say first which reading is meant." : "The prompt is not read yet.";
  }
  return "";
}

function modelOptions({ models, model_title: title, default_model: usual }) {
  return html`<option value="" .selected=${state.model === ""}>
      ${usual === null ? `Choose a ${title}` : `Default: ${usual}`}
    </option>
    ${models.map((name) => html`<option value=${name} .selected=${state.model === name}>${name}</option>`)}`;
}

function examplesView(prompts) {
  const take = async (text) => {
    await rewrite(text);
    prompt.focus();
  };
  return html`<p class="muted" id="examples-title">For example</p>
    <ul class="stack" aria-labelledby="examples-title">
      ${prompts.map(
        (text) => html`<li><button type="button" class="example" @click=${() => take(text)}>${text}</button></li>`,
      )}
    </ul>`;
}

function notesView(most) {
  const back = async () => {
    await takeBack();
    prompt.focus();
  };
  return html`${
    state.promptBefore === null
      ? nothing
      : html`<button type="button" id="undo" class="quiet" @click=${back}>Back to what you wrote</button>`
  }
  ${
    state.prompt.length < most * NEARLY_FULL
      ? nothing
      : html`<p id="prompt-length" class=${state.prompt.length > most ? "bad" : "muted"}>
          ${number(state.prompt.length)} of ${number(most)} characters
        </p>`
  }`;
}

export function drawPromptBox() {
  const { catalogue } = state;
  if (prompt.value !== state.prompt) {
    prompt.value = state.prompt;
  }
  promptSize.dataset.text = state.prompt;
  document.querySelector("#model-label").textContent = capitalized(catalogue.model_title);
  render(modelOptions(catalogue), model);
  render(notesView(catalogue.max_prompt_chars), document.querySelector("#prompt-notes"));
  render(state.prompt === "" ? examplesView(catalogue.examples) : nothing, document.querySelector("#examples"));
  const reason = obstacle();
  find.disabled = reason !== "" || state.asking;
  find.textContent = state.asking ? "Asking…" : "Find customers";
  document.querySelector("#find-note").textContent = reason;
}
