import { answerView } from "./answer.js";
import * as api from "./api.js";
import { drawPromptBox, startAsking } from "./ask.js";
import { compareView } from "./compare.js";
import { drawEditor } from "./editor.js";
import { listen } from "./events.js";
import { nothing, render } from "./lit.js";
import { liveView } from "./live.js";
import { attempt, problemsView } from "./problems.js";
import { readingView } from "./reading.js";
import { recentView } from "./recent.js";
import { loadRequests } from "./requests.js";
import { signInView } from "./session.js";
import { onChange, state, update } from "./store.js";
import { loadTraffic, releaseFailures } from "./traffic.js";

const RETRY_MS = 3000;
const VIEWS = { ask: "Ask", compare: "Compare", live: "Live" };
const place = (id) => document.getElementById(id);

function draw() {
  const { session, catalogue, view } = state;
  render(problemsView(), place("problem"));
  drawFrame();
  drawSignIn();
  drawEditor();
  if (!session?.signed_in || catalogue === null) {
    return;
  }
  if (view === "ask") {
    drawPromptBox();
    render(readingView(), place("reading-place"));
    render(answerView(), place("answer-place"));
    render(recentView(), place("recent-place"));
  } else if (view === "compare") {
    render(compareView(), place("compare-place"));
  } else {
    render(liveView(), place("live-place"));
  }
}

function drawSignIn() {
  const wanted = state.session?.signed_in === false;
  const appears = wanted && place("token") === null;
  render(wanted ? signInView(enter) : nothing, place("view-sign-in"));
  if (appears) {
    place("token").focus();
  }
}

function drawFrame() {
  const { session, view, connected } = state;
  document.title = `${VIEWS[view]} · customer-segment`;
  place("tabs").hidden = session?.signed_in === false;
  for (const name of Object.keys(VIEWS)) {
    place(`view-${name}`).hidden = name !== view || session?.signed_in === false;
    const tab = place(`tab-${name}`);
    if (name === view) {
      tab.setAttribute("aria-current", "page");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
  place("read-only").hidden = !session?.read_only;
  const connection = place("connection");
  connection.hidden = !session?.signed_in;
  connection.className = `badge ${connected ? "good" : "warn"}`;
  connection.textContent = connected ? "Connected" : connected === null ? "Connecting…" : "Not connected";
}

/** Shows the view that the address names. */
function go() {
  const named = location.hash.slice(1);
  update({ view: named in VIEWS ? named : "ask" });
  if (state.live !== null) {
    releaseFailures();
  } else if (state.view === "live" && state.session?.signed_in) {
    loadTraffic();
  }
}

/** Loads what every view needs, now that calls are answered. */
async function enter() {
  const catalogue = await attempt("Loading the catalogue", api.catalogue);
  if (catalogue === undefined) {
    if (state.session.signed_in) {
      setTimeout(enter, RETRY_MS);
    }
    return;
  }
  update({ catalogue });
  listen();
  go();
  await Promise.all([loadRequests(), startAsking()]);
  ready();
}

async function start() {
  const session = await attempt("Opening the console", api.session);
  if (session === undefined) {
    setTimeout(start, RETRY_MS);
    return;
  }
  update({ session });
  if (session.signed_in) {
    await enter();
  } else {
    ready();
  }
}

function ready() {
  queueMicrotask(() => {
    document.documentElement.dataset.ready = "true";
  });
}

onChange(draw);
addEventListener("hashchange", go);
go();
start();
