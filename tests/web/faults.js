// What is wrong on a page for somebody who cannot see it, or not well: in words; empty when nothing is.
() => {
  const found = [], seen = e => e.checkVisibility() && e.getClientRects().length;
  const name = e => (e.getAttribute("aria-label") || [...(e.labels || [])].map(l => l.textContent).join(" ") || e.title || e.textContent
    || [...e.querySelectorAll("img")].map(i => i.alt).join(" ")).trim();
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea")) if (!name(e)) found.push("no label: " + e.name);
  for (const e of document.querySelectorAll("a[href], button, summary")) if (seen(e) && !name(e)) found.push("no name: " + e.outerHTML.slice(0, 90));
  for (const e of document.querySelectorAll("img:not([alt])")) found.push("no alt: " + e.src);
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push("twice: #" + id);
  for (const a of document.querySelectorAll("a[href^='#']")) if (a.hash.length > 1 && !document.getElementById(decodeURIComponent(a.hash.slice(1)))) found.push("nowhere: " + a.hash);
  if (document.querySelectorAll("h1").length !== 1) found.push("h1: " + document.querySelectorAll("h1").length);
  let level = 0;
  for (const h of document.querySelectorAll("h1, h2, h3, h4, h5")) { const n = +h.tagName[1]; if (n > level + 1) found.push("heading skips: " + h.outerHTML.slice(0, 60)); level = n; }
  for (const mark of ["header", "main", "nav[aria-label]", "footer"]) if (!document.querySelector(mark)) found.push("no " + mark);
  if (!/^(zh-CN|en)$/.test(document.documentElement.lang)) found.push("lang: " + document.documentElement.lang);
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the window: " + document.documentElement.scrollWidth);
  const colour = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const ground = e => { const stack = []; for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor); stack.push(c); if (c[3] === 1) break; } return stack.reverse().reduce((b, c) => over(c, b), [255, 255, 255, 1]); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), told = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, style = getComputedStyle(e);
    if (!walker.currentNode.textContent.trim() || !seen(e) || parseFloat(style.fontSize) < 1 || e.closest(".unseen, .skip")) continue;
    const back = ground(e), front = over(colour(style.color), back);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
    const needed = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && +style.fontWeight >= 700) ? 3 : 4.5;
    const key = e.tagName + "." + e.className;
    if (ratio < needed && !told.has(key)) { told.add(key); found.push(`contrast ${ratio.toFixed(2)}: ${key} ${walker.currentNode.textContent.trim().slice(0, 30)}`); }
  }
  return found;
}
