/** A dialog over the page, made when it is opened and gone when it is closed. */

import { button, el, style } from "./dom.js";
import { t } from "./texts.js";

let count = 0;

/** Opens `content` under `title`. Resolves, when it is closed, with what `close` was given, or null. */
export async function openDialog(title, content, { wide = false } = {}) {
  await style("dialog");
  const id = `dialog-${++count}`;
  let result = null;
  const dialog = el(`dialog.box${wide ? ".wide" : ""}`, { "aria-labelledby": id });
  const close = (value = null) => {
    result = value;
    dialog.close();
  };
  const head = el(
    "header",
    {},
    el("h2", { id }, title),
    button("close", t("close"), () => close(), { quiet: true }),
  );
  dialog.append(head, content(close));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    dialog.showModal();
  });
}

/** Asks before something is lost. Resolves with true if the reader agrees. */
export async function confirm(title, words, action) {
  const agreed = await openDialog(title, (close) =>
    el(
      "div.stack",
      {},
      el("p", {}, ...[words].flat()),
      el(
        "div.row",
        {},
        button("", action, () => close(true), { kind: "primary" }),
        button("", t("cancel"), () => close(), { autofocus: true }),
      ),
    ),
  );
  return agreed === true;
}

/** A labelled field. `control` is an input, a select or a textarea. */
export function field(words, control, hint = null) {
  return el("label.line", {}, el("span", {}, words), control, hint ? el("small", {}, hint) : null);
}
