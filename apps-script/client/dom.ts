/** Elements of a page: made, filled, coloured and spoken. */
import { PALETTE, TONES } from '../../sheet-templates/palette.ts';

type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void) | undefined>>;
export type Child = Node | string | null | false | readonly Child[];

/** An element: texts are texts, never mark-up; `onclick` and the like are listeners, true and false set bare attributes. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  appendTo(element, children);
  return element;
};

export const appendTo = (parent: Node, children: Child): void => {
  if (children === null || children === false) return;
  if (typeof children === 'string' || children instanceof Node) {
    parent.appendChild(typeof children === 'string' ? document.createTextNode(children) : children);
  } else for (const child of children as readonly Child[]) appendTo(parent, child);
};

/** Puts these in place of all that the element holds. */
export const fill = (element: Element, ...children: readonly Child[]): void => {
  element.textContent = '';
  appendTo(element, children);
};

let ids = 0;
/** An id that this page has not used. */
export const freshId = (): string => `e${++ids}`;

/** The colours of the sheets, for page.css. */
export const repaint = (): void => {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(PALETTE)) style.setProperty(`--${name}`, value);
  for (const [name, { text, ground }] of Object.entries(TONES)) {
    style.setProperty(`--${name}-text`, text);
    style.setProperty(`--${name}-ground`, ground);
  }
};

/** Says something to whoever listens to the page instead of looking at it, and shows it. */
export const say = (place: Element, tone: 'late' | 'soon' | 'fine', ...children: readonly Child[]): void => {
  fill(place, el('div', { class: `said ${tone}` }, ...children));
};

/** A place for what happens on this page: spoken as it changes. */
export const announcer = (): HTMLElement => el('div', { role: 'status', 'aria-live': 'polite', class: 'announcer' });

/** A button that cannot be pressed twice while it works. */
export const buttonElement = (
  label: string,
  work: () => Promise<void> | void,
  kind: 'primary' | 'plain' | 'link' = 'plain',
): HTMLButtonElement => {
  const made: HTMLButtonElement = el(
    'button',
    {
      type: 'button',
      class: kind,
      onclick: async () => {
        if (made.getAttribute('aria-disabled')) return;
        made.setAttribute('aria-disabled', 'true');
        try {
          await work();
        } finally {
          made.removeAttribute('aria-disabled');
        }
      },
    },
    label,
  );
  return made;
};
