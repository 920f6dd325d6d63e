/* Searches the words of all records, with the index that Pagefind made of the site: https://pagefind.app/docs/api/
   <form data-search="its script" data-root="a file at the site's root" hidden> with a field q and selects named by what they narrow;
   what is found is listed in the list it names. What is asked stands in the address. All words come from the page. */
(() => {
  const form = document.querySelector('form[data-search]');
  const list = document.getElementById(form.elements.q.getAttribute('aria-controls'));
  const more = document.querySelector(`[data-more="${list.id}"]`);
  const said = form.querySelector('[data-said]');
  const reset = form.querySelector('[type=reset]');
  const fields = [...form.elements].filter((field) => field.name);
  const address = (way) => new URL(way, location.href).href;
  const AT_ONCE = 10;
  let engine, asking = 0, left = [];

  /* A name leads to what bears it, and an accent may be left out. Nothing is loaded before something is asked. */
  const load = () => engine ??= import(address(form.dataset.search)).then(async (pagefind) => {
    await pagefind.options({
      basePath: new URL('.', address(form.dataset.search)).pathname, baseUrl: new URL('.', address(form.dataset.root)).pathname,
      excerptLength: 24, noWorker: true, ranking: { pageLength: 0.1, diacriticSimilarity: 0.1, metaWeights: { title: 10, heading: 0.1, date: 0.5, lang: 0 } },
    });
    await pagefind.init();
    return pagefind;
  });

  const element = (name, text = '', look = '') => {
    const one = document.createElement(name);
    one.textContent = text;
    if (look) one.className = look;
    return one;
  };

  /* An excerpt is words of a record with <mark> around what was asked for; nothing else in it is taken for markup. */
  const excerpt = (html) => {
    const words = element('p');
    for (const part of new DOMParser().parseFromString(html, 'text/html').body.childNodes) {
      words.append(part.nodeName === 'MARK' ? element('mark', part.textContent) : part.textContent);
    }
    return words;
  };

  const item = ({ url, meta, filters, excerpt: html }) => {
    const one = element('li');
    const link = element('a');
    const name = meta.title || meta.heading;
    const title = element('bdi', name);
    const words = excerpt(html);
    if (meta.lang) title.lang = words.lang = meta.lang;
    title.dir = words.dir = 'auto';
    link.href = url;
    link.append(title);
    const facts = [filters.kind, filters.assembly, filters.status, meta.date].flat().filter((fact) => fact && fact !== name);
    const line = element('p', '', 'mb-note');
    facts.forEach((fact, place) => line.append(place ? ' · ' : '', element('bdi', fact)));
    one.append(link, line, words);
    return one;
  };

  const show = async (now) => {
    const next = left.splice(0, AT_ONCE).map((result) => result.data());
    for (const one of next) {
      const found = await one;
      if (now !== asking) return;
      list.append(item(found));
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
      const found = nothing ? null : await (await load()).search(text || null, { filters });
      if (now !== asking) return;
      left = found ? found.results : [];
      list.replaceChildren();
      list.hidden = !left.length;
      said.textContent = nothing ? '' : left.length ? said.dataset.said.replace('#', left.length) : form.dataset.none;
      await show(now);
    } catch (error) {
      if (now !== asking) return;
      engine = undefined;
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
})();
