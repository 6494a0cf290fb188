/** Adds articles: pasted text, files, or an address; with progress, and what was not taken. */

import { button, el } from "./dom.js";
import { field, openDialog } from "./dialog.js";
import { startJob } from "./job.js";
import { LANGUAGES, t } from "./texts.js";
import { languageName } from "./printed.js";

const ACCEPTED = ".txt,.md,.markdown,.html,.htm,.xhtml,.json,.jsonl,.ndjson,.gz";
const MARKUP = /^\s*<(!doctype|html|head|body|article|main|section|div|p|h1)\b/i;

/** `files` are those that were dropped on the page. */
export function openAdd({ files = [] } = {}) {
  return openDialog(t("add.title"), (close) => form(files, close), { wide: true });
}

function form(dropped, close) {
  const ways = { text: pasted(), file: filed(dropped), url: addressed() };
  let way = dropped.length ? "file" : "text";
  const jobs = el("div.jobs", {});
  const known = about();
  const choose = (name) => {
    way = name;
    for (const [other, { node }] of Object.entries(ways)) node.hidden = other !== name;
    known.node.hidden = name === "file";
  };
  const tabs = Object.keys(ways).map((name) => {
    const input = el("input", { type: "radio", name: "way", value: name, on: { change: () => choose(name) } });
    input.checked = name === way;
    if (input.checked) input.setAttribute("autofocus", "");
    return el("label", {}, input, el("span", {}, t(`add.${name}`)));
  });
  const submit = (event) => {
    event.preventDefault();
    const bodies = ways[way].bodies(known.value());
    if (!bodies.length) ways[way].node.querySelector("textarea, input").focus();
    for (const [name, body] of bodies) jobs.prepend(startJob(name, body, close));
    if (bodies.length) ways[way].clear();
  };
  choose(way);
  const go = button("add", t("add.go"), () => {}, { type: "submit", kind: "primary" });
  const node = el(
    "form.stack",
    { novalidate: true, on: { submit } },
    el("div.tabs", { role: "radiogroup", "aria-label": t("add.how") }, ...tabs),
  );
  node.append(...Object.values(ways).map((one) => one.node), known.node, el("div.row", {}, go), jobs);
  return node;
}

function pasted() {
  const input = el("textarea", { rows: "9", dir: "auto", name: "text" });
  const bodies = (known) => {
    const text = input.value;
    if (!text.trim()) return [];
    return [[t("add.text"), { [MARKUP.test(text) ? "html" : "text"]: text, ...known }]];
  };
  return { node: field(t("add.text.field"), input, t("add.text.hint")), bodies, clear: () => (input.value = "") };
}

function addressed() {
  const input = el("input", { type: "url", dir: "ltr", name: "url", placeholder: "https://" });
  const bodies = (known) => (input.value.trim() ? [[input.value.trim(), { url: input.value.trim(), ...known }]] : []);
  return { node: field(t("add.url.field"), input, t("add.url.hint")), bodies, clear: () => (input.value = "") };
}

function filed(dropped) {
  const list = el("ul.quieter", {});
  let files = [];
  const take = (more) => {
    files = [...files, ...more];
    list.replaceChildren(...files.map((file) => el("li", {}, el("bdi", {}, file.name))));
  };
  const input = el("input", {
    type: "file",
    multiple: true,
    accept: ACCEPTED,
    name: "file",
    on: { change: () => take(input.files) },
  });
  const node = el("div.drop", {}, field(t("add.file.field"), input, t("add.file.hint")), list);
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer.files);
  });
  take(dropped);
  const clear = () => {
    files = [];
    input.value = "";
    take([]);
  };
  return { node, bodies: () => files.map((file) => [file.name, sent(file)]), clear };
}

function sent(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return body;
}

/** What the reader knows of the article; left empty, it is read from the material. */
function about() {
  const inputs = {
    title: el("input", { dir: "auto", maxlength: "300" }),
    source: el("input", { dir: "auto", maxlength: "100" }),
    published: el("input", { type: "date" }),
    language: el("select", {}, el("option", { value: "" }, t("about.language.auto")), ...languages()),
  };
  const fields = Object.entries(inputs).map(([name, input]) => field(t(`about.${name}`), input));
  const node = el("details.folded", {}, el("summary", {}, t("add.about")), el("div.grid", {}, ...fields));
  const value = () =>
    Object.fromEntries(
      Object.entries(inputs)
        .map(([name, input]) => [name, input.value.trim()])
        .filter(([, given]) => given),
    );
  return { node, value };
}

function languages() {
  const codes = [...new Set([...Object.keys(LANGUAGES), "de", "fa", "hi", "ja", "pt", "sw", "tr", "ur"])];
  return codes.map((code) => el("option", { value: code }, languageName(code)));
}
