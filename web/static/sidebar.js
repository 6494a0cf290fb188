/** The list of conversations, newest first. */

import { call } from "./api.js";
import { current, startNew, watch } from "./conversation.js";
import { at, button, el } from "./dom.js";
import { conversationMenu } from "./lazy.js";
import { momentTime, plain } from "./printed.js";
import { t } from "./texts.js";

/** Draws the list and keeps it in step with the conversation on the page. */
export function startSidebar() {
  watch(draw);
  at("start-new").addEventListener("click", (event) => {
    event.preventDefault();
    startNew();
  });
  at("side").addEventListener("click", (event) => {
    if (event.target.closest("a") && at("side").matches(":popover-open")) at("side").hidePopover();
  });
}

async function draw() {
  let conversations;
  try {
    ({ conversations } = await call("GET", "conversations"));
  } catch {
    return; // the list stays as it was; what was asked has its own message
  }
  const items = conversations.map(item);
  at("conversations").replaceChildren(...(items.length ? items : [el("li.quieter", {}, t("conversations.none"))]));
}

function item({ id, title, updated }) {
  const link = { href: `#c=${encodeURIComponent(id)}`, title, "aria-current": id === current ? "page" : null };
  const open = (event) => conversationMenu({ id, title }, event.currentTarget);
  return el(
    "li",
    {},
    // The title in its own direction, so that one too long loses its end and not its beginning.
    el("a", link, el("span.title", { dir: "auto" }, ...plain(title)), momentTime(updated)),
    button("more", t("conversation.menu", { title }), open, { quiet: true, "aria-haspopup": "dialog" }),
  );
}
