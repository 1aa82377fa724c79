import {html} from "./html.js";
import {clock, percent, shortId, words} from "./text.js";
import {keyOfClass} from "./keys.js";

/** What an answer looks like in the list; names gives the name of each class. */
export function card(item, names) {
  return html`
    <div class="picture">
      <img src="picture/${item.id}" alt="the picture of ${item.productId}" loading="lazy">
      ${item.label ? html`<img class="seen" src="seen/${item.id}" alt="" loading="lazy">` : ""}
    </div>
    ${mark(item)}
    <div class="says">${says(item, names)}</div>
    <div class="about" title="${item.productId}, ${item.imageId ?? "no image id"}">${item.productId || "no product id"}</div>
    ${item.truth ? html`<div class="truth">${truthLine(item.truth, names)}</div>` : ""}`;
}

/** The classes of the list's element for an answer. */
export function cardKind(item, chosen) {
  const wrong = item.label && item.truth?.category && item.truth.category !== item.label.category;
  return ["card", chosen && "chosen", item.reviewed && "reviewed", wrong && "wrong"].filter(Boolean).join(" ");
}

function mark(item) {
  if (item.unseen) {
    return html`<span class="mark pill solid bad">two opinions</span>`;
  }
  if (item.rejection) {
    return item.rejection.replayed ? html`<span class="mark pill solid good">sent again</span>` : "";
  }
  return item.label.outOfDistribution ? html`<span class="mark pill solid warn">unlike</span>` : "";
}

const nameOf = (category, names) => names.get(category) ?? words(category);

const says = (item, names) => item.label
  ? html`${nameOf(item.label.category, names)} <small>${percent(item.label.confidence, 0)}</small>`
  : html`${words(item.rejection.reason)}`;

function truthLine(truth, names) {
  const who = truth.reviewer ?? truth.source;
  return truth.category ? `${who}: ${nameOf(truth.category, names)}` : `${who}: withdrawn`;
}

/**
 * All about one answer. notice is what went wrong with it last; classes are those of the model, in order.
 */
export function detail(item, classes, names, notice) {
  return html`
    <h2>${item.productId || "no product id"}</h2>
    <div class="note">${item.imageId ? `image ${item.imageId}, ` : ""}${clock(item.time)}${
      item.label ? `, model ${shortId(item.label.modelId)}` : ""}</div>
    <div class="pictures">
      <figure><div class="picture"><img src="picture/${item.id}" alt="the picture"></div>
        <figcaption>as it was sent</figcaption></figure>
      ${item.label ? html`<figure><div class="picture"><img class="small" src="seen/${item.id}" alt="28 x 28 pixels"></div>
        <figcaption>as the network saw it</figcaption></figure>` : ""}
    </div>
    ${notice ? html`<div class="notice bad" id="notice">${notice}</div>` : ""}
    ${item.unseen ? html`<div class="notice bad">${item.truth?.reviewer ?? "A reviewer"} did not know what
      another said, ${truthLine(item.unseen, names)}. Say again what is right.</div>` : ""}
    ${item.rejection ? refusal(item, names) : ""}
    ${item.truth ? html`<div class="truth">Truth: <b>${truthLine(item.truth, names)}</b>${
      item.truth.time ? `, ${clock(item.truth.time)}` : ""}</div>` : html`<div class="note">No truth is known.</div>`}
    ${item.statable ? html`<div class="classes">${classes.map((each, number) => classButton(each, number, item))}</div>`
      : html`<div class="note">The event does not name its image: no truth can be said about it.</div>`}`;
}

function refusal(item, names) {
  const {reason, detail: why, replayed, label} = item.rejection;
  return html`
    <div class="notice"><b>${words(reason)}</b>: ${why}</div>
    <div class="actions">${replayed
      ? html`<span class="pill good">sent again${label ? `: ${nameOf(label, names)}` : ""}</span>`
      : html`<button id="replay">Send again <kbd>r</kbd></button>`}</div>`;
}

function classButton({code, name}, number, item) {
  const share = item.label?.probabilities[code];
  const kind = [item.label?.category === code && "label", item.truth?.category === code && "truth"]
    .filter(Boolean).join(" ");
  return html`<button class="${kind}" data-class="${code}">
    <kbd>${keyOfClass(number) ?? ""}</kbd><span>${name}</span>
    ${share == null ? "" : html`<span class="bar"><span class="share" data-css="width:${100 * share}%"></span></span>
    <span>${percent(share)}</span>`}</button>`;
}
