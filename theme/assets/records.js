/* Adds to pages that are whole without it: copying, printing, filtering and sorting, opening what is linked to, closing the menu. Nothing is fetched and nothing is stored. */
(() => {
  const copied = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  };

  /* <button data-copy="ID of the text" data-done="Copied" hidden> */
  for (const button of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) break;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim().replace(/\s+/g, ' ');
      button.hidden = !await copied(text);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 3000);
    });
  }

  /* data-print="ID": the page is opened there and printed; what is printed then is a matter of the stylesheet. */
  for (const one of document.querySelectorAll('[data-print]')) {
    one.hidden = false;
    one.addEventListener('click', () => {
      location.hash = one.dataset.print;
      print();
    });
  }

  /* Whoever comes by a former address is led on to the same place of the page: what the page itself does knows no anchors. */
  const moved = document.querySelector('a[data-moved]');
  if (moved) location.replace(moved.href + location.search + location.hash);

  /* A reader whose browser asks first for another language that the page has is offered it. */
  const spoken = document.documentElement.lang.toLowerCase();
  const offers = [...document.querySelectorAll('[data-offer]')];
  for (const wanted of navigator.languages || []) {
    const tag = wanted.toLowerCase();
    const fits = (own) => tag === own || tag.split('-')[0] === own;
    if (fits(spoken)) break;
    const offer = offers.find((one) => fits(one.dataset.offer.toLowerCase()));
    if (offer) { offer.hidden = false; break; }
  }

  /* <form data-dates="ID of a table"> asks for a day and goes to the latest [data-day] of the table that is not after it. */
  for (const form of document.querySelectorAll('form[data-dates]')) {
    const links = [...document.querySelectorAll(`#${form.dataset.dates} [data-day]`)];
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const found = links.find((link) => link.dataset.day <= form.elements.day.value);
      if (found) location.assign(found.href);
    });
  }

  const place = (hash) => {
    try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; }
  };

  /* Within [data-copied="Copied"] the link of a row to itself also copies the row's address, and says so in [data-said]. */
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('[data-copied] a[href^="#"]');
    if (!link || !navigator.clipboard || !place(link.hash)?.contains(link) || !await copied(link.href)) return;
    const list = link.closest('[data-copied]');
    const said = list.querySelector('[data-said]');
    link.dataset.done = said.textContent = list.dataset.copied;
    setTimeout(() => { delete link.dataset.done; said.textContent = ''; }, 3000);
  });

  /* What is linked to is shown, even if it stands in something that is closed or filtered away. */
  const lists = [];
  const reveal = () => {
    const target = place(location.hash);
    if (!target) return;
    const away = target.closest('[hidden]') && lists.find(({ list }) => list.contains(target));
    const closed = [];
    for (let fold = target; (fold = fold.parentElement?.closest('details:not([open])'));) closed.push(fold);
    away?.clear();
    for (const fold of closed) fold.open = true;
    if (away || closed.length) target.scrollIntoView();
  };

  /* <form class="mb-filter" data-filter="ID of the list" hidden> with fields named NAME; an item [data-item] of the list, or something
     around it, carries data-f-NAME. A select asks for one of its values (separated by '|'), from and until compare days, a text field
     is looked for, in the part that data-in names. What holds no item that is shown, [data-group], is not shown either; data-item="again" is an item that is counted elsewhere.
     A select named order holds as values the parts to order by, [data-down] from the most to the least: then all stand in [data-flat],
     each with the labels, [data-label], of what it stood in. */
  const FEW = 60;
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const numbered = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const day = /\d{4}-\d\d-\d\d/;

  for (const form of document.querySelectorAll('form[data-filter]')) {
    const list = document.getElementById(form.dataset.filter);
    const flat = list.querySelector('[data-flat]');
    const groups = [...list.querySelectorAll('[data-group]')];
    const items = [...list.querySelectorAll('[data-item]')].map((item) => {
      const home = item.parentNode;
      const around = [];
      for (let group = home; (group = group.closest('[data-group]')) && list.contains(group); group = group.parentNode) around.push(group);
      return { item, home, around, words: {} };
    });
    const { order } = form.elements;
    const reset = form.querySelector('[type=reset]');
    const opened = new Map();

    const values = ({ item, home }, name) => {
      const from = item.hasAttribute(name) ? item : home.closest(`[${name}]`);
      return from ? from.getAttribute(name).split('|') : [];
    };
    const words = (one, part = '') => one.words[part] ??= plain(
      [...(part && one.item.querySelector(part) || one.item).childNodes].map((node) => (node.className === 'mb-of' ? '' : node.textContent)).join(' '),
    );
    const holds = (one, field) => {
      if (field.name === 'from') return values(one, 'data-f-day')[0] >= field.value;
      if (field.name === 'until') return values(one, 'data-f-day')[0] <= field.value;
      if (field.type === 'search') return words(one, field.dataset.in).includes(plain(field.value));
      return values(one, `data-f-${field.name}`).includes(field.value);
    };

    const key = ({ item }, part) => {
      const found = item.querySelector(part);
      return found ? found.dateTime || day.exec(found.getAttribute('href') || '')?.[0] || found.textContent.trim() : '';
    };
    const labelled = ({ item, around }) => {
      const label = document.createElement('span');
      label.className = 'mb-of';
      for (const group of around) {
        const words = group.querySelector('[data-label]');
        if (words) label.append(...(label.hasChildNodes() ? [', '] : []), words.cloneNode(true));
      }
      (item.querySelector('th') || item).append(label);
    };
    let ordered = '';
    const sort = () => {
      const option = order?.selectedOptions[0];
      const part = option?.value || '';
      if (part === ordered) return;
      for (const label of list.querySelectorAll('.mb-of')) label.remove();
      for (const { item, home } of items) home.append(item);
      ordered = part;
      if (flat) flat.hidden = !part;
      if (!part) return;
      const down = option.hasAttribute('data-down') ? -1 : 1;
      const keyed = items.map((one) => ({ one, by: key(one, part) }));
      keyed.sort((a, b) => (a.by === '') - (b.by === '') || down * numbered.compare(a.by, b.by));
      for (const { one } of keyed) {
        labelled(one);
        (flat.tagName === one.home.tagName ? flat : flat.querySelector(one.home.tagName)).append(one.item);
      }
    };

    const apply = () => {
      sort();
      const asked = [...form.elements].filter((field) => field.name && field !== order && field.value);
      const shown = new Map();
      let count = 0;
      for (const one of items) {
        one.item.hidden = !asked.every((field) => holds(one, field));
        if (one.item.hidden) continue;
        if (one.item.dataset.item !== 'again') count += 1;
        for (const group of one.around) shown.set(group, (shown.get(group) || 0) + 1);
      }
      for (const group of groups) {
        group.hidden = Boolean(ordered) || !shown.has(group);
        const figure = group.querySelector('[data-shown]');
        if (figure) figure.textContent = asked.length ? figure.dataset.shown.replace('#', shown.get(group) || 0) : '';
        if (group.tagName !== 'DETAILS') continue;
        if (asked.length) {
          if (!opened.has(group)) opened.set(group, group.open);
          group.open = opened.get(group) || count <= FEW;
        } else if (opened.has(group)) {
          group.open = opened.get(group);
          opened.delete(group);
        }
      }
      form.querySelector('[data-count]').textContent = String(count);
      if (reset) reset.hidden = !asked.length && !ordered;
    };

    form.hidden = false;
    form.addEventListener('input', apply);
    form.addEventListener('reset', () => setTimeout(apply));
    form.addEventListener('submit', (event) => event.preventDefault());
    lists.push({ list, clear() { form.reset(); apply(); } });
    apply();
  }

  const menu = document.querySelector('.mb-menu');
  document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  /* The fields of a filter stand in the address, so that what it shows can be linked to. */
  for (const form of document.querySelectorAll('form[data-filter]')) {
    const keep = () => {
      const asked = new URLSearchParams(location.search);
      for (const [name, value] of new FormData(form)) {
        if (value) asked.set(name, value); else asked.delete(name);
      }
      try { history.replaceState(null, '', `${location.pathname}${asked.size ? '?' : ''}${asked}${location.hash}`); } catch { /* a file opened from disk may not */ }
    };
    const given = [...new URLSearchParams(location.search)].filter(([name]) => form.elements[name]);
    for (const [name, value] of given) form.elements[name].value = value;
    form.addEventListener('input', keep);
    form.addEventListener('reset', () => setTimeout(keep));
    if (given.length) form.dispatchEvent(new Event('input'));
  }

  addEventListener('hashchange', reveal);
  reveal();
})();
