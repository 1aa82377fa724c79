import {html} from "./html.js";
import {clock, percent, shortId, UNKNOWN, whole} from "./text.js";

const points = share => share == null ? UNKNOWN : `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(1)}`;

/** The canary that serves a share of the products: a card among those of the models; nothing while there is none. */
export function canaryCard(canary, fact) {
  if (!canary) {
    return "";
  }
  const {step, evidence, accuracy} = canary;
  const window = accuracy?.window;
  return html`<article id="canary">
    <h3>canary <code title="${step.modelId}">${shortId(step.modelId)}</code>
      ${canary.servesHere ? "" : html`<span class="pill bad">not on this instance</span>`}</h3>
    <dl>
      ${fact("share of the products", percent(step.share), `of ${shares(step.plan.shares)}`)}
      ${fact("step", whole(step.number), `since ${clock(step.sinceTime)}: ${step.reason}`)}
      ${fact("accuracy now", percent(window?.accuracy), window?.interval
        ? `${percent(window.interval.low)} to ${percent(window.interval.high)}, ${whole(window.support)} truths` : "no truth yet")}
      ${difference(evidence, step.plan, fact)}
    </dl>
  </article>`;
}

const shares = all => all.map(share => `${+(100 * share).toFixed(4)}`).join(", ") + " %";

/** Only the instance that merges the figures knows what the step has shown so far. */
function difference(evidence, plan, fact) {
  if (!evidence) {
    return fact("against the champion", UNKNOWN, "shown by the instance that merges the figures");
  }
  const found = evidence.difference;
  const truths = `${whole(evidence.canary.support)} and ${whole(evidence.champion.support)} truths, needed ${whole(plan.minTruths)}`;
  return fact("against the champion", `${points(found?.value)} points`, found
    ? `${points(found.low)} to ${points(found.high)}, allowed ${points(-plan.margin)}; ${truths}` : truths);
}
