"use strict";

/** Narrower than this many pixels, counts above bars stand upright, or one would touch the next. */
const NARROW = 420;

/** A theme of ECharts in the colours of the page's style, which are others in the dark. */
function theme(width) {
  const style = getComputedStyle(document.documentElement);
  const [ink, muted, line, card, ...series] = ["ink", "muted", "line", "card", "first", "second", "third"]
    .map(name => style.getPropertyValue("--" + name).trim());
  const axis = {
    axisLine: { lineStyle: { color: muted } },
    axisTick: { lineStyle: { color: muted } },
    axisLabel: { color: muted },
    nameTextStyle: { color: muted },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: series,
    textStyle: { fontFamily: style.fontFamily },
    legend: { textStyle: { color: ink } },
    tooltip: { backgroundColor: card, borderColor: line, textStyle: { color: ink }, confine: true },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    logAxis: axis,
    line: { symbol: "circle" },
    bar: { label: { color: ink, fontSize: 10, ...(width < NARROW && { rotate: 90, align: "left", verticalAlign: "middle" }) } },
  };
}

/** ECharts is in the page as compressed Base64; browsers since 2023 can unpack it. */
async function loadCharts() {
  const packed = Uint8Array.from(atob(document.getElementById("echarts").textContent), c => c.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
}

function draw(element) {
  echarts.getInstanceByDom(element)?.dispose();
  const chart = echarts.init(element, theme(element.clientWidth), { renderer: "svg" });
  chart.setOption(JSON.parse(element.nextElementSibling.textContent));
}

async function drawAll(elements) {
  try {
    await loadCharts();
    elements.forEach(draw);
    const resized = new ResizeObserver(entries => entries.forEach(e => echarts.getInstanceByDom(e.target).resize()));
    elements.forEach(element => resized.observe(element));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => elements.forEach(draw));
  } catch (failure) {
    elements.forEach(element => { element.textContent = "This browser cannot draw the chart: " + failure; });
  }
}

/** A cell of a confusion matrix shows its images under the matrix. */
function showImages(button) {
  const table = button.closest("table");
  table.querySelectorAll("[aria-pressed=true]").forEach(other => other.setAttribute("aria-pressed", false));
  button.setAttribute("aria-pressed", true);
  const images = document.getElementById(button.dataset.images).content.cloneNode(true);
  table.nextElementSibling.replaceChildren(images);
  table.nextElementSibling.scrollIntoView({ block: "nearest" });
}

document.querySelectorAll("[data-images]").forEach(button => button.addEventListener("click", () => showImages(button)));
drawAll([...document.querySelectorAll(".chart")]);
