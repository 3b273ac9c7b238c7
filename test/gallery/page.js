/* The gallery's own behaviour: what is shown, how wide, in which theme, and Teams' cards drawn as they come into view. */
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const findAll = (selector) => [...document.querySelectorAll(selector)];
  const state = new URLSearchParams(location.search);
  const platformBoxes = findAll('input[name=platform]');
  const cards = JSON.parse(find('#teams-cards').textContent);

  function say(words) {
    const said = find('#said');
    said.textContent = words;
    said.classList.add('shown');
    clearTimeout(say.timer);
    say.timer = setTimeout(() => said.classList.remove('shown'), 2500);
  }

  function keep(name, value, standard) {
    if (value === standard) state.delete(name);
    else state.set(name, value);
    const search = state.toString();
    try {
      history.replaceState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
    } catch {
      // A page opened from a file may not change its address in every browser; it works without.
    }
  }

  function showPlatforms() {
    const shown = platformBoxes.filter((box) => box.checked).map((box) => box.value);
    root.dataset.platforms = shown.length;
    for (const cell of findAll('.cell')) cell.hidden = !shown.includes(cell.dataset.platform);
    keep('platform', shown.join(','), platformBoxes.map((box) => box.value).join(','));
  }

  function setUpChoice(name, standard) {
    const inputs = findAll(`input[name=${name}]`);
    const chosen = inputs.some(({ value }) => value === state.get(name)) ? state.get(name) : standard;
    for (const input of inputs) {
      input.checked = input.value === chosen;
      input.addEventListener('change', () => {
        root.dataset[name] = input.value;
        keep(name, input.value, standard);
      });
    }
    root.dataset[name] = chosen;
  }

  function filter(words) {
    const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (text) => wanted.every((word) => text.toLowerCase().includes(word));
    let count = 0;
    for (const link of findAll('.links a')) {
      const found = matches(link.textContent);
      link.parentElement.hidden = !found;
      document.getElementById(link.hash.slice(1)).hidden = !found;
      if (found) count += 1;
    }
    for (const links of findAll('.links')) links.hidden = !links.querySelector('li:not([hidden])');
    for (const kind of findAll('.kind')) kind.hidden = !kind.querySelector('.view:not([hidden])');
    find('#nothing').hidden = count > 0;
  }

  function drawCard(place) {
    const payload = cards[place.dataset.card];
    const dialog = payload.task?.value;
    const json = dialog ? dialog.card.content : payload.attachments[0].content;
    const card = window.drawTeamsCard(json, { onAction: () => {}, isPlain: Boolean(dialog) });
    // The renderer names radio buttons by their field alone: the same field of another card would be one group with them.
    for (const radio of card.querySelectorAll('input[type=radio]')) radio.name = `${place.dataset.card}-${radio.name}`;
    const head = document.createElement(dialog ? 'div' : 'p');
    head.className = dialog ? 'modal-head' : 'notification';
    if (dialog) {
      const title = document.createElement('h3');
      title.textContent = dialog.title;
      head.append(title);
    } else head.textContent = payload.summary;
    place.replaceChildren(head, card);
    place.dataset.drawn = '';
    if (card.querySelector('.card-broken')) throw new Error(`${place.dataset.card} could not be drawn`);
  }

  for (const box of platformBoxes) {
    const wanted = state.get('platform');
    if (wanted) box.checked = wanted.split(',').includes(box.value);
    box.addEventListener('change', showPlatforms);
  }
  showPlatforms();
  setUpChoice('width', 'wide');
  setUpChoice('theme', matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

  const search = find('#search');
  search.addEventListener('input', () => {
    filter(search.value);
    keep('find', search.value, '');
  });
  search.value = state.get('find') ?? '';
  filter(search.value);

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        drawCard(target);
      }
    },
    { rootMargin: '1200px' },
  );
  for (const place of findAll('.teams-card')) observer.observe(place);
  window.drawEveryTeamsCard = () => {
    for (const place of findAll('.teams-card:not([data-drawn])')) drawCard(place);
  };

  const menu = find('#menu');
  const openMenu = (open) => {
    menu.setAttribute('aria-expanded', String(open));
    root.toggleAttribute('data-menu', open);
    if (open) search.focus();
  };
  menu.addEventListener('click', () => openMenu(menu.getAttribute('aria-expanded') !== 'true'));
  find('#sidebar').addEventListener('click', (event) => event.target.closest('a') && openMenu(false));

  document.addEventListener('click', (event) => {
    const button = event.target.closest('.frame button');
    if (button) say('Buttons do nothing here: this page only shows what is sent.');
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (root.hasAttribute('data-menu')) {
        openMenu(false);
        menu.focus();
      }
      return;
    }
    if (event.target.closest('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      search.focus();
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const views = findAll('.view:not([hidden])');
    const at = views.findIndex((view) => view.getBoundingClientRect().bottom > 120);
    const next = views[Math.min(views.length - 1, Math.max(0, at + step))];
    next.scrollIntoView();
    next.querySelector('h3 a').focus({ preventScroll: true });
  });

  const marks = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const link = find(`.links a[href="#${target.id}"]`);
        if (isIntersecting) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-80px 0px -60% 0px' },
  );
  for (const view of findAll('.view')) marks.observe(view);
})();
