/* Adds to pages that are whole without it: copying a text, printing, filtering a list. Nothing is fetched and nothing is stored. */
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

  /* data-print="ID": the page is opened there and printed; what is printed then is a matter of the stylesheet. */
  for (const one of document.querySelectorAll('[data-print]')) {
    one.hidden = false;
    one.addEventListener('click', () => {
      location.hash = one.dataset.print;
      print();
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
