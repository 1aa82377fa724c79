import {element, fill, html} from "./html.js";
import {card, cardKind, detail} from "./cards.js";
import {meaning} from "./keys.js";
import {fetchItems, post} from "./talk.js";

const PAUSE_MILLIS = 1000;
/** For so long a truth of somebody else must have been in view before a key answers it. */
const NOTICED_MILLIS = 1500;
const STEP = 60;
const LISTS = [
  ["uncertain", "Uncertain"],
  ["out-of-distribution", "Unlike the training"],
  ["rejected", "Rejected"],
  ["wrong", "Wrong"],
  ["all", "All"],
];

const view = {list: location.hash.slice(1) || "uncertain", limit: STEP, opened: ""};
let items = [];
let classes = [];
let names = new Map();
let chosen = null;
let tag = null;
let asked = "";
let timer;
/** The statement that the reviewer has seen of each answer that was chosen. */
const seen = new Map();
/** What went wrong with an answer. */
const notices = new Map();
/** What was done here, to be undone: {id, seen}. */
const done = [];

const reviewer = element("reviewer");
reviewer.value = localStorage.getItem("reviewer") ?? "";
reviewer.addEventListener("change", () => localStorage.setItem("reviewer", reviewer.value));

function query() {
  return new URLSearchParams({
    list: view.list,
    class: element("class").value,
    product: element("product").value.trim(),
    order: element("order").value,
    reviewed: element("reviewed").checked,
    opened: view.opened,
    limit: view.limit,
  }).toString();
}

async function poll() {
  clearTimeout(timer);
  const wanted = query();
  try {
    const answer = await fetchItems(wanted, wanted === asked ? tag : null);
    if (answer && wanted === query()) {
      asked = wanted;
      tag = answer.tag;
      show(answer.page);
    }
  } catch (problem) {
    console.warn("No list to show", problem);
    showState(false);
  }
  timer = setTimeout(poll, PAUSE_MILLIS);
}

function showState(answered) {
  fill("state", answered ? "live" : "no answer");
  element("state").className = `pill ${answered ? "good" : "bad"}`;
}

function show({answered, nowMillis, reviewer: suggested, shown}) {
  view.opened ||= nowMillis;
  showState(answered);
  reviewer.value ||= suggested;
  classes = shown.classes;
  names = new Map(classes.map(each => [each.code, each.name]));
  showTabs(shown.counts);
  showClasses();
  notice(items, shown.items);
  items = shown.items;
  element("more").hidden = !shown.more;
  if (!items.some(item => item.id === chosen)) {
    choose(items[0]?.id ?? null);
  }
  draw();
}

function showTabs(counts) {
  fill("tabs", html`${LISTS.map(([key, name]) => html`
    <button role="tab" data-list="${key}" aria-selected="${key === view.list}">${name}<span class="count">${
      counts[key] ?? 0}</span></button>`)}`);
}

function showClasses() {
  const select = element("class");
  const before = select.value;
  if (fill("class", html`<option value="">all</option>${classes.map(each => html`
    <option value="${each.code}">${each.name}</option>`)}`)) {
    select.value = before;
  }
}

/** Where somebody else said something of the answer that is being looked at, it counts as seen a little later. */
function notice(before, after) {
  const was = before.find(item => item.id === chosen);
  const is = after.find(item => item.id === chosen);
  if (was && is && (was.seen ?? null) !== (is.seen ?? null) && (is.seen ?? null) !== seen.get(chosen)) {
    const id = chosen;
    notices.set(id, "Somebody else spoke while you were looking.");
    setTimeout(() => {
      if (chosen === id) {
        seen.set(id, is.seen ?? null);
      }
    }, NOTICED_MILLIS);
  }
}

const item = id => items.find(each => each.id === id);

function choose(id) {
  chosen = id;
  const now = item(id);
  if (now) {
    seen.set(id, now.seen ?? null);
  }
}

function draw() {
  drawCards();
  const now = item(chosen);
  fill("detail", now ? detail(now, classes, names, notices.get(chosen))
    : html`<div class="empty">Choose a picture.</div>`);
  element("empty").hidden = items.length > 0;
  fill("empty", "Nothing here that is not reviewed.");
  fill("done", done.length ? `${done.length} corrected here` : "");
}

/** Keeps the elements that are there, so that no picture flickers. */
function drawCards() {
  const list = element("cards");
  const wanted = new Set(items.map(each => `card-${each.id}`));
  [...list.children].filter(child => !wanted.has(child.id)).forEach(child => child.remove());
  items.forEach((each, place) => {
    let node = element(`card-${each.id}`);
    if (!node) {
      node = document.createElement("article");
      node.id = `card-${each.id}`;
      node.dataset.item = each.id;
    }
    if (list.children[place] !== node) {
      list.insertBefore(node, list.children[place] ?? null);
    }
    node.className = cardKind(each, each.id === chosen);
    fill(node.id, card(each, names));
  });
}

function move(steps) {
  const place = items.findIndex(each => each.id === chosen);
  const next = items[Math.min(items.length - 1, Math.max(0, place + steps))];
  if (next) {
    notices.delete(chosen);
    choose(next.id);
    draw();
    element(`card-${next.id}`).scrollIntoView({block: "nearest"});
  }
}

function replace(changed) {
  items = items.map(each => each.id === changed.id ? changed : each);
}

function requireName() {
  if (!reviewer.value.trim()) {
    reviewer.focus();
  }
  return reviewer.value.trim();
}

async function say(id, category) {
  const subject = item(id);
  const name = requireName();
  if (!subject?.statable || !name) {
    return;
  }
  const answer = await post("truth", {item: id, category, reviewer: name, seen: seen.get(id) ?? null});
  settle(id, answer, () => {
    done.push({id, seen: answer.item.seen});
    if (chosen === id) {
      move(1);
    }
  });
}

async function undo() {
  const last = done.at(-1);
  const name = requireName();
  if (!last || !name) {
    return;
  }
  const answer = await post("undo", {item: last.id, reviewer: name, seen: last.seen});
  done.pop();
  if (item(last.id)) {
    choose(last.id);
  }
  settle(last.id, answer, () => {});
}

async function replay(id) {
  if (item(id)?.rejection && !item(id).rejection.replayed) {
    settle(id, await post("replay", {item: id}), () => {});
  }
}

/** Takes what the server says of an answer; what was not done is said, with what it now is. */
function settle(id, answer, onDone) {
  if (answer.item) {
    replace(answer.item);
    seen.set(id, answer.item.seen ?? null);
  }
  if (answer.done) {
    notices.delete(id);
    onDone();
  } else {
    notices.set(id, `Not done: ${answer.problem}.`);
  }
  draw();
  poll();
}

function reopen() {
  view.limit = STEP;
  view.opened = "";
  chosen = null;
  notices.clear();
  poll();
}

document.addEventListener("keydown", event => {
  const meant = meaning(event);
  if (!meant) {
    return;
  }
  event.preventDefault();
  if (meant.move) {
    move(meant.move);
  } else if (meant.undo) {
    undo();
  } else if (meant.replay) {
    replay(chosen);
  } else if (meant.find) {
    element("product").focus();
  } else if (meant.leave) {
    event.target.blur();
  } else if (classes[meant.number]) {
    say(chosen, classes[meant.number].code);
  }
});

document.addEventListener("click", event => {
  const list = event.target.closest("[data-list]");
  const cardOf = event.target.closest("[data-item]");
  const category = event.target.closest("[data-class]");
  if (list) {
    view.list = list.dataset.list;
    history.replaceState(null, "", `#${view.list}`);
    element("order").value = view.list === "wrong" ? "confident" : "newest";
    reopen();
  } else if (cardOf) {
    choose(cardOf.dataset.item);
    draw();
  } else if (category) {
    say(chosen, category.dataset.class);
  } else if (event.target.closest("#replay")) {
    replay(chosen);
  } else if (event.target.closest("#more")) {
    view.limit += STEP;
    poll();
  }
});

// Pictures of few pixels stay sharp; what no browser can show stays empty.
document.addEventListener("load", event => {
  event.target.classList?.toggle("small", event.target.naturalWidth <= 64);
}, true);
document.addEventListener("error", event => event.target.classList?.add("broken"), true);

["class", "order", "reviewed"].forEach(id => element(id).addEventListener("change", reopen));
element("product").addEventListener("input", reopen);
element("order").value = view.list === "wrong" ? "confident" : "newest";
poll();
