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
})();
