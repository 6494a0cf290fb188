/** The page starts here: words, then its parts, then what the address names. */

import { ask, follow, ready, stop } from "./conversation.js";
import { startComposer } from "./composer.js";
import { at, el } from "./dom.js";
import { startKeys } from "./keys.js";
import { openAdd, openLibrary, openShortcuts } from "./lazy.js";
import { startSidebar } from "./sidebar.js";
import { LANGUAGES, choose, fill, loadTexts, locale, t } from "./texts.js";

const THEME = "khabar.theme";
const THEMES = ["auto", "light", "dark"];

function startSettings() {
  const languages = Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code, lang: code }, name));
  at("language").append(...languages);
  at("language").value = locale.code;
  at("language").addEventListener("change", (event) => choose(event.target.value));
  at("theme").append(...THEMES.map((theme) => el("option", { value: theme }, t(`theme.${theme}`))));
  at("theme").value = document.documentElement.dataset.theme;
  at("theme").addEventListener("change", (event) => {
    localStorage.setItem(THEME, event.target.value);
    document.documentElement.dataset.theme = event.target.value;
  });
}

function startDoors() {
  at("open-library").addEventListener("click", () => openLibrary());
  at("open-add").addEventListener("click", () => openAdd());
  at("open-shortcuts").addEventListener("click", () => openShortcuts());
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    at("question").focus();
  });
  // Files dropped anywhere are offered to be added; without this the browser would leave the page for them.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) openAdd({ files: [...event.dataTransfer.files] });
  });
}

const theme = localStorage.getItem(THEME);
document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : "auto";
await loadTexts();
fill();
startSettings();
startDoors();
startKeys();
startSidebar();
startComposer({ ask, stop, prepare: ready });
document.documentElement.classList.remove("loading");
window.addEventListener("hashchange", follow);
await follow();
