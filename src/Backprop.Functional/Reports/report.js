(() => {
  'use strict';
  document.documentElement.classList.add('scripted');

  // Links to the parts of the page become tabs (WAI-ARIA tabs pattern); without this script they stay links.
  const nav = document.querySelector('.tabs');
  const tabs = nav ? [...nav.querySelectorAll('a')] : [];
  const panels = tabs.map(tab => document.getElementById(tab.hash.slice(1)));
  const select = (index, focus) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', i === index);
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].classList.toggle('current', i === index);
    });
    if (focus) tabs[index].focus();
  };
  const shown = () => Math.max(0, panels.findIndex(panel => '#' + panel.id === location.hash));
  if (tabs.length) {
    nav.setAttribute('role', 'tablist');
    tabs.forEach((tab, i) => {
      tab.setAttribute('role', 'tab');
      tab.id = 'tab-' + panels[i].id;
      tab.setAttribute('aria-controls', panels[i].id);
      panels[i].setAttribute('role', 'tabpanel');
      panels[i].setAttribute('aria-labelledby', tab.id);
      panels[i].tabIndex = 0;
      tab.addEventListener('click', event => {
        event.preventDefault();
        history.replaceState(null, '', tab.hash);
        select(i);
      });
    });
    nav.addEventListener('keydown', event => {
      const at = tabs.indexOf(document.activeElement);
      const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at + tabs.length - 1) % tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      history.replaceState(null, '', tabs[to].hash);
      select(to, true);
    });
    addEventListener('hashchange', () => select(shown()));
    select(shown());
  }

  const narrow = matchMedia('(max-width: 860px)');

  // The step-through: everything is in the page already; a step only says which parts are seen and marked.
  const walks = [...document.querySelectorAll('.walk')].map(walk => {
    const steps = [...walk.querySelectorAll('.step')];
    const titles = [...walk.querySelectorAll('.steps .stage')];
    const bar = walk.querySelector('.walk-bar');
    const stages = [...walk.querySelectorAll('.stages button')];
    const told = walk.querySelector('output');
    const figure = walk.querySelector('figure');
    const picture = walk.querySelector('svg');
    const keyed = [...picture.querySelectorAll('[data-k]')];
    const timed = [...picture.querySelectorAll('[data-from], [data-until]')];
    const words = (element, name) => (element.dataset[name] || '').split(' ').filter(word => word);
    let at = 0;
    const draw = (now, on, use) => {
      picture.classList.toggle('stepping', on.length > 0);
      keyed.forEach(element => {
        const keys = words(element, 'k');
        element.classList.toggle('on', keys.some(key => on.includes(key)));
        element.classList.toggle('use', keys.some(key => use.includes(key)));
      });
      timed.forEach(element => {
        const from = Number(element.dataset.from || 0), until = Number(element.dataset.until || Infinity);
        element.style.display = from <= now && now < until ? 'inline' : 'none';
      });
      // Of a broad drawing the marked part is in view.
      const marked = picture.querySelector('.on');
      if (marked && figure.scrollWidth > figure.clientWidth) {
        const part = marked.getBoundingClientRect(), room = figure.getBoundingClientRect();
        figure.scrollLeft += (part.left + part.right - room.left - room.right) / 2;
      }
    };
    const go = to => {
      at = Math.min(steps.length - 1, Math.max(0, to));
      const step = steps[at], stage = step.dataset.stage;
      const on = words(step, 'on'), use = words(step, 'use');
      steps.forEach((other, i) => {
        other.classList.toggle('shown', other.dataset.stage === stage);
        other.classList.toggle('current', i === at);
        other.classList.toggle('ahead', i > at);
        if (i === at) other.setAttribute('aria-current', 'step'); else other.removeAttribute('aria-current');
      });
      titles.forEach(title => title.classList.toggle('shown', title.dataset.stage === stage));
      stages.forEach((button, i) => button.setAttribute('aria-current', String(i) === stage));
      draw(at, on, use);
      bar.querySelectorAll('[data-go]').forEach(button => { button.disabled = (button.dataset.go < 0 ? at === 0 : at === steps.length - 1); });
      // A formula that is wider than its place can be scrolled by keyboard too.
      walk.querySelectorAll('.shown .formula').forEach(formula => {
        if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0; else formula.removeAttribute('tabindex');
      });
      told.textContent = `Step ${at + 1} of ${steps.length}: ${step.dataset.told}`;
    };
    bar.hidden = walk.querySelector('.stages').hidden = false;
    walk.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (!button) return;
      if (button.dataset.go) {
        go({ '-2': 0, '-1': at - 1, '1': at + 1, '2': steps.length - 1 }[button.dataset.go]);
        if (button.disabled) bar.querySelector('[data-go]:not(:disabled)').focus();
      } else go(steps.findIndex(step => step.dataset.stage === String(stages.indexOf(button))));
    });
    steps.forEach((step, i) => step.addEventListener('click', () => go(i)));
    // On paper the drawing is in its last state, with nothing marked.
    addEventListener('beforeprint', () => draw(steps.length, [], []));
    addEventListener('afterprint', () => go(at));
    go(0);
    return { walk, key: name => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: steps.length - 1 }[name];
      if (to === undefined) return false;
      go(to);
      const above = Math.max(bar.getBoundingClientRect().bottom, narrow.matches || walk.classList.contains('broad') ? figure.getBoundingClientRect().bottom : 0);
      const { top, bottom } = steps[at].getBoundingClientRect();
      if (top < above) scrollBy(0, top - above - 8);
      else if (bottom > innerHeight - 8) scrollBy(0, bottom - innerHeight + 24);
      return true;
    } };
  });
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('.tabs')) return;
    const seen = walks.filter(one => one.walk.offsetParent !== null);
    const meant = seen.find(one => one.walk.contains(event.target)) || (seen.length === 1 ? seen[0] : null);
    if (meant && meant.key(event.key)) event.preventDefault();
  });
})();
