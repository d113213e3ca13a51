// The acceptance sheet: it ticks itself by the traffic, and is printed to be signed.

import { button, el, icon, keep, timeOf } from '/elements.js';
import { get, on, post } from '/interface.js';
import { say, told } from '/language.js';

const KEPT = 'yjt-sheet';

export function enter(place) {
  const written = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
  const line = (name, label) => {
    const input = el('input', { type: 'text', 'aria-label': label, value: written[name] ?? '', oninput: () => { written[name] = input.value; localStorage.setItem(KEPT, JSON.stringify(written)); } });
    return el('label', { class: 'line' }, el('span', {}, label), input);
  };
  const count = el('p', { class: 'done', role: 'status' });
  const rows = el('ol', { class: 'scenarios' });
  const clear = () => confirm(say('清除所有的勾?', 'Clear all ticks?')) && post('acceptance', { clear: true });
  place.append(
    el('div', { class: 'head' }, el('h1', {}, say('联调验收单', 'Acceptance sheet')),
      el('div', { class: 'row' },
        button(say('打印 / 存为 PDF', 'Print or save as PDF'), () => print(), { kind: 'main', symbol: 'print' }),
        button(say('重新开始', 'Start over'), clear, { kind: 'quiet' }))),
    el('article', { class: 'card sheet' },
      el('header', {}, el('h2', {}, say('粤健通单点登录 · 联调验收单', '粤健通 single sign-on · acceptance sheet')), count),
      el('div', { class: 'lines' }, line('hospital', say('医院', 'Hospital')), line('system', say('系统与版本', 'System and version')), line('date', say('日期', 'Date'))),
      el('p', { class: 'soft' }, say('每一项由沙箱收到的真实请求勾上;“应当”一栏请看着医院的页面核对。', 'Each is ticked by real requests that reached the sandbox; compare “must” with the hospital’s page.')),
      rows,
      el('div', { class: 'lines signs' }, line('integrator', say('实施', 'Integrator')), line('reviewer', say('验收', 'Reviewer')))));
  const load = async () => {
    const { scenarios } = await get('acceptance');
    const done = scenarios.filter((scenario) => scenario.tick).length;
    count.replaceChildren(el('b', {}, String(done)), ` / ${scenarios.length}`);
    keep(rows, scenarios, ({ name }) => name, row);
  };
  const stop = on('acceptance', load);
  load();
  return stop;
}

function row(scenario) {
  const { name, tick } = scenario;
  const at = tick && new Date(tick.at);
  return el('li', { class: tick ? 'ticked' : '', 'data-scenario': name },
    el('span', { class: 'tick', role: 'img', 'aria-label': tick ? say('已看到', 'seen') : say('还没有', 'not yet') }, tick && icon('good')),
    el('div', { class: 'what' }, el('b', {}, told(scenario)), el('span', { class: 'must' }, told(scenario, 'must_'))),
    tick
      ? el('span', { class: 'when' }, tick.request > 0 ? el('a', { href: `#requests/${tick.request}` }, `#${tick.request}`) : null, ` ${at.getMonth() + 1}-${String(at.getDate()).padStart(2, '0')} ${timeOf(tick.at, false)}`)
      : el('span', { class: 'when soft' }, say('还没有', 'not yet')),
    el('a', { class: 'button small try', href: `#phone/try/${name}`, 'aria-label': `${say('试一次', 'Try')}: ${told(scenario)}` }, say('试一次', 'Try')));
}
