/** What is said aloud to screen readers, and shown for a moment: one line at a time, never the streaming words. */

import { at } from "./dom.js";

const SHOWN = 5000;
const status = at("status");
let timer = 0;

/** Says `words` when the reader pauses. With `show` they are also seen for five seconds. */
export function announce(words, { show = false } = {}) {
  // What lies behind a modal dialog is not heard: the line goes with it.
  const place = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (status.parentNode !== place) place.append(status);
  status.textContent = words;
  status.classList.toggle("shown", show);
  clearTimeout(timer);
  if (show) timer = setTimeout(() => status.classList.remove("shown"), SHOWN);
}
