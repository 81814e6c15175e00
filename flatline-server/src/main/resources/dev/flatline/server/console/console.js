"use strict";

// The console can be read without this script. It brings parts that were renewed to life again,
// keeps what was typed, chosen, sorted or in focus while a page renews itself, and says when it
// does not.

const live = () => document.getElementById("live");

// What the server said last. This script runs before those that change the page.
let said = live()?.outerHTML;

// Other pages ask by themselves from time to time, or never.
const isToldOfChanges = () => live()?.getAttribute("hx-trigger").startsWith("sse:") ?? false;

// Whether what changes would be told: not while the stream of events is broken or refused.
let isTold = true;

function renew() {
  if (isToldOfChanges()) htmx.trigger(live(), "sse:findings");
}

function tellStale() {
  const line = document.querySelector(".stale");
  if (line.textContent !== "") return;
  const minute = new Date().toISOString().slice(11, 16);
  line.textContent = `Not live since ${minute} UTC: what changed since may be missing`;
}

document.addEventListener("htmx:sseError", (event) => {
  if (!isToldOfChanges()) return;
  isTold = false;
  tellStale();
  // Somebody answered, but with no events: where the session is over, the page says so when it is asked for.
  if (event.detail.source.readyState === EventSource.CLOSED) renew();
});

document.addEventListener("htmx:sseOpen", () => {
  if (isTold) return;
  isTold = true;
  renew();
});

document.addEventListener("htmx:sendError", tellStale);

const RETRY_MILLIS = 10_000;

document.addEventListener("htmx:responseError", (event) => {
  tellStale();
  if (event.detail.xhr.status >= 500) setTimeout(renew, RETRY_MILLIS);
});

let kept = null;

// By their place: forms of one page have controls of the same name.
function controls(part) {
  const found = new Map();
  [...part.querySelectorAll("form")].forEach((form, i) => {
    for (const control of form.elements) {
      if (control.name !== "" && !["checkbox", "hidden"].includes(control.type)) found.set(i + " " + control.name, control);
    }
  });
  return found;
}

// What tells an element from the others and outlives it: what is typed into it does not.
function mark(element) {
  return [
    element.tagName,
    element.form?.getAttribute("action"),
    element.name,
    element.getAttribute("href"),
    element.type === "checkbox" ? element.value : "",
    element.matches("a, button, summary") ? element.textContent : "",
  ].join("\n");
}

// By their marks, and by their order among those of one mark.
function focusable(part) {
  const found = new Map();
  const seen = new Map();
  for (const element of part.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")) {
    const name = mark(element);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    found.set(before + name, element);
  }
  return found;
}

// The column by which a table is sorted, and how often its button was pressed for that.
function sorting(table) {
  const header = table.querySelector("th[aria-sort]");
  return { column: header?.cellIndex, presses: header === null ? 0 : header.getAttribute("aria-sort") === "ascending" ? 1 : 2 };
}

function sortAs(table, { column, presses }) {
  for (let i = 0; i < presses; i++) table.tHead.rows[0].cells[column].querySelector("button").click();
}

function whatToKeep(part) {
  return {
    chosen: new Set([...part.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value)),
    open: [...part.querySelectorAll("details")].map((details) => details.open),
    typed: [...controls(part)].map(([place, control]) => [place, control.value]),
    sorted: [...part.querySelectorAll("table.findings")].map(sorting),
    focus: [...focusable(part)].filter(([, element]) => element === document.activeElement).map(([name]) => name),
  };
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.shouldSwap) return;
  const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
  const fresh = answer.getElementById("live")?.outerHTML;
  if (fresh === undefined) {
    // Another page came, such as the login once the session is over: go there.
    event.detail.shouldSwap = false;
    location.reload();
    return;
  }
  if (isTold) document.querySelector(".stale").textContent = "";
  event.detail.shouldSwap = fresh !== said;
  said = fresh;
  if (event.detail.shouldSwap) kept = whatToKeep(event.detail.target);
});

document.addEventListener("htmx:afterSwap", () => {
  if (!kept) return;
  const fresh = live();
  enliven(fresh);
  for (const box of fresh.querySelectorAll("input[type=checkbox]")) box.checked = kept.chosen.has(box.value);
  fresh.querySelectorAll("details").forEach((details, i) => { details.open = kept.open[i] ?? details.open; });
  const now = controls(fresh);
  for (const [place, value] of kept.typed) {
    if (now.has(place)) now.get(place).value = value;
  }
  // Rows that move lose the focus.
  fresh.querySelectorAll("table.findings").forEach((table, i) => { if (i in kept.sorted) sortAs(table, kept.sorted[i]); });
  const toFocus = focusable(fresh);
  for (const name of kept.focus) toFocus.get(name)?.focus({ preventScroll: true });
  kept = null;
});
