/** Keyboard shortcuts. Single letters can be switched off, for those whose tools speak in single letters. */

import { at } from "./dom.js";
import { startNew, stop } from "./conversation.js";
import { openAdd, openLibrary, openShortcuts } from "./lazy.js";

const STORED = "khabar.keys";

/** Each key with the text that explains it and what it does. */
export const KEYS = {
  "/": ["keys.question", () => at("question").focus()],
  n: ["keys.new", startNew],
  l: ["keys.library", () => openLibrary()],
  a: ["keys.add", () => openAdd()],
  j: ["keys.next", () => step(1)],
  k: ["keys.previous", () => step(-1)],
  "?": ["keys.help", () => openShortcuts()],
};

export function lettersOn() {
  return localStorage.getItem(STORED) !== "off";
}

export function switchLetters(on) {
  localStorage.setItem(STORED, on ? "on" : "off");
}

/** Listens on the whole page, except in fields and dialogs, which have keys of their own. */
export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return escape(event);
    if (event.ctrlKey || event.altKey || event.metaKey || !lettersOn()) return undefined;
    if (event.target.closest("input, textarea, select, dialog:modal, :popover-open")) return undefined;
    const [, act] = (Object.hasOwn(KEYS, event.key) && KEYS[event.key]) || [];
    if (!act) return undefined;
    event.preventDefault();
    return act();
  });
}

function escape(event) {
  if (event.defaultPrevented || document.querySelector("dialog:modal, :popover-open")) return;
  const article = at("article");
  if (article.open) article.close();
  else stop();
}

/** Moves from citation to citation, in the order of the page. */
function step(by) {
  const cites = [...document.querySelectorAll("#turns .cite")].filter((cite) => cite.checkVisibility());
  if (!cites.length) return;
  const here = cites.indexOf(document.activeElement);
  cites.at(here < 0 ? (by > 0 ? 0 : -1) : (here + by) % cites.length).focus();
}
