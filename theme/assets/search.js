/* Searches the words of all records, in the index that was made of the site (seek.js).
   <form data-search="the entry of the index" hidden> with a field q and selects named by what they narrow;
   what is found is listed in the list it names. What is asked stands in the address. All words come from the page. */
import { open } from './seek.js';

const form = document.querySelector('form[data-search]');
const list = document.getElementById(form.elements.q.getAttribute('aria-controls'));
const more = document.querySelector(`[data-more="${list.id}"]`);
const said = form.querySelector('[data-said]');
const reset = form.querySelector('[type=reset]');
const fields = [...form.elements].filter((field) => field.name);
const address = (way) => new URL(way, location.href).href;
const AT_ONCE = 10;
let index, asking = 0, left = [];

/* Nothing is loaded before something is asked. */
const load = () => index ??= open(address(form.dataset.search), document.documentElement.lang.toLowerCase());

const element = (name, text = '', look = '') => {
  const one = document.createElement(name);
  one.textContent = text;
  if (look) one.className = look;
  return one;
};

const excerpt = (words) => {
  const line = element('p');
  for (const { word, marked, after } of words) line.append(marked ? element('mark', word) : word, after);
  return line;
};

const item = ({ url, meta, filters, words: found }) => {
  const one = element('li');
  const link = element('a');
  const name = meta.title || meta.heading;
  const title = element('bdi', name);
  const words = excerpt(found);
  if (meta.lang) title.lang = words.lang = meta.lang;
  title.dir = words.dir = 'auto';
  link.href = new URL(`..${url}`, address(form.dataset.search)).href;
  link.append(title);
  const facts = [filters.kind, filters.assembly, filters.status, meta.date].flat().filter((fact) => fact && fact !== name);
  const line = element('p', '', 'mb-note');
  facts.forEach((fact, place) => line.append(place ? ' · ' : '', element('bdi', fact)));
  one.append(link, line, words);
  return one;
};

/* The first is shown before the others are asked for. */
const show = async (now) => {
  const next = left.splice(0, AT_ONCE);
  for (const part of [next.slice(0, 1), next.slice(1)]) {
    for (const one of part.map((result) => result())) {
      const found = await one;
      if (now !== asking) return;
      list.append(item(found));
    }
  }
  more.parentElement.hidden = !left.length;
};

const ask = async () => {
  const now = ++asking;
  const text = form.elements.q.value.trim();
  const filters = Object.fromEntries(fields.filter((field) => field.name !== 'q' && field.value).map((field) => [field.name, field.value]));
  const asked = new URLSearchParams(location.search);
  for (const { name, value } of fields) {
    if (value) asked.set(name, value); else asked.delete(name);
  }
  history.replaceState(null, '', `${location.pathname}${asked.size ? '?' : ''}${asked}${location.hash}`);
  const nothing = !text && !Object.keys(filters).length;
  reset.hidden = nothing;
  try {
    const found = nothing ? [] : await (await load())(text, filters);
    if (now !== asking) return;
    left = found;
    list.replaceChildren();
    list.hidden = !left.length;
    said.textContent = nothing ? '' : left.length ? said.dataset.said.replace('#', left.length) : form.dataset.none;
    await show(now);
  } catch (error) {
    if (now !== asking) return;
    index = undefined;
    said.textContent = form.dataset.failed;
    console.error(error);
  }
};

let waiting;
const soon = (time) => { clearTimeout(waiting); waiting = setTimeout(ask, time); };
form.addEventListener('input', (event) => soon(event.target.name === 'q' ? 250 : 0));
form.addEventListener('submit', (event) => { event.preventDefault(); soon(0); });
form.addEventListener('reset', () => soon(0));
more.addEventListener('click', async () => {
  const first = list.children.length;
  await show(asking);
  list.children[first]?.querySelector('a').focus();
});

const given = new URLSearchParams(location.search);
for (const field of fields) if (given.has(field.name)) field.value = given.get(field.name);
form.hidden = false;
reset.hidden = true;
if (fields.some((field) => field.value)) ask();
