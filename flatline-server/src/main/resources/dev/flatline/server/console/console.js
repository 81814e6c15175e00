"use strict";

// The console can be read without this script. It brings parts that were renewed to life again, and
// keeps what was being typed or chosen while a page renews itself.

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
  const live = event.detail.target;
  const places = [...controls(live)];
  kept = {
    chosen: new Set([...live.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value)),
    open: [...live.querySelectorAll("details")].map((details) => details.open),
    typed: places.map(([place, control]) => [place, control.value]),
    focus: places.filter(([, control]) => control === document.activeElement).map(([place]) => place),
  };
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!kept) return;
  const live = document.getElementById("live");
  for (const box of live.querySelectorAll("input[type=checkbox]")) box.checked = kept.chosen.has(box.value);
  live.querySelectorAll("details").forEach((details, i) => { details.open = kept.open[i] ?? details.open; });
  const now = controls(live);
  for (const [place, value] of kept.typed) {
    if (now.has(place)) now.get(place).value = value;
  }
  for (const place of kept.focus) now.get(place)?.focus();
  kept = null;
});
