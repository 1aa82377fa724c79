import {element, fill, html} from "./html.js";
import {onScopeChange, showAccuracy} from "./accuracy.js";
import {showAlerts} from "./alerts.js";
import {showHistory} from "./charts.js";
import {showGroup} from "./group.js";
import {showImages, showRejections} from "./images.js";
import {nameOf, showModels} from "./models.js";
import {showPassedOver} from "./passed.js";
import {showTraffic} from "./traffic.js";
import {clock, words} from "./text.js";
import {letPicturesBeTried} from "./try.js";

const PAUSE_MILLIS = 1000;
/** The instance notes a moment every ten seconds. */
const POLLS_PER_HISTORY = 10;

let last;
let history;
let polls = 0;

function showHead(state) {
  const waiting = state.state === "RUNNING" ? "sharing out partitions" : words(state.state);
  showState(state.ready ? "ready" : waiting, state.ready ? "good" : state.state === "FAILED" ? "bad" : "warn");
  const champion = state.models.find(model => model.alias === "CHAMPION");
  fill("model", champion ? html`serving <code>${nameOf(champion)}</code>` : "no model yet");
  fill("where", `${state.instanceId}, ${clock(state.time)}`);
}

function showState(text, kind) {
  fill("state", text);
  element("state").className = `pill ${kind}`;
}

const names = () => new Map((last?.categories ?? []).map(category => [category.category, category.name]));

const showPerClass = () => showAccuracy(last, names());

function show(state) {
  last = state;
  showAlerts(state, names());
  showTraffic(state.figures);
  showGroup(state.together.group, state);
  showHistory(history, state);
  showModels(state);
  showImages(state.lastImages, names());
  showPerClass();
  showRejections(state.lastRejections);
  showPassedOver(state.passedOver);
  showHead(state);
}

const fetched = async file => (await fetch(file)).json();

async function poll() {
  try {
    if (polls++ % POLLS_PER_HISTORY === 0 || !history) {
      history = await fetched("history.json");
    }
    show(await fetched("state.json"));
  } catch (problem) {
    console.warn("No state to show", problem);
    showState("no answer", "bad");
  }
  setTimeout(poll, PAUSE_MILLIS);
}

onScopeChange(showPerClass);
letPicturesBeTried(names);
poll();
