// Comforts only: every page works without this file.
"use strict";

function dropZones(root) {
  for (const zone of root.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
    }
    for (const kind of ["dragleave", "drop"]) {
      zone.addEventListener(kind, () => zone.classList.remove("over"));
    }
    zone.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; });
  }
}

// A click on a quote lights up its place in the contract, and the other way round.
function light() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { target.classList.add("lit"); target.scrollIntoView({ block: "center" }); }
}

// Without htmx a page that waits asks again by itself.
function wait() {
  if (document.getElementById("progress") && !window.htmx) setTimeout(() => location.reload(), 2000);
}

document.addEventListener("DOMContentLoaded", () => { wait(); dropZones(document); if (location.hash) light(); });
window.addEventListener("hashchange", light);
