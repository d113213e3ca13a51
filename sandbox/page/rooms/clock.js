// The sandbox's clock against this machine's, and how old codes are when they are minted.

import { button, el, icon } from '/elements.js';
import { get, on, post } from '/interface.js';
import { say } from '/language.js';

const TOLERANCE = 180;
const FARTHEST = 900;

export function enter(place) {
  const face = el('div', { class: 'big-time', role: 'timer' });
  const verdict = el('p', { class: 'verdict', role: 'status' });
  const slider = (max, min, label, step) => el('input', { type: 'range', min: String(min), max: String(max), step: String(step), 'aria-label': label });
  const offset = slider(FARTHEST, -FARTHEST, say('沙箱时钟的偏差,秒', 'The clock’s offset in seconds'), 1);
  const exact = el('input', { type: 'number', 'aria-label': say('精确的秒数', 'Exact seconds'), min: '-31622400', max: '31622400' });
  const age = slider(420, 0, say('code 铸造时的年龄,秒', 'A code’s age when it is minted, in seconds'), 5);
  const told = el('output', {});
  let times = { offsetSeconds: 0, codeAgeSeconds: 0 };
  const set = (wanted) => post('clock', wanted).then(show);
  const show = (now) => {
    times = now;
    offset.value = times.offsetSeconds;
    exact.value = times.offsetSeconds;
    age.value = times.codeAgeSeconds;
    draw();
  };
  const draw = () => {
    const off = Number(exact.value);
    const at = new Date(Date.now() + off * 1000);
    const two = (number) => String(number).padStart(2, '0');
    face.textContent = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    const refused = Math.abs(off) > TOLERANCE;
    verdict.className = refused ? 'verdict bad' : 'verdict good';
    verdict.textContent = off === 0
      ? say('和本机一致', 'the same as this machine’s')
      : say(`比本机${off > 0 ? '快' : '慢'} ${Math.abs(off)} 秒`, `${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} this machine’s`)
        + (refused ? say(':请求会被拒绝(AGW.1433),库按应答的 Date 校正后重签一次', ': requests are refused (AGW.1433); the library corrects itself by the Date and signs once more') : say(':在允许的 180 秒之内', ': within the 180 s allowed'));
    const old = Number(age.value);
    told.textContent = old === 0 ? say('新铸造的', 'new') : say(`${old} 秒${old > 300 ? ',已过期' : ''}`, `${old} s${old > 300 ? ', expired' : ''}`);
    told.className = old > 300 ? 'bad' : '';
  };
  offset.addEventListener('input', () => { exact.value = offset.value; draw(); });
  offset.addEventListener('change', () => set({ offsetSeconds: Number(offset.value) }));
  exact.addEventListener('change', () => set({ offsetSeconds: Number(exact.value) || 0 }));
  age.addEventListener('input', draw);
  age.addEventListener('change', () => set({ codeAgeSeconds: Number(age.value) }));
  const presets = [[-600, '−10 min'], [-200, '−200 s'], [-170, '−170 s'], [0, say('一致', 'in step')], [170, '+170 s'], [200, '+200 s'], [600, '+10 min']];
  place.append(
    el('div', { class: 'head' }, el('h1', {}, say('时钟', 'Clock')), el('p', { class: 'soft' }, say('网关以自己的时钟为准,相差超过 180 秒就拒绝。', 'The gateway goes by its own clock and refuses what is off by more than 180 s.'))),
    el('div', { class: 'card dial' },
      el('p', { class: 'over' }, say('沙箱的时间', 'The sandbox’s time')), face, verdict,
      el('div', { class: 'scale' }, el('span', { class: 'allowed', 'aria-hidden': 'true' }), offset),
      el('div', { class: 'marks', 'aria-hidden': 'true' }, [['−15 min', '−180 s'], ['0'], ['+180 s', '+15 min']].map((texts) => el('span', {}, texts.map((text) => el('b', {}, text))))),
      el('div', { class: 'row presets' }, presets.map(([seconds, text]) => button(text, () => set({ offsetSeconds: seconds }), { kind: 'small' })), el('label', { class: 'exact' }, exact, say('秒', 's')))),
    el('div', { class: 'card dial' },
      el('p', { class: 'over' }, say('code 铸造时的年龄', 'How old a code is when it is minted')),
      el('div', { class: 'scale age' }, el('span', { class: 'allowed', 'aria-hidden': 'true' }), age), el('p', {}, told),
      el('p', { class: 'soft' }, say('5 分钟(300 秒)后过期。已经铸造的 code 在“code”里逐个改。', 'It expires after 5 minutes (300 s). Codes that are out are changed one by one in “Codes”.'))));
  const load = () => get('clock').then(show);
  const ticking = setInterval(draw, 1000);
  const stop = on('control', load);
  load();
  return () => {
    clearInterval(ticking);
    stop();
  };
}
