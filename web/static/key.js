/** Asks for a key, where the server wants one. It is kept for this tab alone. */

import { el } from "./dom.js";
import { field, openDialog } from "./dialog.js";
import { button } from "./dom.js";
import { t } from "./texts.js";

/** Resolves with the key, or null. `refused`: the one that was given before does not open the door. */
export function askKey(refused) {
  const input = el("input", { type: "password", name: "key", required: true, autocomplete: "off", autofocus: true });
  return openDialog(t("key"), (close) => {
    const submit = (event) => {
      event.preventDefault();
      close(input.value.trim());
    };
    return el(
      "form.stack",
      { on: { submit } },
      el("p", {}, t(refused ? "key.refused" : "key.note")),
      field(t("key.field"), input),
      el(
        "div.row",
        {},
        button("", t("key.use"), () => {}, { kind: "primary", type: "submit" }),
      ),
    );
  });
}
