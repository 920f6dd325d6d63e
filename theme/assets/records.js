/* Adds to pages that are whole without it: copying a text, filtering a list. Nothing is fetched and nothing is stored. */
(() => {
  for (const button of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) break;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim().replace(/\s+/g, ' ');
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = words; }, 3000);
      } catch { button.hidden = true; }
    });
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

  /* <form class="mb-filter" data-filter="ID of the list" hidden> with fields named NAME; the list's items carry data-f-NAME.
     A select asks for one of the item's values (separated by '|'), from and until compare days, a text field is looked for. */
  const holds = {
    from: (item, value) => (item.getAttribute('data-f-day') || '') >= value,
    until: (item, value) => (item.getAttribute('data-f-day') || '') <= value,
    text: (item, value) => item.textContent.toLocaleLowerCase().includes(value.toLocaleLowerCase()),
  };
  const other = (name) => (item, value) => (item.getAttribute('data-f-' + name) || '').split('|').includes(value);
  for (const form of document.querySelectorAll('form[data-filter]')) {
    const list = document.getElementById(form.dataset.filter);
    const items = [...list.querySelectorAll('[data-item]')];
    const count = form.querySelector('[data-count]');
    const apply = () => {
      const asked = [...new FormData(form)].filter(([, value]) => value);
      let shown = 0;
      for (const item of items) {
        item.hidden = !asked.every(([name, value]) => (holds[name] || other(name))(item, value));
        shown += item.hidden ? 0 : 1;
      }
      for (const group of list.querySelectorAll('[data-group]')) {
        group.hidden = ![...group.querySelectorAll('[data-item]')].some((item) => !item.hidden);
      }
      if (count) count.textContent = String(shown);
    };
    form.hidden = false;
    form.addEventListener('input', apply);
    form.addEventListener('reset', () => setTimeout(apply));
    form.addEventListener('submit', (event) => event.preventDefault());
    apply();
  }

  /* The fields of a filter stand in the address, so that what it shows can be linked to. */
  for (const form of document.querySelectorAll('form[data-filter]')) {
    const list = document.getElementById(form.dataset.filter);
    const reset = form.querySelector('[type=reset]');
    const keep = () => {
      const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
      if (reset) reset.hidden = !asked;
      for (const figure of list.querySelectorAll('[data-shown]')) {
        const shown = figure.closest('[data-group]').querySelectorAll('[data-item]:not([hidden])').length;
        figure.textContent = asked && figure.dataset.shown.replace('#', shown);
      }
      try { history.replaceState(null, '', `${location.pathname}${asked && '?'}${asked}${location.hash}`); } catch { /* a file opened from disk may not */ }
    };
    const given = [...new URLSearchParams(location.search)].filter(([name]) => form.elements[name]);
    for (const [name, value] of given) form.elements[name].value = value;
    form.addEventListener('input', keep);
    form.addEventListener('reset', () => setTimeout(keep));
    if (given.length) form.dispatchEvent(new Event('input'));
  }
})();
