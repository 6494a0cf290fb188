/** The list of keyboard shortcuts, and the switch for those of a single letter. */

import { el } from "./dom.js";
import { openDialog } from "./dialog.js";
import { KEYS, lettersOn, switchLetters } from "./keys.js";
import { t } from "./texts.js";

export function openShortcuts() {
  const fixed = [
    ["Enter", "keys.ask"],
    ["Shift + Enter", "keys.line"],
    ["Esc", "keys.escape"],
  ];
  const letters = Object.entries(KEYS).map(([key, [words]]) => [key, words]);
  const rows = [...fixed, ...letters].map(([key, words]) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", { dir: "ltr" }, key)), el("td", {}, t(words))),
  );
  const box = el("input", { type: "checkbox", on: { change: (event) => switchLetters(event.target.checked) } });
  box.checked = lettersOn();
  return openDialog(t("shortcuts"), () =>
    el(
      "div.stack",
      {},
      el("table.keys", {}, el("tbody", {}, ...rows)),
      el("label.check", {}, box, el("span", {}, t("keys.letters"))),
    ),
  );
}
