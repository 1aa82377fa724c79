import {element, fill, html} from "./html.js";
import {percent} from "./text.js";

const EDGE = 28;

/** The last images with their labels; names gives the name of each category. */
export function showImages(images, names) {
  const figures = images.map(image => html`
    <figure class="${agreement(image)}" title="${image.productId}">
      <canvas width="${EDGE}" height="${EDGE}" data-pixels="${image.pixels}"></canvas>
      <figcaption>${names.get(image.category)} ${percent(image.confidence, 0)}<span>${remark(image)}</span></figcaption>
    </figure>`);
  if (fill("images", figures.length ? html`${figures}` : html`<div class="empty">No image yet.</div>`)) {
    element("images").querySelectorAll("canvas").forEach(draw);
  }
}

function agreement(image) {
  if (!image.declaredCategory) {
    return "";
  }
  return image.declaredCategory === image.category ? "right" : "wrong";
}

function remark(image) {
  if (image.outOfDistribution) {
    return "out of distribution";
  }
  return image.uncertain ? "uncertain" : image.productId;
}

/** Draws gray bytes, 0 for the background, dark on white. */
function draw(canvas) {
  const bytes = atob(canvas.dataset.pixels);
  const context = canvas.getContext("2d");
  const drawn = context.createImageData(EDGE, EDGE);
  for (let i = 0; i < bytes.length; i++) {
    drawn.data.fill(255 - bytes.charCodeAt(i), 4 * i, 4 * i + 3);
    drawn.data[4 * i + 3] = 255;
  }
  context.putImageData(drawn, 0, 0);
}
