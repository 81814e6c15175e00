"use strict";

// The console can be read without this script. It brings parts that were renewed to life again,
// keeps what was being typed or chosen while a page renews itself, and says when it does not.

const live = () => document.getElementById("live");

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

document.addEventListener("htmx:load", (event) => enliven(event.detail.elt));

let kept = null;

// By their place: forms of one page have controls of the same name.
function controls(live) {
  const found = new Map();
  [...live.querySelectorAll("form")].forEach((form, i) => {
    for (const control of form.elements) {
      if (control.name !== "" && !["checkbox", "hidden"].includes(control.type)) found.set(i + " " + control.name, control);
    }
  });
  return found;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.shouldSwap) return;
  if (!event.detail.serverResponse.includes('id="live"')) {
    // Another page came, such as the login once the session is over: go there.
    event.detail.shouldSwap = false;
    location.reload();
    return;
  }
  if (isTold) document.querySelector(".stale").textContent = "";
  const old = event.detail.target;
  const places = [...controls(old)];
  kept = {
    chosen: new Set([...old.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value)),
    open: [...old.querySelectorAll("details")].map((details) => details.open),
    typed: places.map(([place, control]) => [place, control.value]),
    focus: places.filter(([, control]) => control === document.activeElement).map(([place]) => place),
  };
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!kept) return;
  const fresh = live();
  for (const box of fresh.querySelectorAll("input[type=checkbox]")) box.checked = kept.chosen.has(box.value);
  fresh.querySelectorAll("details").forEach((details, i) => { details.open = kept.open[i] ?? details.open; });
  const now = controls(fresh);
  for (const [place, value] of kept.typed) {
    if (now.has(place)) now.get(place).value = value;
  }
  for (const place of kept.focus) now.get(place)?.focus();
  kept = null;
});
