import {element, fill, html} from "./html.js";
import {whole, words} from "./text.js";

const KINDS = {
  DUPLICATE: "events answered before, and not again",
  UNKNOWN_DECLARED_CATEGORY: "declared categories that no model knows",
  UNKNOWN_TRUE_CATEGORY: "truths of a category that no model knows",
  UNREADABLE: "events of the accuracy figures that are not readable",
};

/** Events of which something had no effect, on purpose. */
export function showPassedOver(kinds) {
  element("passed").hidden = !kinds.length;
  fill("passed-over", html`${kinds.map(kind => html`<li>
    ${whole(kind.count)} ${KINDS[kind.kind] ?? words(kind.kind)}
    ${kind.latest.map(event => html`<br><small class="note">${text(event)}</small>`)}
  </li>`)}`);
}

function text(event) {
  const name = event.eventId ? ` (event ${event.eventId} of product ${event.productId ?? "–"})` : "";
  return event.position + name + (event.detail ? `: ${event.detail}` : "");
}
