import {element, fill, html} from "./html.js";
import {clock, percent, shortId, UNKNOWN, whole} from "./text.js";

const scope = () => document.querySelector("input[name=scope]:checked").value;

/** The row over all classes, if there is one. */
export const rowOfAll = rows => rows.find(row => row.scope === "ALL");

/** How often the champion is right; all that is per class counts the labels of one scope, which the page names. */
export function showAccuracy(state, names) {
  const rows = state.accuracy;
  const all = rowOfAll(rows);
  const health = state.together.health.find(report => report.alias === "CHAMPION");
  const drift = health?.drift;
  fill("accuracy-of", all ? `champion ${shortId(all.modelId)}` : "");
  fill("accuracy", percent(all?.window.accuracy));
  fill("accuracy-note", all
    ? `${whole(all.window.support)} of ${whole(all.window.labelled)} labels have a truth${strangers(health)}; `
      + `since the model's first label ${percent(all.total.accuracy)}`
    : "no figures of this model yet");
  const classes = [...names.keys()].map(name => rows.find(row => row.scope === name)).filter(Boolean);
  const chosen = scope();
  fill("scope-note", all ? `${about(all, chosen)}` : "");
  fill("classes", classes.length ? classTable(classes, chosen, names, drift) : nothing());
  fill("confusion", classes.length ? confusionTable(classes, chosen, names) : nothing());
}

/** Truths that are none of the model's classes, as they are after a release with other ones. */
const strangers = health => health?.unknownTruths
  ? `, ${whole(health.unknownTruths)} more a truth that is no class of the model` : "";

/** Calls show when the reader asks for the other scope. */
export const onScopeChange = show => element("scope").addEventListener("change", show);

const nothing = () => html`<div class="empty">No figures of this model yet.</div>`;

function about(all, chosen) {
  const labels = chosen === "window"
    ? `labels from ${clock(all.windowStart)} to ${clock(all.windowEnd)}`
    : "all labels since the model's first";
  const truths = all[chosen].support;
  return `champion ${shortId(all.modelId)}, ${labels}: ${truths ? whole(truths) : "none"} with a truth`;
}

function classTable(classes, chosen, names, drift) {
  const lines = classes.map(row => {
    const figures = row[chosen];
    return html`<tr>
      <td>${names.get(row.scope)}</td>
      <td>${bar(figures)}</td>
      <td>${percent(figures.accuracy)}</td>
      <td class="detail">${percent(figures.precision)}</td>
      <td class="detail">${percent(figures.f1)}</td>
      <td>${whole(figures.support)}</td>
      <td class="detail">${percent(figures.coverage, 0)}</td>
      <td class="detail">${percent(drift?.observedShare[row.scope])}</td>
      <td class="detail">${percent(drift?.expectedShare[row.scope])}</td>
    </tr>`;
  });
  return html`<table>
    <thead><tr>
      <th>class</th><th>accuracy, 95 % interval</th><th></th>
      <th class="detail">precision</th><th class="detail">F1</th><th>truths</th><th class="detail">coverage</th>
      <th class="detail" title="share of the last window's labels">share</th>
      <th class="detail" title="share at the model's evaluation">expected</th>
    </tr></thead>
    <tbody>${lines}</tbody>
  </table>`;
}

function bar(figures) {
  const accuracy = figures.accuracy ?? 0;
  const {low, high} = figures.interval ?? {low: 0, high: 0};
  const interval = html`<div class="interval" data-css="left:${100 * low}%;width:${100 * (high - low)}%"></div>`;
  return html`<div class="bar">
    <div class="share" data-css="width:${100 * accuracy}%"></div>${figures.interval ? interval : ""}
  </div>`;
}

function confusionTable(classes, chosen, names) {
  const lines = classes.map(row => {
    const counts = row[chosen].confusion;
    const sum = row[chosen].support;
    const cells = classes.map(answer => confusionCell(counts[answer.scope] ?? 0, sum));
    return html`<tr><th>${names.get(row.scope)}</th>${cells}</tr>`;
  });
  return html`<table class="confusion">
    <thead><tr><th></th>${classes.map(row => html`<th><span>${names.get(row.scope)}</span></th>`)}</tr></thead>
    <tbody>${lines}</tbody>
  </table>`;
}

function confusionCell(count, sum) {
  if (!sum) {
    return html`<td>${UNKNOWN}</td>`;
  }
  const share = count / sum;
  const depth = count ? .06 + .46 * share : .03;
  return html`<td title="${count} of ${sum}" data-css="background:rgba(var(--heat),${depth.toFixed(3)})">${share >= .005 ? Math.round(100 * share) : ""}</td>`;
}
