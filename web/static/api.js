/** The server's doors. Addresses are relative to the page, so that it may live under any path. */

import { events } from "./sse.js";
import { restOfTexts, t } from "./texts.js";

const KEY = "khabar.key";

/** What went wrong: a problem document of the server (RFC 9457), or no answer at all (`status` 0). */
export class Problem extends Error {
  constructor({ title = "", detail = "", status = 0 } = {}) {
    super(detail || title || t("problem.unreachable"));
    this.status = status;
    this.own = status === 0; // in the page's language, not the server's
  }
}

function address(path, query) {
  const url = new URL(path, document.baseURI);
  url.hash = "";
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value].flat())
      if (one !== null && one !== undefined && one !== "") url.searchParams.append(name, one);
  }
  return url;
}

async function send(method, path, { body, query, signal, keepalive } = {}) {
  const headers = {};
  const key = sessionStorage.getItem(KEY);
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
  const payload = body instanceof FormData || !body ? body : JSON.stringify(body);
  let response;
  try {
    response = await fetch(address(path, query), { method, headers, body: payload, signal, keepalive });
  } catch (error) {
    throw error.name === "AbortError" ? error : new Problem();
  }
  if (response.status === 401 && (await askForKey(Boolean(key)))) return send(method, path, { body, query, signal });
  if (!response.ok) throw await problem(response);
  return response;
}

let asking = null;

/** Asks once, however many requests wait for a key; true when one was given. */
function askForKey(refused) {
  asking ??= Promise.all([import("./key.js"), restOfTexts()])
    .then(([{ askKey }]) => askKey(refused))
    .then((key) => key && sessionStorage.setItem(KEY, key) === undefined)
    .finally(() => (asking = null));
  return asking;
}

async function problem(response) {
  const document = await response.json().catch(() => ({}));
  return new Problem({ title: t("problem.status", { status: response.status }), ...document, status: response.status });
}

/** JSON from the server, or null where it says nothing. Throws Problem. */
export async function call(method, path, options) {
  const response = await send(method, path, options);
  return response.status === 204 ? null : response.json();
}

/** A file from the server as a Blob. Throws Problem. */
export async function download(path, query) {
  return (await send("GET", path, { query })).blob();
}

/** Events of a stream. Throws Problem, also where the line breaks before the stream's own end. */
export async function* stream(method, path, options) {
  const response = await send(method, path, options);
  try {
    yield* events(response.body);
  } catch (error) {
    throw error.name === "AbortError" ? error : new Problem();
  }
}
