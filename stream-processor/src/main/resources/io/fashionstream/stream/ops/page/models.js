import {fill, html} from "./html.js";
import {rowOfAll} from "./accuracy.js";
import {canaryCard} from "./canary.js";
import {clock, percent, shortId, UNKNOWN, whole, words} from "./text.js";

const PILLS = {serving: "good", served: "", refused: "bad", withdrawn: "warn"};
const DRIFT = {STABLE: "good", MODERATE: "warn", LARGE: "bad"};
/** Over this, confidences no longer mean what they say (docs/operators.md). */
const WELL_CALIBRATED = .05;

/** The models that serve with what is known of each, and what became of each release here. */
export function showModels(state) {
  const rows = [...state.accuracy, ...state.challengerAccuracy];
  const cards = state.models.map(model => card(model, rows, state.together.health));
  fill("models", cards.length
    ? html`<div class="models">${cards}${canaryCard(state.together.canary, fact)}</div>`
    : html`<div class="empty">Waiting for a first released model.</div>`);
  const rollouts = withOutcomes(state.rollouts, state.models, state.together.canary).map(rolloutLine);
  fill("rollouts", rollouts.length ? html`${rollouts}` : html`<li class="empty">None yet.</li>`);
}

/** How a model is told from others: its id, its network, and in which precision it runs. */
export const nameOf = model => [model.network, model.precision && words(model.precision), shortId(model.modelId)]
  .filter(Boolean).join(" ");

function card(model, rows, reports) {
  const ofModel = each => each.alias === model.alias && each.modelId === model.modelId;
  const now = rowOfAll(rows.filter(ofModel))?.window;
  const health = reports.find(ofModel);
  return html`<article>
    <h3>${words(model.alias)} <code title="${model.modelId}">${nameOf(model)}</code></h3>
    <dl>
      ${fact("accuracy now", percent(now?.accuracy), now?.interval
        ? `${percent(now.interval.low)} to ${percent(now.interval.high)}, ${whole(now.support)} truths` : "no truth yet")}
      ${fact("expected without truth", percent(health?.estimatedAccuracy), "mean confidence")}
      ${fact("calibration error", percent(health?.calibration.expectedCalibrationError), calibrationWord(health))}
      ${drift("drift of the answers", health?.drift)}
      ${inputDrift(health?.inputDrift)}
      ${fact("uncertain", percent(health?.shareUncertain), `under ${percent(model.uncertainBelow, 0)} confidence`)}
      ${fact("unlike the training", percent(health?.shareOutOfDistribution), "out of distribution")}
      ${fact("coverage", percent(now?.coverage), health?.unknownTruths
        ? `labels with a truth; ${whole(health.unknownTruths)} truths are no class of the model` : "labels with a truth")}
      ${fact("validation", percent(model.validationAccuracy), `trained ${new Date(model.createdTime).toLocaleDateString()}`)}
    </dl>
  </article>`;
}

const fact = (name, value, note) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`;

function calibrationWord(health) {
  const error = health?.calibration.expectedCalibrationError;
  if (error == null) {
    return "no truth yet";
  }
  const on = `on ${whole(health.measuredOn)} labels`;
  return error <= WELL_CALIBRATED ? `good, ${on}` : `confidences mislead, ${on}`;
}

function drift(name, figures, detail = "") {
  const index = figures?.populationStabilityIndex;
  const verdict = figures ? html`<span class="pill ${DRIFT[figures.verdict] ?? ""}">${words(figures.verdict)}</span> ${detail}` : "";
  return fact(name, index == null ? UNKNOWN : index.toFixed(3), verdict);
}

/** By the measure that is farthest off; nothing for models that do not say how the pictures were that they learnt from. */
function inputDrift(measures) {
  if (!measures?.length) {
    return "";
  }
  const index = each => each.populationStabilityIndex ?? -1;
  const farthest = measures.reduce((one, other) => index(other) > index(one) ? other : one);
  return drift("drift of the pictures", farthest, index(farthest) < 0 ? "" : `by ${farthest.measure}`);
}

/** Roll-outs, newest first, with what they come to now: of each alias, only the last that was taken may still serve. */
function withOutcomes(rollouts, models, canary) {
  const superseded = new Set();
  return rollouts.map(rollout => {
    if (rollout.outcome !== "SERVING") {
      return {...rollout, word: words(rollout.outcome)};
    }
    if (rollout.canaryStep) {
      return {...rollout, word: canary?.step.number === rollout.canaryStep ? "serving" : "served"};
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
  ${rollout.canaryStep ? `canary, step ${rollout.canaryStep},` : words(rollout.alias)} <code>${nameOf(rollout)}</code> <span class="note">${clock(rollout.time)}</span>
  ${why(rollout) ? html`<div class="note">${why(rollout)}</div>` : ""}
</li>`;
