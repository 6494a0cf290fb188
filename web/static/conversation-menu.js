/** What can be done with a conversation: rename, export, delete. */

import { announce } from "./announce.js";
import { call, download } from "./api.js";
import { changed, current, startNew } from "./conversation.js";
import { button, el } from "./dom.js";
import { confirm, field, openDialog } from "./dialog.js";
import { inline } from "./printed.js";
import { t } from "./texts.js";

const FORMATS = { md: "Markdown", html: "HTML", json: "JSON" };

export async function conversationMenu(conversation) {
  const act = await openDialog(t("conversation"), (close) => menu(conversation, close));
  try {
    await act?.();
  } catch (problem) {
    announce(problem.message, { show: true });
  }
}

function menu(conversation, close) {
  const input = el("input", {
    name: "title",
    dir: "auto",
    maxlength: "200",
    required: true,
    value: conversation.title,
  });
  const submit = (event) => {
    event.preventDefault();
    close(() => rename(conversation, input.value.trim()));
  };
  const exports = Object.entries(FORMATS).map(([format, name]) =>
    button("save", name, () => close(() => save(conversation, format))),
  );
  return el(
    "div.stack",
    {},
    el(
      "form.line",
      { on: { submit } },
      field(t("conversation.title"), input),
      button("", t("rename"), () => {}, { type: "submit" }),
    ),
    el("section", {}, el("h3", {}, t("export")), el("div.row", {}, ...exports)),
    el(
      "section",
      {},
      button("delete", t("delete"), () => close(() => remove(conversation))),
    ),
  );
}

async function rename({ id }, title) {
  if (!title) return;
  await call("PATCH", `conversations/${encodeURIComponent(id)}`, { body: { title } });
  if (id === current) document.title = `${title} · ${t("name")}`;
  changed();
}

async function remove({ id, title }) {
  if (!(await confirm(t("conversation.delete"), inline(title), t("delete")))) return;
  await call("DELETE", `conversations/${encodeURIComponent(id)}`);
  announce(t("deleted"), { show: true });
  if (id === current) startNew();
  else changed();
}

/** Saves it as a file; fetched, not linked, so that a key goes with it. */
async function save({ id, title }, format) {
  const blob = await download(`conversations/${encodeURIComponent(id)}/export`, { format });
  const name =
    title
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "khabar";
  const link = el("a", { href: URL.createObjectURL(blob), download: `${name}.${format}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
