/** Thumbs, and a note with them. */

import { announce } from "./announce.js";
import { call } from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./texts.js";

/** Sends the rating at once and offers to add a note below the answer, or to change the one that is there. */
export async function askNote(turn, rating, pressed) {
  if (!(await send(turn, rating, turn.rating === rating ? turn.note : ""))) return;
  for (const other of turn.querySelectorAll("[data-rating]"))
    other.setAttribute("aria-pressed", String(other === pressed));
  announce(t("rate.thanks"));
  turn.querySelector("form.note")?.remove();
  const input = el("textarea", { rows: "2", dir: "auto", maxlength: "2000", name: "note" });
  input.value = turn.note;
  const form = el(
    "form.note",
    {},
    el("label", {}, el("span", {}, t(`rate.why.${rating}`)), input),
    el(
      "div.row",
      {},
      button("", t("rate.send"), () => {}, { type: "submit" }),
      button("", t("rate.skip"), () => done(form, pressed)),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const note = input.value.trim();
    if (note !== turn.note && !(await send(turn, rating, note))) return;
    announce(t("rate.noted"), { show: true });
    done(form, pressed);
  });
  turn.foot.after(form);
  input.focus();
}

function done(form, pressed) {
  form.remove();
  pressed.focus();
}

async function send(turn, rating, note) {
  const body = { conversation_id: turn.conversation, turn_id: turn.turnId, rating, note };
  try {
    await call("POST", "feedback", { body });
    Object.assign(turn, { rating, note });
    return true;
  } catch (problem) {
    announce(problem.message, { show: true });
    return false;
  }
}
