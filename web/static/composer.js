/** The field for the question, with the filters above it. */

import { at, button } from "./dom.js";
import { change, chip, clear, described, filters, watch } from "./filters.js";
import { editFilters } from "./lazy.js";
import { t } from "./texts.js";

const STORED = "khabar.question";
const TOUCH = matchMedia("(pointer: coarse)");

/** Makes the field work: `ask` gets a question, `stop` ends the one under way, `prepare` runs at the first letter. */
export function startComposer({ ask, stop, prepare }) {
  const [form, field] = [at("composer"), at("question")];
  field.value = sessionStorage.getItem(STORED) ?? "";
  field.placeholder = t("question.hint");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (!question || form.classList.contains("busy")) return;
    write("");
    if (TOUCH.matches) field.blur(); // the keyboard would lie over the answer
    ask(question);
  });
  field.addEventListener("input", prepare, { once: true });
  field.addEventListener("input", () => {
    sessionStorage.setItem(STORED, field.value);
    at("send").disabled = !field.value.trim();
  });
  field.addEventListener("keydown", (event) => {
    // While an input method composes a word, Enter takes its suggestion.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  at("stop").addEventListener("click", stop);
  at("send").disabled = !field.value.trim();
  watch(drawChips);
  drawChips();
}

/** Puts a question into the field without asking it. */
export function write(question) {
  const field = at("question");
  field.value = question;
  field.dispatchEvent(new Event("input"));
}

/** Puts the cursor into the field, except where that would raise a keyboard over the page. */
export function invite() {
  if (!TOUCH.matches) at("question").focus();
}

/** Shows that a question is under way: it can be stopped, and no other asked. */
export function busy(is) {
  at("composer").classList.toggle("busy", is);
  const hadFocus = document.activeElement === at(is ? "send" : "stop");
  at("send").hidden = is;
  at("stop").hidden = !is;
  if (hadFocus) (is ? at("stop") : at("question")).focus();
}

export async function edit(field) {
  const changed = await editFilters(filters, { field });
  if (changed) change(changed);
}

function drawChips() {
  const set = described(filters);
  const chips = set.map((one) =>
    chip(
      one,
      () => edit(one.field),
      () => remove(one),
    ),
  );
  const all = set.length > 1 && button("", t("filter.clear"), () => remove({ without: null }), { kind: "small" });
  const open = button("filter", t("filters"), () => edit(null), { kind: "small", id: "edit-filters" });
  at("chips").replaceChildren(open, ...chips, ...(all ? [all] : []));
}

function remove({ without }) {
  if (without) change(without);
  else clear();
  at("edit-filters").focus();
}
