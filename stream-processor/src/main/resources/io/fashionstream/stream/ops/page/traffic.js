import {fill, html} from "./html.js";
import {millis, percent, UNKNOWN, whole, words} from "./text.js";

/** How many images come, how long they take, and what becomes of them. */
export function showTraffic(figures) {
  fill("rate", html`${whole(figures.imagesPerSecond)} <small>images/s</small>`);
  fill("total", `${whole(figures.labelled)} labelled, ${whole(figures.uncertain)} uncertain, `
    + `${whole(figures.outOfDistribution)} out of distribution`);
  showLatency(figures.latencyMillis);
  showRejections(figures);
  showBatches(figures.batchSizes);
}

function showLatency(latency) {
  fill("latency", latency ? html`${millis(latency.p50)} <small>median</small>` : UNKNOWN);
  fill("latency-note", latency
    ? `99 %: ${millis(latency.p99)}, largest: ${millis(latency.max)}`
    : "unknown: no label in the last minutes, or none with a time that counts");
}

function showRejections(figures) {
  const reasons = Object.entries(figures.rejected)
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${words(reason)} ${whole(count)}`)
    .join(", ");
  const duplicates = figures.duplicates ? `; ${whole(figures.duplicates)} duplicates not answered again` : "";
  fill("rejected", whole(figures.rejections));
  fill("reasons", (reasons || "none so far") + duplicates);
}

function showBatches(sizes) {
  const most = Math.max(1, ...sizes.histogram.map(bucket => bucket.batches));
  const width = 400 / Math.max(7, sizes.histogram.length);
  const bars = sizes.histogram.map((bucket, i) => {
    const height = 80 * bucket.batches / most;
    return html`
      <rect x="${i * width + 3}" y="${90 - height}" width="${width - 6}" height="${height}" rx="3">
        <title>${whole(bucket.batches)} batches, ${percent(bucket.batches / sizes.batches)}</title>
      </rect>
      <text x="${(i + .5) * width}" y="106" text-anchor="middle">${bucket.upTo}</text>`;
  });
  fill("batches", bars.length ? html`${bars}` : html`<text x="0" y="20">no batch yet</text>`);
  fill("batch-note", sizes.batches
    ? `${whole(sizes.batches)} batches, ${sizes.mean.toFixed(1)} images on average, largest of the last minutes ${sizes.max}`
    : "");
}
