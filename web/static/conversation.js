/** The conversation on the page: its turns, and the address by which it is found again. */

import { announce } from "./announce.js";
import { call } from "./api.js";
import { busy, invite, write } from "./composer.js";
import { at, button, el, style } from "./dom.js";
import { asked, filters } from "./filters.js";
import { restOfTexts, t } from "./texts.js";
import { drawWelcome } from "./welcome.js";

/** The conversation's id, null while it has none: it gets one with its first answer. */
export let current = null;
const MARGIN = 24;
let turn = null;
const watchers = new Set();

/** Calls `watcher` when the list of conversations may have changed. */
export function watch(watcher) {
  watchers.add(watcher);
}

export function changed() {
  for (const watcher of watchers) watcher();
}

/** The part that draws turns: fetched when the reader begins to write, for the page to stand before it. */
export async function ready() {
  const [{ Turn }] = await Promise.all([import("./turn.js"), style("answer"), restOfTexts()]);
  return Turn;
}

/** Asks in this conversation. */
export async function ask(question) {
  let Turn;
  try {
    Turn = await ready();
  } catch {
    write(question);
    announce(t("problem.unreachable"), { show: true });
    return;
  }
  const next = new Turn(question, { ...asked(filters), as_of: now(), show_unsupported: true }, again);
  at("turns").querySelector(".welcome")?.remove();
  at("turns").append(next);
  run(next);
}

/** The same question in the place of an earlier try, or below an answer. */
async function again(earlier, request) {
  if (turn) return;
  const Turn = await ready();
  const next = new Turn(earlier.question, { ...request, as_of: now() }, again);
  if (earlier.answer) at("turns").append(next);
  else earlier.replaceWith(next);
  invite();
  run(next);
}

async function run(next) {
  turn = next;
  next.request = { ...next.request, conversation: true, conversation_id: current };
  const began = current;
  busy(true);
  show(next);
  const answer = await next.ask();
  turn = null;
  busy(false);
  if (answer?.conversation_id && current === began && next.isConnected) {
    current = answer.conversation_id;
    if (!began) document.title = `${next.question} · ${t("name")}`;
    history.replaceState(null, "", `#c=${encodeURIComponent(current)}`);
  }
  changed();
}

/** Scrolls the turns, and nothing around them, until `element` is at the top. */
function show(element) {
  const turns = at("turns");
  if (element) turns.scrollTop += element.getBoundingClientRect().top - turns.getBoundingClientRect().top - MARGIN;
}

export function stop() {
  turn?.stop();
}

/** The moment, with the reader's time zone: what “yesterday” is counted from. */
function now() {
  const date = new Date();
  const minutes = -date.getTimezoneOffset();
  const two = (value) => String(Math.trunc(Math.abs(value))).padStart(2, "0");
  const local = new Date(date.getTime() + minutes * 60000).toISOString().slice(0, 19);
  return `${local}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** Turns to a conversation that has not begun. */
export function startNew() {
  if (location.hash) location.hash = "";
  else follow();
}

/** Shows what the address names: a conversation, or a new one. */
export async function follow() {
  const id = new URLSearchParams(location.hash.slice(1)).get("c");
  if (id && id === current) return;
  stop();
  if (at("article").open) at("article").close();
  current = id;
  at("turns").replaceChildren();
  if (id) await read(id);
  else {
    document.title = t("name");
    await drawWelcome(at("turns"));
    invite();
  }
  changed();
}

async function read(id) {
  try {
    const [{ title, turns }, Turn] = await Promise.all([
      call("GET", `conversations/${encodeURIComponent(id)}`),
      ready(),
    ]);
    if (current !== id) return;
    document.title = `${title} · ${t("name")}`;
    at("turns").replaceChildren(...turns.map((one) => stored(Turn, one)));
    show(at("turns").lastElementChild);
  } catch (problem) {
    if (current !== id) return;
    current = null;
    const anew = button("write", t("conversation.new"), startNew);
    at("turns").replaceChildren(
      el("div.failure", {}, el("h2", {}, t("conversation.gone")), el("p", {}, problem.message), anew),
    );
    announce(t("conversation.gone"));
  }
}

function stored(Turn, { id, question, answer, ...thumb }) {
  const request = { ...asked({ sources: [], languages: [], ...answer.filters }), show_unsupported: true };
  return new Turn(question, request, again).restore({ ...answer, conversation_id: current, turn_id: id }, thumb);
}
