import {element} from "./html.js";
import {millis, percent, shortId, whole} from "./text.js";

/* global uPlot: the library, which index.html loads before the modules */

const HEIGHT = 190;
const SHORTEST_SECONDS = 600;
const atLeast = least => (chart, low, high) => [0, Math.max(least, (high ?? 0) * 1.1)];

/** Each chart: where it is, what its axis says, and the columns of history.json that it draws. */
const CHARTS = [
  {id: "rate-chart", said: whole, range: atLeast(10), lines: [["imagesPerSecond", "images/s"]]},
  {id: "latency-chart", said: millis, range: atLeast(10), lines: [["medianMillis", "median"], ["slowestMillis", "99 %"]]},
  {id: "waiting-chart", said: whole, range: atLeast(10), lines: [["waiting", "waiting"]]},
  {
    id: "accuracy-chart",
    said: share => percent(share),
    range: (chart, low, high) => [Math.max(0, Math.floor(20 * (low ?? 0) - .5) / 20), Math.min(1, (high ?? 1) + .02)],
    lines: [["accuracy", "accuracy"]],
  },
];

const drawn = new Map();

/** Draws the last hour, with what is so now as its last point. */
export function showHistory(history, state) {
  const columns = withNow(history, state);
  for (const chart of CHARTS) {
    const data = [columns.seconds, ...chart.lines.map(([column]) => columns[column])];
    const known = chart.lines.some(([column]) => columns[column].filter(value => value != null).length > 1);
    if (!known) {
      drawn.get(chart.id)?.destroy();
      drawn.delete(chart.id);
      element(chart.id).innerHTML = "<p class=\"empty\">Nothing is known yet.</p>";
      continue;
    }
    const plot = drawn.get(chart.id) ?? begin(chart, data);
    plot.modelIds = columns.modelIds;
    plot.setData(data);
    element(chart.id).setAttribute("aria-label", summary(chart, columns));
  }
}

/** The columns of history, and one point more. */
function withNow(history, state) {
  const champion = state.models.find(model => model.alias === "CHAMPION");
  const all = state.accuracy.find(row => row.scope === "ALL");
  const now = {
    seconds: Math.floor(new Date(state.time) / 1000),
    imagesPerSecond: state.figures.imagesPerSecond,
    medianMillis: state.figures.latencyMillis?.p50 ?? null,
    slowestMillis: state.figures.latencyMillis?.p99 ?? null,
    waiting: state.together.group?.waiting ?? null,
    accuracy: all?.window.accuracy ?? null,
    modelIds: champion?.modelId ?? null,
  };
  const later = !history.seconds.length || now.seconds > history.seconds.at(-1);
  return Object.fromEntries(
    Object.entries(now).map(([column, value]) => [column, later ? [...history[column], value] : history[column]]));
}

function begin(chart, data) {
  const place = element(chart.id);
  place.innerHTML = "";
  place.setAttribute("role", "img");
  const plot = new uPlot(options(chart, place.clientWidth), data, place);
  new ResizeObserver(() => plot.setSize({width: place.clientWidth, height: HEIGHT})).observe(place);
  drawn.set(chart.id, plot);
  return plot;
}

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(chart, width) {
  const axis = {stroke: () => colour("--soft"), grid: {stroke: () => colour("--line"), width: 1}, ticks: {show: false}};
  const lines = chart.lines.map(([, label], i) => ({
    label,
    stroke: () => colour(i ? "--warn" : "--main"),
    width: 2,
    dash: i ? [6, 4] : undefined,
    points: {show: false},
    value: (plot, value) => value == null ? "–" : chart.said(value),
  }));
  return {
    width,
    height: HEIGHT,
    padding: [16, 12, null, null],
    cursor: {sync: {key: "history"}, y: false, drag: {x: false, y: false}},
    scales: {
      x: {time: true, range: (plot, low, high) => [Math.min(low, high - SHORTEST_SECONDS), high]},
      y: {range: chart.range},
    },
    axes: [
      {...axis, incrs: [60, 120, 300, 600, 900], space: 70, values: (plot, times) => times.map(minute)},
      {...axis, size: 62, values: (plot, values) => values.map(chart.said)},
    ],
    series: [{label: "at", value: (plot, time) => time == null ? "–" : minute(time)}, ...lines],
    hooks: {draw: [markModels]},
  };
}

const minute = seconds => new Date(1000 * seconds)
  .toLocaleTimeString([], {hour: "2-digit", minute: "2-digit", hourCycle: "h23"});

/** A dashed line where another model took over, with its id. */
function markModels(plot) {
  const {ctx, bbox} = plot;
  const ids = plot.modelIds ?? [];
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour("--soft");
  ctx.setLineDash([3, 3]);
  for (let i = 1; i < ids.length; i++) {
    if (ids[i] && ids[i - 1] && ids[i] !== ids[i - 1]) {
      const x = Math.round(plot.valToPos(plot.data[0][i], "x", true));
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.textAlign = x > bbox.left + bbox.width / 2 ? "right" : "left";
      ctx.fillText(` ${shortId(ids[i])} `, x, bbox.top - 4);
    }
  }
  ctx.restore();
}

/** The same for who cannot see the chart. */
function summary(chart, columns) {
  return chart.lines.map(([column, label]) => {
    const values = columns[column].filter(value => value != null);
    return values.length
      ? `${label}: now ${chart.said(values.at(-1))}, in the last hour from ${chart.said(Math.min(...values))} `
        + `to ${chart.said(Math.max(...values))}`
      : `${label}: unknown`;
  }).join("; ");
}

/** The reader's colours changed: canvases do not know. */
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach(plot => plot.redraw()));
