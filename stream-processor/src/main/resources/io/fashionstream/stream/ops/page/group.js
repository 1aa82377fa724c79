import {fill, html} from "./html.js";
import {clock, seconds, UNKNOWN, whole} from "./text.js";

/** Which instances there are, and how many images wait for them; group is undefined while the broker does not say. */
export function showGroup(group, state) {
  const present = group?.instances.filter(each => each.present) ?? [];
  fill("waiting", group ? html`${whole(group.waiting)} <small>images</small>` : UNKNOWN);
  fill("waiting-note", group ? waitingNote(group, state.figures.imagesPerSecond) : "the broker has not said");
  fill("instance-count", group ? whole(present.length) : UNKNOWN);
  fill("instance-note", group
    ? `share ${whole(group.partitions)} partitions${goneNote(group.instances.length - present.length)}`
    : "the broker has not said");
  fill("instances", group?.instances.length ? table(group, state) : html`<div class="empty">Nothing is known yet.</div>`);
}

function waitingNote(group, rate) {
  if (!group.waiting) {
    return "none of them waits";
  }
  const most = `${whole(group.mostWaiting)} of them in partition ${group.furthestBehind}`;
  return rate >= 1 && group.instances.filter(each => each.present).length === 1
    ? `${most}; ${seconds(group.waiting / rate)} at this rate`
    : most;
}

const goneNote = gone => gone ? `; ${whole(gone)} left within the hour` : "";

const table = (group, state) => html`<table>
  <thead><tr><th>instance</th><th>threads</th><th>partitions</th><th class="detail">host</th><th>seen</th></tr></thead>
  <tbody>${group.instances.map(each => html`<tr class="${each.present ? "" : "gone"}">
    <td class="name">${each.instanceId}${each.instanceId === state.instanceId ? " (this one)" : ""}</td>
    <td>${each.present ? whole(each.threads) : UNKNOWN}</td>
    <td>${each.present ? whole(each.partitions) : UNKNOWN}</td>
    <td class="detail">${each.host}</td>
    <td>${each.present ? "now" : `left, last ${clock(each.lastSeen)}`}</td>
  </tr>`)}</tbody>
</table>`;
