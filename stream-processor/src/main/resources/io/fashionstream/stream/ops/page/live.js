import {element, fill, html} from "./html.js";
import {onScopeChange, showAccuracy} from "./accuracy.js";
import {showImages} from "./images.js";
import {showModels} from "./models.js";
import {showPassedOver} from "./passed.js";
import {showTraffic} from "./traffic.js";
import {clock, shortId, words} from "./text.js";

const PAUSE_MILLIS = 1000;
let last;

function showHead(state) {
  const waiting = state.state === "RUNNING" ? "sharing out partitions" : words(state.state);
  showState(state.ready ? "ready" : waiting, state.ready ? "good" : state.state === "FAILED" ? "bad" : "warn");
  const champion = state.models.find(model => model.alias === "CHAMPION");
  fill("model", champion
    ? html`serving <code>${champion.network} ${shortId(champion.modelId)}</code>`
    : "no model yet");
  fill("where", `${state.instanceId}, ${clock(state.time)}`);
}

function showState(text, kind) {
  fill("state", text);
  element("state").className = `pill ${kind}`;
}

function showPerClass() {
  showAccuracy(last.accuracy, new Map(last.categories.map(category => [category.category, category.name])));
}

function show(state) {
  last = state;
  showHead(state);
  showTraffic(state.figures);
  showImages(state.lastImages, new Map(state.categories.map(category => [category.category, category.name])));
  showPerClass();
  showModels(state);
  showPassedOver(state.passedOver);
}

async function poll() {
  try {
    const answer = await fetch("state.json");
    show(await answer.json());
  } catch (problem) {
    console.warn("No state to show", problem);
    showState("no answer", "bad");
  }
  setTimeout(poll, PAUSE_MILLIS);
}

onScopeChange(showPerClass);
poll();
