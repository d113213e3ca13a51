// Elements by hand: no markup is ever made of text, so nothing that a client sent can become part of the page.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

// Strokes on a grid of 24.
const ICONS = {
  phone: 'M8 2.5h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM11 18.5h2',
  requests: 'M4 6h9M4 12h16M4 18h12M17 6h3',
  codes: 'M4 7v10M7.5 7v10M10.5 7v10M14 7v10M16.5 7v10M20 7v10',
  faults: 'M13 2.5 5 13.5h6l-1 8 8.500-11.500h-6.500z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500v5l3.500 2',
  configuration: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  acceptance: 'M6 3h9l4 4v14H6zM9.500 13.500l2 2 4-4.500',
  good: 'M5 12.500l4.500 4.500L19 7.500',
  bad: 'M6.500 6.500l11 11M17.500 6.500l-11 11',
  back: 'M14.500 5.500 8 12l6.500 6.500',
  more: 'M9.500 5.500 16 12l-6.500 6.500',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 20 20',
  add: 'M12 5v14M5 12h14',
  refresh: 'M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.500 3.500v4h-4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  play: 'M7 4.500 19 12 7 19.500z',
  stop: 'M6.500 6.500h11v11h-11z',
  light: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  dark: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z',
  close: 'M6.500 6.500l11 11M17.500 6.500l-11 11',
  face: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M9 10v1M15 10v1M9.500 15c1.500 1.200 3.500 1.200 5 0',
  document: 'M7 3h7l4 4v14H7zM10 12h5M10 16h5',
  print: 'M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z',
  double: 'M9 3.500v8l-2.500-1.500-1.500 1.500 5 7.500h6l2-5.500-6-2v-8a1.500 1.500 0 0 0-3 0zM16 4h4M18 2v4',
  download: 'M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14',
};

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export function button(text, onclick, { kind = '', symbol, label, ...rest } = {}) {
  return el('button', { type: 'button', class: `button ${kind}`, onclick, 'aria-label': label, title: label, ...rest },
    symbol && icon(symbol), text && el('span', {}, text));
}

// One of several, as a row of radio buttons.
export function choice(label, options, chosen, onchange) {
  const name = `choice-${(choice.count = (choice.count ?? 0) + 1)}`;
  return el('div', { class: 'choice', role: 'radiogroup', 'aria-label': label },
    options.map(([value, text]) => el('label', {},
      el('input', { type: 'radio', name, value: String(value), checked: value === chosen, onchange: () => onchange(value) }),
      el('span', {}, text))));
}

// Draws a list anew, but keeps each element whose item is as before: a click on it is not lost, nor is the focus.
export function keep(parent, items, keyOf, make) {
  const before = parent.kept ?? new Map();
  const now = new Map();
  for (const item of items) {
    const [key, text] = [keyOf(item), JSON.stringify(item)];
    const known = before.get(key);
    now.set(key, known?.text === text ? known : { text, node: make(item) });
  }
  parent.kept = now;
  const nodes = [...now.values()].map(({ node }) => node);
  for (const child of [...parent.children]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, i) => { if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null); });
}

let hiding;
export function toast(text, kind = '') {
  const place = document.getElementById('toast');
  place.textContent = text;
  place.className = `toast shown ${kind}`;
  clearTimeout(hiding);
  hiding = setTimeout(() => { place.className = 'toast'; }, 4000);
}

export async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el('textarea', { class: 'offscreen' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  toast(told);
}

// 09:41:07.120
export function timeOf(milliseconds, fraction = true) {
  const at = new Date(milliseconds);
  const two = (number) => String(number).padStart(2, '0');
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return fraction ? `${clock}.${String(at.getMilliseconds()).padStart(3, '0')}` : clock;
}

export const short = (code) => (code.length > 10 ? `${code.slice(0, 8)}…` : code);
