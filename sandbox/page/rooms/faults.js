// What goes wrong for whoever comes next: one fault, or a scene of several.

import { button, el, icon, keep } from '/elements.js';
import { calmly, get, on, post } from '/interface.js';
import { say, told } from '/language.js';
import { withArguments } from '/rooms/phone.js';

export function enter(place) {
  const now = el('div', { class: 'now', role: 'status' });
  const scenes = el('div', { class: 'scenes' });
  const kinds = el('ul', { class: 'kinds' });
  const search = el('input', { type: 'search', placeholder: say('搜索:超时、502、GBK…', 'search: delay, 502, GBK…'), 'aria-label': say('搜索故障', 'Search faults'), oninput: () => draw() });
  const count = el('input', { type: 'number', min: '1', max: '100000', value: '1', id: 'fault-count' });
  const percent = el('input', { type: 'number', min: '1', max: '100', value: '100', id: 'fault-percent' });
  let all = { scenes: [], kinds: [] };
  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    kinds.replaceChildren(...withArguments(all.kinds)
      .filter(([value, kind]) => `${value} ${kind.zh} ${kind.en}`.toLowerCase().includes(wanted))
      .map(([value, kind]) => fault(value, kind, () => ({ requests: Number(count.value), probability: Number(percent.value) / 100 }))));
  };
  place.append(
    el('div', { class: 'head' }, el('h1', {}, say('故障', 'Faults')), el('p', { class: 'soft' }, say('网关和线路怎样出错,由你决定。只给一个 code 的故障,在手机旁边选。', 'How the gateway and the line fail is yours to say. A fault for one code is chosen beside the phone.'))),
    now,
    el('h2', {}, say('场景', 'Scenes')), scenes,
    el('h2', {}, say('单个故障', 'Single faults')),
    el('div', { class: 'card row striking' },
      el('label', {}, say('接下来', 'for the next'), count, say('个请求,', 'requests, ')),
      el('label', {}, say('每个的概率', 'each with a probability of'), percent, '%'),
      el('label', { class: 'searching' }, icon('search'), search)),
    kinds);
  const load = calmly(async () => keep(now, [await get('disturbance')], () => 'now', (disturbance) => going(disturbance, all)));
  Promise.all([get('scenes'), get('faults')]).then(([list, kindList]) => {
    all = { scenes: list, kinds: kindList };
    draw();
    load();
    scenes.replaceChildren(...list.map((scene) => el('div', { class: 'card scene' },
    el('h3', {}, told(scene)), el('p', {}, told(scene, 'tells_')),
    button(say('开始', 'Start'), () => post('disturbance', { scene: scene.name }), { symbol: 'play', label: `${say('开始', 'Start')}: ${told(scene)}` }))));
  });
  const stops = [on('control', load), on('requests', load)];
  return () => stops.forEach((stop) => stop());
}

function going({ scene, left, struck }, { scenes }) {
  if (left.length === 0) {
    return el('div', { class: 'card calm' }, icon('good'), el('p', {}, struck > 0 ? say(`已过去:遇到 ${struck} 个请求。现在一切正常。`, `Over: it met ${struck} requests. All is well now.`) : say('现在一切正常。', 'All is well.')));
  }
  const name = scene ? told(scenes.find((one) => one.name === scene)) : left[0].fault;
  const rest = left.map(({ fault, requests, probability }) => `${fault} × ${requests}${probability < 1 ? ` (${Math.round(probability * 100)}%)` : ''}`);
  return el('div', { class: 'card storm' }, icon('faults'),
    el('div', {}, el('h3', {}, name), el('p', {}, say('还有 ', 'left: '), rest.join(' → '), say(`;已遇到 ${struck} 个`, `; met ${struck}`))),
    button(say('停止', 'Stop'), () => post('disturbance', {}), { kind: 'main', symbol: 'stop' }));
}

function fault(value, kind, how) {
  const input = kind.argument ? el('input', { type: 'text', value: value.slice(kind.name.length + 1), 'aria-label': `${kind.name} ${kind.argument}`, size: '9' }) : null;
  const order = () => post('disturbance', { fault: input ? `${kind.name}:${input.value}` : kind.name, ...how() });
  return el('li', { class: 'kind' },
    el('div', {}, el('b', {}, told(kind)), el('code', {}, kind.name, input && ':', input)),
    button('', order, { kind: 'small quiet', symbol: 'play', label: `${say('开始', 'Start')}: ${told(kind)}` }));
}
