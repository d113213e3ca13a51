// The frame of the page: which room is shown, in which language and light.

import { el, icon, button } from '/elements.js';
import { on, requests, watch } from '/interface.js';
import { isEnglish, say, switchLanguage } from '/language.js';
import * as phone from '/rooms/phone.js';
import * as requestList from '/rooms/requests.js';
import * as codes from '/rooms/codes.js';
import * as faults from '/rooms/faults.js';
import * as clock from '/rooms/clock.js';
import * as configuration from '/rooms/configuration.js';
import * as acceptance from '/rooms/acceptance.js';
import * as documents from '/documents.js';

const ROOMS = [
  ['phone', '手机', 'Phone', phone],
  ['requests', '请求', 'Requests', requestList],
  ['codes', 'code', 'Codes', codes],
  ['faults', '故障', 'Faults', faults],
  ['clock', '时钟', 'Clock', clock],
  ['configuration', '配置', 'Setup', configuration],
  ['acceptance', '验收', 'Sheet', acceptance],
];

const place = document.getElementById('room');
let leave = () => {};
let shown = '';

// #requests/17 is the request 17 in the room of requests.
function show() {
  const [name, ...rest] = location.hash.slice(1).split('/');
  const room = ROOMS.find(([known]) => known === name);
  const module = room?.[3] ?? (name === 'documents' ? documents : phone);
  const now = room?.[0] ?? (name === 'documents' ? name : 'phone');
  for (const link of document.querySelectorAll('.rooms a')) {
    if (link.dataset.room === now) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${room ? say(room[1], room[2]) : ''} · ${say('粤健通沙箱', 'yjt sandbox')}`.replace(/^ · /, '');
  if (shown === now && module.go) {
    module.go(rest);
    return;
  }
  leave();
  shown = now;
  place.className = `room ${now}`;
  place.replaceChildren();
  leave = module.enter(place, rest) ?? (() => {});
  scrollTo(0, 0);
}

function frame() {
  document.getElementById('skip').textContent = say('跳到内容', 'Skip to content');
  const nav = document.getElementById('rooms');
  nav.setAttribute('aria-label', say('房间', 'Rooms'));
  nav.replaceChildren(...ROOMS.map(([name, zh, en]) =>
    el('a', { href: `#${name}`, 'data-room': name }, icon(name), el('span', {}, say(zh, en)))));
  const live = el('span', { class: 'live', id: 'live' });
  document.getElementById('bar').replaceChildren(
    el('a', { class: 'brand', href: '#phone' },
      el('img', { src: '/icon.svg', alt: '', width: '32', height: '32' }),
      el('span', {}, el('b', {}, say('粤健通沙箱', 'yjt sandbox')), el('small', {}, say('网关与小程序的本地替身', 'gateway and mini-program, on this machine')))),
    live,
    el('span', { class: 'switches' },
      button(isEnglish() ? '中文' : 'English', () => { switchLanguage(); again(); }, { kind: 'quiet language', label: isEnglish() ? '换成中文' : 'Switch to English' }),
      button('', switchLight, { kind: 'quiet', symbol: dark() ? 'light' : 'dark', label: dark() ? say('换成浅色', 'Light colours') : say('换成深色', 'Dark colours') })));
  tellLive(requests.live);
}

function tellLive(now) {
  const live = document.getElementById('live');
  live.className = now ? 'live on' : 'live';
  live.textContent = now ? say('实时', 'live') : say('已断开', 'disconnected');
}

function again() {
  shown = '';
  frame();
  show();
}

// As the system has it, until somebody chooses.
const LIGHT = 'yjt-light';
const systemDark = matchMedia('(prefers-color-scheme: dark)');

function dark() {
  const chosen = localStorage.getItem(LIGHT);
  return chosen ? chosen === 'dark' : systemDark.matches;
}

function setLight() {
  document.documentElement.dataset.light = dark() ? 'dark' : 'light';
}

function switchLight() {
  localStorage.setItem(LIGHT, dark() ? 'light' : 'dark');
  setLight();
  frame();
  show();
}

systemDark.addEventListener('change', () => { setLight(); frame(); show(); });
addEventListener('hashchange', show);
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  place.focus();
});
on('live', tellLive);
setLight();
frame();
show();
watch();
