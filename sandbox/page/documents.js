// The documents' page on what the guide leaves open, as the repository has it.

import { el, icon } from '/elements.js';
import { say } from '/language.js';

// Where a rule's row begins.
const ROWS = {
  signature: 'x-tsp-signature',
  timestamp: 'x-tsp-timestamp',
  nonce: 'x-tsp-nonce',
  'service-id': '服务 ID',
  'app-secret': 'x-tsp-appSecret',
};

export function enter(place, [row]) {
  const page = el('article', { class: 'card document' });
  place.append(
    el('div', { class: 'head' },
      el('h1', {}, say('文档:网关', 'Documents: the gateway')),
      el('button', { type: 'button', class: 'button', onclick: () => history.back() }, icon('back'), el('span', {}, say('返回', 'Back')))),
    page);
  fetch('/documents/gateway').then((answer) => answer.text()).then((text) => {
    page.append(...blocks(text));
    const wanted = [...page.querySelectorAll('tr')].find((tr) => ROWS[row] && tr.cells[0].textContent.includes(ROWS[row]));
    if (wanted) {
      wanted.classList.add('wanted');
      wanted.scrollIntoView({ block: 'center' });
    }
  });
}

// As much of Markdown as these documents use.
function blocks(text) {
  return text.split(/\n{2,}/).map((block) => {
    const heading = /^(#+) (.*)/.exec(block);
    if (heading) return el(`h${Math.min(heading[1].length + 1, 4)}`, {}, inline(heading[2]));
    if (block.startsWith('|')) {
      const rows = block.split('\n').filter((line) => !/^\|[ -|]+$/.test(line))
        .map((line) => line.replace(/^\||\|$/g, '').split(/(?<!\\)\|/));
      const [first, ...others] = rows;
      return el('div', { class: 'scroll', tabindex: '0' }, el('table', {},
        el('thead', {}, el('tr', {}, first.map((cell) => el('th', {}, inline(cell.trim()))))),
        el('tbody', {}, others.map((cells) => el('tr', {}, cells.map((cell) => el('td', {}, inline(cell.trim()))))))));
    }
    if (/^\d+\. |^- /.test(block)) {
      return el('ul', {}, block.split(/\n\s*(?=\d+\. |- )/).map((line) => el('li', {}, inline(line.replace(/^(\d+\.|-) /, '')))));
    }
    return el('p', {}, inline(block));
  });
}

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`')) return el('code', {}, part.slice(1, -1));
    if (part.startsWith('**')) return el('b', {}, part.slice(2, -2));
    return part.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  });
}
