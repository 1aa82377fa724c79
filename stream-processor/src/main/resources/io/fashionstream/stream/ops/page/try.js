import {element, fill, html} from "./html.js";
import {draw, drawHeat} from "./pixels.js";
import {percent, shortId, words} from "./text.js";

/** The picture that was chosen last; an answer to an earlier one is not shown any more. */
let chosen;
let names = () => new Map();

/** Has pictures labelled that are chosen, dropped or pasted; namesOfClasses gives the name of each category. */
export function letPicturesBeTried(namesOfClasses) {
  names = namesOfClasses;
  element("picture").addEventListener("change", event => take(event.target.files));
  element("token").addEventListener("change", () => chosen && label(chosen, false));
  document.addEventListener("paste", event => take(event.clipboardData?.files));
  document.addEventListener("dragover", event => event.preventDefault());
  document.addEventListener("drop", event => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

function take(files) {
  if (files?.length) {
    chosen = files[0];
    label(chosen, false);
  }
}

async function label(picture, explain) {
  say(explain ? "Looking at it 170 times …" : "Labelling …");
  try {
    const answer = await fetch(`label?pixels=true&explain=${explain}&imageId=${encodeURIComponent(nameOf(picture))}`, {
      method: "POST",
      headers: headers(),
      body: picture,
    });
    const body = await answer.json();
    if (picture === chosen) {
      show(answer.status, body, picture);
    }
  } catch (problem) {
    console.warn("No label to show", problem);
    say("There was no answer.");
  }
}

const nameOf = picture => (picture.name || "picture").slice(0, 200);

/** No type is stated, as the bytes tell it better: a browser takes a file of raw pixels for one of a camera's. */
function headers() {
  const token = element("token").value;
  return {"Content-Type": "application/octet-stream", ...(token && {"Authorization": `Bearer ${token}`})};
}

function show(status, body, picture) {
  element("token-field").hidden = status !== 401 && !element("token").value;
  if (status !== 200) {
    say(body.reason ? html`<span class="pill warn">${words(body.reason)}</span> ${body.detail}` : body.detail);
    return;
  }
  fill("tried-note", html`${nameOf(picture)}: <b>${classNameOf(body.category)}</b>, ${percent(body.confidence)} sure${
    body.outOfDistribution ? ", but it is unlike the training" : body.uncertain ? ", which is uncertain" : ""
    } <span class="note">by model ${shortId(body.modelId)} (${body.precision})</span>`);
  fill("tried", html`<div class="seen">${picturesOf(body)}</div>${probabilities(body)}`);
  draw(element("seen"), body.pixels);
  explained(body, picture);
}

const classNameOf = category => names().get(category) ?? words(category);

const picturesOf = body => html`
  <figure><canvas id="seen" width="28" height="28" role="img"
    aria-label="28 x 28 pixels that the network saw"></canvas><figcaption>what the network saw</figcaption></figure>
  ${body.explanation ? html`<figure><canvas id="heat" width="28" height="28" role="img"
    aria-label="${inWords(body)}"></canvas><figcaption>${inWords(body)}</figcaption></figure>`
    : html`<button type="button" id="why">Why?</button>`}`;

function explained(body, picture) {
  if (body.explanation) {
    draw(element("seen"), body.pixels);
    drawHeat(element("heat"), body.pixels, body.explanation.heat);
    return;
  }
  element("why").addEventListener("click", () => label(picture, true));
}

/** What the colours of the map stand for. */
function inWords(body) {
  const falls = body.explanation.heat.flat();
  const [most, least] = [Math.max(...falls), Math.min(...falls)];
  const side = body.explanation.patchPixels;
  const against = least < -.1 ? `; orange: multiplies them by up to ${factor(-least)}` : "";
  return `blue: covering ${side} x ${side} pixels there divides the odds of ${classNameOf(body.category)} by up to ${
    factor(Math.max(0, most))}${against}`;
}

/** What odds are multiplied by where their logarithm rises so far. */
const factor = nats => Number(Math.exp(nats).toPrecision(2)).toLocaleString("en-US");

function probabilities(body) {
  const rows = Object.entries(body.probabilities).sort((a, b) => b[1] - a[1]);
  return html`<table class="probabilities"><caption class="note">probability of each class</caption><tbody>${
    rows.map(([category, share]) => html`<tr class="${category === body.category ? "best" : ""}">
      <th scope="row">${classNameOf(category)}</th>
      <td class="detail"><div class="bar"><div class="share" data-css="width: ${100 * share}%"></div></div></td>
      <td>${percent(share)}</td></tr>`)}</tbody></table>`;
}

function say(text) {
  fill("tried-note", text);
  if (typeof text !== "string" || !text.endsWith("…")) {
    fill("tried", "");
  }
}
