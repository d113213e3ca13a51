// Every code: whose, how old, used by which request.

import { button, copy, el, keep, short } from '/elements.js';
import { calmly, get, on, post } from '/interface.js';
import { say } from '/language.js';

const STATES = {
  fresh: ['有效', 'good'], used: ['已用过', 'used'], expired: ['已过期', 'expired'], revoked: ['已作废', 'revoked'],
};

export function enter(place) {
  const rows = el('ul', { class: 'codes' });
  const empty = el('p', { class: 'soft', hidden: true }, say('还没有 code:在手机上点开一家医院。', 'No codes yet: tap a hospital on the phone.'));
  place.append(
    el('div', { class: 'head' }, el('h1', {}, 'code'), el('p', { class: 'soft' }, say('最近 200 个,新的在上。每个 5 分钟有效,只能用一次。', 'The latest 200, newest first. Five minutes, one use each.'))),
    empty, rows);
  const load = async () => {
    const { codes } = await get('codes');
    empty.hidden = codes.length > 0;
    keep(rows, codes, ({ code }) => code, row);
  };
  const calm = calmly(load);
  const stops = [on('codes', calm), on('requests', calm)];
  const ageing = setInterval(calm, 5000);
  calm();
  return () => {
    clearInterval(ageing);
    stops.forEach((stop) => stop());
  };
}

function row({ code, name, citizen, ageSeconds, state, reusable, fault, opened, numbers, requests }) {
  const change = (what) => () => post(`codes/${code}`, what);
  const labelled = (text) => ({ label: `${text} ${short(code)}` });
  const [expire, revoke, reuse] = [say('立即过期', 'Expire'), say('作废', 'Revoke'), reusable ? say('只用一次', 'One use') : say('可重复用', 'Reusable')];
  return el('li', { class: `card code ${state}` },
    el('div', { class: 'who' }, el('b', {}, name || citizen), el('button', { type: 'button', class: 'plain', onclick: () => copy(code, say('已复制', 'Copied')), 'aria-label': `${say('复制', 'Copy')} ${short(code)}` }, el('code', {}, short(code)))),
    el('span', { class: `pill ${state}` }, say(...STATES[state])),
    el('span', { class: 'age' }, age(ageSeconds)),
    el('div', { class: 'uses' },
      numbers.length === 0 ? el('span', { class: 'soft' }, say('还没有请求', 'no request yet')) : numbers.map((number) => el('a', { href: `#requests/${number}` }, `#${number}`)),
      requests > numbers.length ? ` +${requests - numbers.length}` : null,
      opened > 1 ? el('span', { class: 'soft' }, say(`打开 ${opened} 次`, `opened ${opened} times`)) : null,
      fault && el('code', {}, fault)),
    el('div', { class: 'row' },
      button(expire, change({ expire: true }), { kind: 'small', ...labelled(expire), disabled: state === 'expired' }),
      button(reuse, change({ reusable: !reusable }), { kind: 'small', ...labelled(reuse) }),
      button(revoke, change({ revoke: true }), { kind: 'small', ...labelled(revoke), disabled: state === 'revoked' })));
}

function age(seconds) {
  if (seconds < 60) return say(`${seconds} 秒`, `${seconds} s`);
  if (seconds < 3600) return say(`${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`, `${Math.floor(seconds / 60)} min ${seconds % 60} s`);
  return say('一小时以上', 'over an hour');
}
