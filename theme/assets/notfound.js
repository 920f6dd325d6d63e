/* For the page that a server shows at addresses that lead nowhere: says it in the language the address lies in, fills in what was asked
   for, and offers the records whose addresses are most like it. Without it the page has its search and its links. */
(() => {
  const [first, ...others] = document.querySelectorAll('[data-told]');
  const { root } = first.dataset;
  if (!location.pathname.startsWith(root)) return;

  const trees = others.filter((one) => `${location.pathname}/`.startsWith(one.dataset.told));
  const tree = (trees[0] || first).dataset.told;
  if (trees.length) {
    const [here, there] = [first, trees[0]].map((one) => ({ title: one.querySelector('h1, summary'), body: one.querySelector('[data-body]') }));
    for (const name of ['lang', 'dir']) {
      const own = here.title[name];
      here.title[name] = there.title[name];
      there.title[name] = own;
    }
    document.title = document.title.replace(here.title.textContent, () => there.title.textContent);
    [here.title.textContent, there.title.textContent] = [there.title.textContent, here.title.textContent];
    const place = document.createComment('');
    here.body.replaceWith(place);
    there.body.replaceWith(here.body);
    place.replaceWith(there.body);
  }

  /* The words of an address. A day is one word; where a record lies is not what it is about. */
  const PLACES = new Set(['assemblies', 'minutes', 'mandates', 'proposals', 'reports', 'notices', 'delegates', 'as', 'of', 'index', 'html', 'htm', 'md', 'json', 'php']);
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = (text) => plain(text).match(/\d{4}-\d\d-\d\d|[\p{L}\p{N}]+/gu) || [];
  let path = location.pathname.slice(Math.min(tree.length, location.pathname.length));
  try { path = decodeURIComponent(path); } catch { /* taken as it is */ }
  const told = path.split('/').map((part) => words(part).filter((word) => !PLACES.has(word))).filter((part) => part.length);
  if (!told.length || /^404\.html$/.test(path)) return;
  const named = told.filter((part) => part.some((word) => !DAY.test(word))).at(-1) || told.at(-1);
  first.querySelector('input').value = named.filter((word, _place, all) => !DAY.test(word) || all.length === 1).join(' ');

  /* How alike two words are, from 0 to 1: the share of pairs of letters they have in common; days by month. */
  const pairs = (word) => Array.from({ length: word.length - 1 }, (_one, place) => word.slice(place, place + 2));
  const alike = (one, other) => {
    if (one === other) return 1;
    if (DAY.test(one) && DAY.test(other)) return one.slice(0, 7) === other.slice(0, 7) ? 0.6 : 0;
    const rest = pairs(other);
    const all = one.length + other.length - 2;
    const common = pairs(one).filter((pair) => rest.includes(pair) && rest.splice(rest.indexOf(pair), 1)).length;
    const share = all > 0 ? 2 * common / all : 0;
    return share >= 0.5 ? share : 0;
  };
  const weight = (word) => (PLACES.has(word) ? 0.2 : 1);
  const asked = words(path).filter((word) => word !== 'index' && word !== 'html');
  const likeness = (address) => {
    const own = words(address);
    const met = asked.map((word) => weight(word) * Math.max(...own.map((one) => alike(word, one))));
    const total = (list) => list.reduce((sum, word) => sum + weight(word), 0);
    const about = asked.some((word, place) => !PLACES.has(word) && met[place]);
    return about ? 2 * met.reduce((sum, one) => sum + one, 0) / (total(asked) + total(own)) : 0;
  };

  const offer = (records) => {
    const found = records.map(([address, name, lang]) => ({ address, name, lang, like: likeness(address) })).filter(({ like }) => like >= 0.5);
    found.sort((a, b) => b.like - a.like);
    const near = first.querySelector('[data-near]');
    for (const { address, name, lang } of found.slice(0, 5)) {
      const item = near.querySelector('ul').appendChild(document.createElement('li'));
      const link = item.appendChild(document.createElement('a'));
      link.href = tree + address;
      const where = document.createElement('bdi');
      where.dir = 'ltr';
      where.textContent = address;
      link.append(where);
      if (!name) continue;
      const own = document.createElement('bdi');
      own.textContent = name;
      own.lang = lang;
      link.replaceChildren(own);
      item.append(' ', where);
    }
    near.hidden = !found.length;
  };
  fetch(`${root}addresses.json`).then((answer) => (answer.ok ? answer.json() : [])).then(offer).catch(() => { /* the search is there */ });
})();
