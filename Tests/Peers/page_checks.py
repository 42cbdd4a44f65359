"""What is looked at on every page: a function of the language, the width and whether scripts may be files; it gives a list."""
CHECKS = r"""
const wrong = [];
const lang = arguments[0], width = arguments[1];
const root = document.documentElement;
if (root.lang !== lang) wrong.push('lang is ' + root.lang);
if (root.dir !== (lang === 'fa' ? 'rtl' : 'ltr')) wrong.push('dir is ' + root.dir);
if (getComputedStyle(document.querySelector('main p') || document.querySelector('main')).direction !== root.dir) wrong.push('text does not run ' + root.dir);
if (root.scrollWidth > width) wrong.push('scrolls sideways: ' + root.scrollWidth + ' > ' + width);
if (!document.title.trim()) wrong.push('no title');
const scripts = [...document.querySelectorAll('script')];
if (scripts.some(s => !arguments[2] || !s.src || s.textContent.trim())) wrong.push('there is a script');
if ([...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on')))) wrong.push('an inline script');
if (document.querySelectorAll('main').length !== 1) wrong.push('not one main');
// Headings: one h1, no level left out.
const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1]);
if (levels.filter(l => l === 1).length !== 1) wrong.push('not one h1');
levels.forEach((l, i) => { if (i && l > levels[i - 1] + 1) wrong.push('heading level left out before number ' + i); });
document.querySelectorAll('h1,h2,h3').forEach(h => { if (!h.textContent.trim()) wrong.push('empty heading'); });
// Every id once; every inner link and label leads somewhere.
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
if (new Set(ids).size !== ids.length) wrong.push('an id stands twice');
document.querySelectorAll('a[href^="#"]').forEach(a => {
  if (!document.getElementById(a.getAttribute('href').slice(1))) wrong.push('link to nowhere: ' + a.getAttribute('href')); });
document.querySelectorAll('[aria-labelledby]').forEach(e => {
  if (!document.getElementById(e.getAttribute('aria-labelledby'))) wrong.push('label that is not there'); });
document.querySelectorAll('a,summary').forEach(a => { if (!a.textContent.trim()) wrong.push('link or summary without text'); });
// Tables: a caption, headings with their scope, as many cells as headings.
document.querySelectorAll('table').forEach(t => {
  const name = (t.caption || {}).textContent || '?';
  if (!t.caption || !t.caption.textContent.trim()) wrong.push('table without caption');
  const heads = [...t.querySelectorAll('thead th')];
  if (!heads.length || heads.some(h => h.scope !== 'col' || !h.textContent.trim())) wrong.push('column headings: ' + name);
  t.querySelectorAll('tbody tr').forEach(r => {
    if (!r.querySelector('th[scope=row]')) wrong.push('row without heading: ' + name);
    if (r.cells.length !== heads.length) wrong.push('cells and headings differ: ' + name); });
});
document.querySelectorAll('[role=region]').forEach(e => {
  if (!e.getAttribute('aria-label')) wrong.push('region without name');
  if (e.scrollWidth > e.clientWidth && e.tabIndex !== 0) wrong.push('scrolls but takes no focus'); });
// Pictures say what they show.
document.querySelectorAll('svg').forEach(s => {
  if (s.getAttribute('role') !== 'img' || !(s.getAttribute('aria-label') || '').trim()) wrong.push('chart without text'); });
// Nothing is drawn outside of the page or of its own box.
document.querySelectorAll('.cards>div,.panel,.flow li,.pairs>div,.plot span,.steps li').forEach(e => {
  const box = e.getBoundingClientRect();
  if (box.left < -1 || box.right > width + 1) wrong.push('outside of the page: ' + e.textContent.slice(0, 40));
  if (e.scrollWidth > e.clientWidth + 1) wrong.push('overflows its box: ' + e.textContent.slice(0, 40)); });
const labels = side => [...document.querySelectorAll(side)].map(e => e.getBoundingClientRect()).sort((a, b) => a.top - b.top);
['.flow-start li', '.flow-end li'].forEach(side => labels(side).forEach((box, i, all) => {
  if (i && box.top < all[i - 1].bottom - 1) wrong.push('labels of the flow overlap'); }));
// Contrast of all text against the first painted background behind it.
const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return [m[0], m[1], m[2], m.length > 3 ? m[3] : 1]; };
const light = ([r, g, b]) => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > .99) return c; } return [255, 255, 255]; };
const seen = new Set();
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const e = walk.currentNode.parentElement;
  if (!walk.currentNode.textContent.trim() || e.closest('svg,.skip')) continue;
  const style = getComputedStyle(e), a = light(parse(style.color)), b = light(behind(e));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  if (ratio < (isLarge ? 3 : 4.5)) { const key = e.className + ratio.toFixed(2);
    if (!seen.has(key)) { seen.add(key); wrong.push('contrast ' + ratio.toFixed(2) + ': ' + walk.currentNode.textContent.trim().slice(0, 30)); } }
  if (size < 10) wrong.push('text of ' + size + ' px');
}
return wrong;
"""
