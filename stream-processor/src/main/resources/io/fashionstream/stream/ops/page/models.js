import {fill, html} from "./html.js";
import {rowOfAll} from "./accuracy.js";
import {clock, percent, shortId, words} from "./text.js";

const PILLS = {serving: "good", served: "", refused: "bad", withdrawn: "warn"};

/** The models that serve, and what became of each release here. */
export function showModels(state) {
  const rows = [...state.accuracy, ...state.challengerAccuracy];
  const lines = state.models.map(model => modelLine(model, rows));
  fill("models", lines.length ? modelTable(lines) : html`<div class="empty">Waiting for a first released model.</div>`);
  const rollouts = withOutcomes(state.rollouts, state.models).map(rolloutLine);
  fill("rollouts", rollouts.length ? html`${rollouts}` : html`<li class="empty">None yet.</li>`);
}

const modelTable = lines => html`<table>
  <thead><tr>
    <th>alias</th><th>model</th><th class="detail">network</th><th>validation</th><th>now</th>
    <th class="detail">certain from</th><th class="detail">trained</th>
  </tr></thead>
  <tbody>${lines}</tbody>
</table>`;

function modelLine(model, rows) {
  const now = rowOfAll(rows.filter(row => row.alias === model.alias && row.modelId === model.modelId));
  return html`<tr>
    <td>${words(model.alias)}</td>
    <td><code title="${model.modelId}">${shortId(model.modelId)}</code></td>
    <td class="detail">${model.network}, ${model.precision}</td>
    <td>${percent(model.validationAccuracy)}</td>
    <td>${percent(now?.window.accuracy)}</td>
    <td class="detail">${percent(model.uncertainBelow)}</td>
    <td class="detail">${new Date(model.createdTime).toLocaleDateString()}</td>
  </tr>`;
}

/** Roll-outs, newest first, with what they come to now: of each alias, only the last that was taken may still serve. */
function withOutcomes(rollouts, models) {
  const superseded = new Set();
  return rollouts.map(rollout => {
    if (rollout.outcome !== "SERVING") {
      return {...rollout, word: words(rollout.outcome)};
    }
    const serves = !superseded.has(rollout.alias)
      && models.some(model => model.alias === rollout.alias && model.modelId === rollout.modelId);
    superseded.add(rollout.alias);
    return {...rollout, word: serves ? "serving" : "served"};
  });
}

/** Which of its networks serves and why, or why it was refused. */
const why = rollout => rollout.serving
  ? `${rollout.serving.precision}: ${rollout.serving.reason}`
  : rollout.detail;

const rolloutLine = rollout => html`<li>
  <span class="pill ${PILLS[rollout.word]}">${rollout.word}</span>
  ${words(rollout.alias)} <code>${shortId(rollout.modelId)}</code> <span class="note">${clock(rollout.time)}</span>
  ${why(rollout) ? html`<div class="note">${why(rollout)}</div>` : ""}
</li>`;
