const QUIET_MS = 600;
const region = document.querySelector("#announcement");
let timer;

/** Tells those who hear the page; of texts in quick succession only the last, so that typing is not talked over. */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    region.textContent = text;
  }, QUIET_MS);
}
