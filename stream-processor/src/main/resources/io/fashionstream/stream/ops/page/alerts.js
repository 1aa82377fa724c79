import {element, fill, html} from "./html.js";
import {clock, percent, shortId, whole, words} from "./text.js";

const SIGNS = {RAISED: "▲", RECOVERED: "✓", ENDED: "■"};

/**
 * What the accuracy alerts say: the open ones, and those that are over since at most a day. Nobody is to be woken by a model
 * that serves no more, so its alerts stand folded.
 */
export function showAlerts(state, names) {
  const alerts = state.together.alerts;
  const canary = state.together.canary?.step;
  const serving = [...state.models, ...(canary ? [{alias: "CHAMPION", modelId: canary.modelId}] : [])];
  const pressing = alerts.filter(alert => serves(alert, serving));
  const rest = alerts.filter(alert => !serves(alert, serving));
  const open = pressing.filter(alert => alert.state === "RAISED").length;
  element("alerts").hidden = !alerts.length;
  element("alerts").classList.toggle("open", open > 0);
  fill("alert-list", html`${pressing.map(alert => line(alert, names))}`);
  element("old-alerts").hidden = !rest.length;
  fill("old-alert-count", `${whole(rest.length)} of models that serve no more`);
  fill("old-alert-list", html`${rest.map(alert => line(alert, names))}`);
  document.title = open ? `(${open}) Fashion Stream` : "Fashion Stream";
}

const line = (alert, names) => html`<li>
  <span class="pill ${alert.state === "RAISED" ? "bad" : "good"}">${SIGNS[alert.state] ?? ""} ${words(alert.state)}</span>
  <b>${names.get(alert.scope) ?? (alert.scope === "ALL" ? "all classes" : alert.scope)}</b>
  of ${words(alert.alias)} <code>${shortId(alert.modelId)}</code>:
  ${percent(alert.evidence.accuracy)} of ${whole(alert.evidence.support)} truths, asked for ${percent(alert.threshold)}
  <span class="note">raised ${clock(alert.raisedTime)}${alert.state === "RAISED"
    ? "" : `, ${words(alert.state)} ${clock(alert.publishedTime)}`}</span>
</li>`;

const serves = (alert, models) =>
  models.some(model => model.alias === alert.alias && model.modelId === alert.modelId);
