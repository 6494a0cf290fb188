/** Server-Sent Events out of a response body, by the HTML standard's rules, section 9.2.6. */

/** Yields `{ event, data }`, data parsed as JSON. An event that the stream's end cuts short is not one. */
export async function* events(body) {
  let event = "";
  let data = [];
  for await (const line of lines(body)) {
    if (line === "") {
      if (data.length) yield { event: event || "message", data: JSON.parse(data.join("\n")) };
      [event, data] = ["", []];
    } else if (!line.startsWith(":")) {
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event = value;
      else if (field === "data") data.push(value);
    }
  }
}

async function* lines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A carriage return at the end may be the first half of a line break: it waits for what follows.
      const whole = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
      const pieces = whole.split(/\r\n|\n|\r/);
      rest = pieces.pop() + rest.slice(whole.length);
      yield* pieces;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
