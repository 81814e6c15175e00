"use strict";

// Everything is readable without this script. It adds: values under the pointer or under the arrow
// keys, names of the fleet's dots, and tables that sort.

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

function bytesPerSecond(value) {
  const prefixes = ["", "k", "M", "G", "T", "P"];
  let at = 0;
  while (value >= 999.5 && at < prefixes.length - 1) {
    value /= 1000;
    at++;
  }
  return `${Number(value.toPrecision(3))} ${prefixes[at]}B/s`;
}

function numbers(text) {
  return text.split(",").map((part) => (part === "" ? NaN : Number(part)));
}

function nearest(sorted, wanted) {
  let low = 0;
  let high = sorted.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle;
    else high = middle;
  }
  return wanted - sorted[low] < sorted[high] - wanted ? low : high;
}

function shown(name, value, text) {
  return `${name} ${Number.isNaN(value) ? "not measured" : text(value)}`;
}

// What a figure may hold, by its data attribute: what it is called and how its values read.
const share = (value) => value.toFixed(3);
const plotted = {
  cpu: ["CPU", share],
  network: ["network", bytesPerSecond],
  disk: ["disk", bytesPerSecond],
  gpu: ["GPU", share],
  power: ["power", (value) => `${value} W`],
  pcie: ["PCIe", bytesPerSecond],
};

function followSeries(figure) {
  const seconds = numbers(figure.dataset.seconds);
  const series = Object.keys(plotted)
    .filter((key) => key in figure.dataset)
    .map((key) => [...plotted[key], numbers(figure.dataset[key])]);
  const span = seconds[seconds.length - 1];
  const readout = figure.querySelector(".readout");
  const areas = [...figure.querySelectorAll(".area")];
  const cursors = areas.map((area) => {
    const cursor = document.createElement("div");
    cursor.className = "cursor";
    cursor.hidden = true;
    area.append(cursor);
    return cursor;
  });
  let at = -1;

  function show(index) {
    at = Math.max(0, Math.min(seconds.length - 1, index));
    for (const cursor of cursors) {
      cursor.hidden = false;
      cursor.style.left = `${span === 0 ? 50 : (seconds[at] / span) * 100}%`;
    }
    readout.textContent = [
      clock.format(Number(figure.dataset.from) + seconds[at] * 1000),
      ...series.map(([name, text, values]) => shown(name, values[at], text)),
    ].join(" · ");
  }

  function hide() {
    at = -1;
    readout.textContent = "";
    for (const cursor of cursors) cursor.hidden = true;
  }

  for (const area of areas) {
    area.addEventListener("pointermove", (event) => {
      const box = area.getBoundingClientRect();
      show(nearest(seconds, ((event.clientX - box.left) / box.width) * span));
    });
  }
  figure.addEventListener("pointerleave", hide);
  figure.addEventListener("blur", hide);
  figure.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.round(seconds.length / 12));
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity };
    if (event.target !== figure || !(event.key in steps)) return;
    event.preventDefault();
    show(at < 0 && event.key === "ArrowLeft" ? seconds.length - 1 : at + steps[event.key]);
  });
}

function followDots(figure) {
  const dots = figure.querySelector(".dots[data-names]");
  if (!dots) return;
  const names = dots.dataset.names.split("\n");
  const places = [...dots.getAttribute("d").matchAll(/M(\d+) (\d+)/g)];
  const across = Float64Array.from(places, (match) => match[1] / 2000);
  const down = Float64Array.from(places, (match) => match[2] / 1000);
  const area = figure.querySelector(".area");
  const readout = figure.querySelector(".readout");

  // All dots are looked at for each move of the pointer: most are too far aside to be measured.
  function nearestTo(event) {
    const box = area.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const reach = 12;
    let best = -1;
    let least = reach ** 2;
    for (let i = 0; i < across.length; i++) {
      const aside = across[i] * box.width - x;
      if (aside > reach || aside < -reach) continue;
      const distance = aside ** 2 + (down[i] * box.height - y) ** 2;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  area.addEventListener("pointermove", (event) => {
    const marker = event.target.closest(".marker");
    const best = marker ? -1 : nearestTo(event);
    readout.textContent = marker ? marker.getAttribute("aria-label") : best < 0 ? "" : names[best];
  });
  area.addEventListener("click", (event) => {
    const best = event.target.closest(".marker") ? -1 : nearestTo(event);
    if (best >= 0 && "workloads" in figure.dataset) {
      location.assign(figure.dataset.workloads + encodeURIComponent(names[best]));
    }
  });
  area.addEventListener("pointerleave", () => { readout.textContent = ""; });
}

function sortable(table) {
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  const compare = (a, b) =>
    a.dataset.sort === undefined ? a.textContent.localeCompare(b.textContent) : a.dataset.sort - b.dataset.sort;
  headers.forEach((header, column) => {
    if (header.textContent === "") return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = header.getAttribute("aria-sort") === "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => compare(a.cells[column], b.cells[column]));
      body.replaceChildren(...(descending ? rows.reverse() : rows));
    });
  });
}

function enliven(root) {
  root.querySelectorAll(".behaviour").forEach(followSeries);
  root.querySelectorAll(".fleet").forEach(followDots);
  root.querySelectorAll("table.findings").forEach(sortable);
}

enliven(document);
