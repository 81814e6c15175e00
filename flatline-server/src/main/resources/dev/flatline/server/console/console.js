"use strict";

// The console can be read without this script. It brings parts that were renewed to life again, and
// keeps what was being typed or chosen while a page renews itself.

document.addEventListener("htmx:load", (event) => enliven(event.detail.elt));

let kept = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const live = event.detail.target;
  kept = {
    chosen: new Set([...live.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value)),
    open: [...live.querySelectorAll("details")].map((details) => details.open),
    typed: new Map([...live.querySelectorAll("[name]:not([type=checkbox])")].map((control) => [control.name, control.value])),
    focus: live.contains(document.activeElement) ? document.activeElement.name : "",
  };
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!kept) return;
  const live = document.getElementById("live");
  for (const box of live.querySelectorAll("input[type=checkbox]")) box.checked = kept.chosen.has(box.value);
  live.querySelectorAll("details").forEach((details, i) => { details.open = kept.open[i] ?? details.open; });
  for (const control of live.querySelectorAll("[name]:not([type=checkbox])")) {
    if (kept.typed.has(control.name)) control.value = kept.typed.get(control.name);
    if (kept.focus !== "" && control.name === kept.focus) control.focus();
  }
  kept = null;
});
