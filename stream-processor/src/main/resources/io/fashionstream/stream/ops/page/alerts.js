import {element, fill, html} from "./html.js";
import {clock, percent, shortId, whole, words} from "./text.js";

const SIGNS = {RAISED: "▲", RECOVERED: "✓", ENDED: "■"};

/** What the accuracy alerts say: the open ones, and those that are over since at most a day. */
export function showAlerts(state, names) {
  const alerts = state.together.alerts;
  const open = alerts.filter(alert => alert.state === "RAISED").length;
  element("alerts").hidden = !alerts.length;
  element("alerts").classList.toggle("open", open > 0);
  fill("alert-list", html`${alerts.map(alert => line(alert, names, state.models))}`);
  document.title = open ? `(${open}) Fashion Stream` : "Fashion Stream";
}

const line = (alert, names, models) => html`<li>
  <span class="pill ${alert.state === "RAISED" ? "bad" : "good"}">${SIGNS[alert.state] ?? ""} ${words(alert.state)}</span>
  <b>${names.get(alert.scope) ?? (alert.scope === "ALL" ? "all classes" : alert.scope)}</b>
  of ${words(alert.alias)} <code>${shortId(alert.modelId)}</code>${serves(alert, models) ? "" : ", which serves no more"}:
  ${percent(alert.evidence.accuracy)} of ${whole(alert.evidence.support)} truths, asked for ${percent(alert.threshold)}
  <span class="note">raised ${clock(alert.raisedTime)}${alert.state === "RAISED"
    ? "" : `, ${words(alert.state)} ${clock(alert.publishedTime)}`}</span>
</li>`;

const serves = (alert, models) =>
  models.some(model => model.alias === alert.alias && model.modelId === alert.modelId);
