import {element, fill, html} from "./html.js";
import {draw} from "./pixels.js";
import {clock, percent, shortId, words} from "./text.js";

/** The last images with their labels; names gives the name of each category. */
export function showImages(images, names) {
  const figures = images.map(image => html`
    <figure class="${agreement(image)}" title="${tooltip(image, names)}">
      <canvas width="28" height="28" data-pixels="${image.pixels}" role="img"
        aria-label="${nameOf(image.category, names)}"></canvas>
      <figcaption>${SIGNS[agreement(image)]}${nameOf(image.category, names)}
        <span>${percent(image.confidence, 0)}, ${remark(image)}</span></figcaption>
    </figure>`);
  if (fill("images", figures.length ? html`${figures}` : html`<div class="empty">No image yet.</div>`)) {
    element("images").querySelectorAll("canvas").forEach(canvas => draw(canvas, canvas.dataset.pixels));
  }
}

/** The last images that got no label, and why. */
export function showRejections(rejections) {
  fill("rejections", rejections.length
    ? html`${rejections.map(rejectionLine)}`
    : html`<li class="empty">None since the start.</li>`);
}

const SIGNS = {right: "✓ ", wrong: "✗ ", "": ""};

const nameOf = (category, names) => names.get(category) ?? words(category);

function tooltip(image, names) {
  const declared = image.declaredCategory ? `; the catalogue says ${nameOf(image.declaredCategory, names)}` : "";
  return `${image.productId}, by model ${shortId(image.modelId)} at ${clock(image.time)}${declared}`;
}

function agreement(image) {
  if (!image.declaredCategory) {
    return "";
  }
  return image.declaredCategory === image.category ? "right" : "wrong";
}

function remark(image) {
  if (image.outOfDistribution) {
    return "unlike the training";
  }
  return image.uncertain ? "uncertain" : image.productId;
}

const rejectionLine = rejection => html`<li>
  <span class="pill warn">${words(rejection.reason)}</span> ${rejection.detail}
  <div class="note">${rejection.productId ?? "no product id"}, ${rejection.position}, ${clock(rejection.time)}${
    rejection.modelId ? `, model ${shortId(rejection.modelId)}` : ""}</div>
</li>`;
