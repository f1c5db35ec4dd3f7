/** On the page behind a mail's button: asks the script for what is pressed, and shows what it says in place of what stood there. */
import { call } from './server.ts';

type Pairs = (readonly [name: string, value: string])[];

const show = (html: string): void => {
  const next = new DOMParser().parseFromString(html, 'text/html');
  document.documentElement.lang = next.documentElement.lang;
  document.body.replaceWith(next.body);
  window.scrollTo(0, 0);
  const first = document.querySelector<HTMLElement>('[autofocus]');
  first?.focus();
};

let isAsking = false;

const ask = async (sent: Pairs, isForm: boolean): Promise<void> => {
  if (isAsking) return;
  isAsking = true;
  document.body.style.opacity = '.5';
  document.body.setAttribute('aria-busy', 'true');
  try {
    show(await call<string>('batonAnswer', sent, isForm));
  } finally {
    isAsking = false;
    document.body.style.opacity = '';
    document.body.removeAttribute('aria-busy');
  }
};

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="?"]') : null;
  if (!link) return;
  event.preventDefault();
  void ask([...new URLSearchParams(link.getAttribute('href') ?? '')], false);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const sent: Pairs = [];
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') sent.push([name, value]);
  const button = event.submitter;
  if (button instanceof HTMLButtonElement && button.name !== '') sent.push([button.name, button.value]);
  void ask(sent, true);
});
