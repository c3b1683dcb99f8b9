// Comforts only: every page works without this file.
"use strict";

document.documentElement.classList.add("script");

function showChosen(zone, input) {
  const name = zone.querySelector(".chosen");
  const file = input.files[0];
  zone.classList.toggle("full", Boolean(file));
  if (name) name.textContent = file ? file.name : name.dataset.none;
}

function dropZones(root) {
  for (const zone of root.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    showChosen(zone, input);
    input.addEventListener("change", () => showChosen(zone, input));
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
    }
    for (const kind of ["dragleave", "drop"]) {
      zone.addEventListener(kind, () => zone.classList.remove("over"));
    }
    zone.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; showChosen(zone, input); });
  }
}

const WIDE = matchMedia("(min-width: 1051px)");

// What the address points to, lit up; on a wide page its place in the contract, or its card, beside it.
function light(where = "nearest") {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || target.id === "side" || target.id === "content") return;
  const beside = besides(target);
  for (const one of [target, ...beside]) one.classList.add("lit");
  if (WIDE.matches) beside[0]?.scrollIntoView({ block: beside[0].matches("mark") ? "center" : "nearest" });
  target.scrollIntoView({ block: target.matches("mark") ? "center" : where });
}

// The stretches of the contract that a card is about; the card of a stretch.
function besides(target) {
  if (target.matches("mark")) return cards(target).slice(0, 1);
  return [...document.querySelectorAll(`.sheet mark[data-of~="${CSS.escape(target.id)}"]`)];
}

function cards(mark) {
  return mark.dataset.of.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
}

// A stretch of the contract leads to its card without a new page, where the card is on this one.
function toCard(event) {
  const mark = event.target.closest(".sheet mark");
  const card = mark && cards(mark)[0];
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", "#" + card.id);
  light(WIDE.matches ? "nearest" : "start");
}

// j and k walk through the lines, n to the next one that is mine to decide, d opens its decision.
const KEYS = { j: [".item[id]", 1], k: [".item[id]", -1], n: [".item.mine[id]", 1] };

function walk(event) {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const lit = document.querySelector(".item.lit");
  if (event.key === "d" && lit) return decide(lit, event);
  if (!(event.key in KEYS)) return;
  const [selector, step] = KEYS[event.key];
  const all = [...document.querySelectorAll(".item[id]")];
  const ways = step > 0 ? all.slice(all.indexOf(lit) + 1) : all.slice(0, Math.max(all.indexOf(lit), 0)).reverse();
  const next = ways.find((item) => item.matches(selector));
  if (!next) return;
  event.preventDefault();
  history.replaceState(null, "", "#" + next.id);
  light("start");
}

// One box for all boxes of its form.
function every(event) {
  const name = event.target.dataset.every;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
}

function decide(item, event) {
  const form = item.querySelector("details.decide");
  if (!form) return;
  event.preventDefault();
  form.open = true;
  form.querySelector("input[type=radio]:checked, input[type=radio]").focus();
}

// A form is sent once, however often its button is pressed.
function once(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
}

function again() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
}

// Files go up in sight: how far they are, and what is wrong with them, while the form keeps what was chosen.
function upload(event) {
  const form = event.target;
  if (!form.matches("[data-upload]") || event.defaultPrevented) return;
  event.preventDefault();
  const size = [...form.querySelectorAll("input[type=file]")].reduce((sum, input) => sum + (input.files[0]?.size ?? 0), 0);
  if (size > Number(form.dataset.most)) return refuse(form, form.dataset.tooLarge);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", (e) => tell(form, e.lengthComputable ? (100 * e.loaded) / e.total : 0));
  request.upload.addEventListener("load", () => tell(form, 100));
  request.addEventListener("load", () => answered(form, request));
  request.addEventListener("error", () => refuse(form, form.dataset.lost));
  refuse(form, "");
  tell(form, 0);
  form.querySelector("button.primary").disabled = true;
  request.send(new FormData(form));
}

function tell(form, percent) {
  const place = form.querySelector(".sending");
  place.hidden = false;
  const bar = place.querySelector("progress");
  if (percent < 100) bar.value = percent; else bar.removeAttribute("value");
  const text = percent < 100 ? `${form.dataset.sending} ${Math.floor(percent / 10) * 10} %` : form.dataset.checking;
  const said = place.querySelector("span");
  if (said.textContent !== text) said.textContent = text;
}

function answered(form, request) {
  const problem = request.response?.querySelector("main .refused:not([hidden]), main [role=alert]:not([hidden])")?.textContent;
  if (request.status < 400 && !problem) return location.assign(request.responseURL);
  if (request.status === 401) return location.assign("/sign-in?next=" + encodeURIComponent(location.pathname));
  refuse(form, problem || form.dataset.lost);
}

function refuse(form, problem) {
  const place = form.querySelector(".refused");
  place.textContent = problem;
  place.hidden = !problem;
  form.querySelector(".sending").hidden = true;
  form.querySelector("button.primary").disabled = false;
  if (problem) place.focus();
}

// Where the tabs do not fit, the open one is in sight.
function openTab() {
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40;
}

// Without htmx a page that waits asks again by itself.
function wait() {
  if (document.getElementById("progress") && !window.htmx) setTimeout(() => location.reload(), 2000);
}

document.addEventListener("DOMContentLoaded", () => {
  wait();
  openTab();
  document.querySelector("form[data-go]")?.requestSubmit();
  dropZones(document);
  document.querySelector(".refused")?.scrollIntoView({ block: "center" });
  if (location.hash) light("start");
});
document.addEventListener("click", toCard);
document.addEventListener("change", every);
document.addEventListener("keydown", walk);
document.addEventListener("submit", upload);
document.addEventListener("submit", once);
window.addEventListener("pageshow", again);
window.addEventListener("hashchange", () => light());
