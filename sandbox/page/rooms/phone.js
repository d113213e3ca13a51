// The mini-program on a phone: choose a citizen, pass the face login, tap a hospital; and beside it what came of it.

import { button, choice, copy, el, icon, short, timeOf, toast } from '/elements.js';
import { get, on, post, requests } from '/interface.js';
import { say, told } from '/language.js';
import { strip } from '/rooms/requests.js';

export const CERTIFICATES = {
  '01': ['居民身份证', 'ID card'], '02': ['居民户口簿', 'household register'], '03': ['护照', 'passport'],
  '04': ['军官证', 'officer’s card'], '05': ['驾驶证', 'driving licence'],
  '06': ['港澳居民来往内地通行证', 'Hong Kong or Macao permit'], '07': ['台湾居民来往内地通行证', 'Taiwan permit'],
  '08': ['出生医学证明', 'birth certificate'], 99: ['其他法定有效证件', 'another document'],
};

const FRESH = { citizen: 'xiaoming', age: 'fresh', fault: '', encrypt: false, gesture: 'tap', trying: null };
const phone = { ...FRESH, face: 'skip', view: 'home', search: '', login: null, editing: null };
let citizens = [];
let hospitals = [];
let faults = [];
let hospitalWindow = null;
let draw = () => {};
let drawStory = () => {};

export function enter(place, rest) {
  const device = el('div', { class: 'screen', id: 'screen' });
  const beside = el('section', { class: 'beside', 'aria-label': say('这次登录', 'This login') });
  place.append(
    el('div', { class: 'stand' },
      el('div', { class: 'device', role: 'region', 'aria-label': say('手机', 'Phone') }, device),
      el('p', { class: 'caption' }, say('数据都是编造的。', 'All of these people are made up.'))),
    beside);
  const happening = el('div', { class: 'card' });
  draw = () => {
    device.replaceChildren(...screen());
    beside.replaceChildren(...options(), happening);
    drawStory();
  };
  drawStory = () => happening.replaceChildren(el('h2', {}, say('发生了什么', 'What happened')), happened());
  go(rest);
  load();
  const stops = [
    on('requests', (events) => events.some((record) => record.code === phone.login?.code) && drawStory()),
    on('control', load),
    on('acceptance', ticked),
  ];
  return () => {
    draw = drawStory = () => {};
    stops.forEach((stop) => stop());
  };
}

// #phone/try/double-tap sets everything for a scenario of the sheet.
export async function go([what, name]) {
  if (what === 'try') {
    const { scenarios } = await get('acceptance');
    const scenario = scenarios.find((one) => one.name === name);
    const { citizen, fault, gesture } = scenario;
    const age = { old: 'expired', used: 'used' }[gesture] ?? 'fresh';
    Object.assign(phone, FRESH, { citizen, fault, age, gesture: gesture === 'double' ? 'double' : 'tap', trying: scenario, view: 'home', login: null });
    await post('clock', { offsetSeconds: gesture === 'clock' ? 600 : 0 });
  }
  draw();
}

async function load() {
  const [all, list, kinds] = await Promise.all([get('citizens'), get('hospitals'), get('faults')]);
  if (JSON.stringify([all, list.hospitals, kinds]) === JSON.stringify([citizens, hospitals, faults])) return;
  [citizens, hospitals, faults] = [all, list.hospitals, kinds];
  draw();
}

async function ticked() {
  if (!phone.trying || phone.trying.tick) return;
  const { scenarios } = await get('acceptance');
  const scenario = scenarios.find((one) => one.name === phone.trying?.name);
  if (scenario?.tick) {
    phone.trying = scenario;
    draw();
  }
}

const chosen = () => citizens.find((citizen) => citizen.id === phone.citizen);

const certificate = (citizen) => {
  const label = CERTIFICATES[citizen.certificateType];
  return label ? say(...label) : citizen.certificateType ?? say('没有证件', 'no certificate');
};

function masked(number = '') {
  return number.length > 8 ? `${number.slice(0, 4)} •••• ${number.slice(-4)}` : number;
}

// ---- the screen

function screen() {
  const inside = { home, citizens: citizenList, face, opened, mini, edit }[phone.view]();
  return [
    el('div', { class: 'status', 'aria-hidden': 'true' }, el('span', {}, timeOf(Date.now(), false).slice(0, 5)), el('i'), el('span', {}, '5G')),
    ...inside,
    el('div', { class: 'indicator', 'aria-hidden': 'true' }),
  ];
}

function title(text, back) {
  return el('div', { class: 'title' },
    back ? el('button', { type: 'button', class: 'round', 'aria-label': say('返回', 'Back'), onclick: back }, icon('back')) : el('span', { class: 'round' }),
    el('h2', {}, text),
    el('span', { class: 'capsule', 'aria-hidden': 'true' }, el('i'), el('b')));
}

function to(view) {
  phone.view = view;
  draw();
}

function home() {
  const citizen = chosen();
  return [
    title('粤健通'),
    el('div', { class: 'content' },
      el('button', { type: 'button', class: 'person', onclick: () => to('citizens'), 'aria-label': say('换一位市民', 'Choose a citizen') },
        el('span', { class: 'avatar', 'aria-hidden': 'true' }, [...(citizen?.name ?? ' ').trim()][0] ?? ' '),
        el('span', { class: 'who' },
          el('b', {}, citizen?.name ?? '…'),
          el('small', {}, citizen ? `${certificate(citizen)} ${masked(citizen.certificateNo)}` : '')),
        icon('more')),
      el('div', { class: 'services' },
        el('h3', {}, say('互联网医院', 'Internet hospitals')),
        el('ul', {}, hospitals.map((hospital, index) => el('li', {},
          el('button', { type: 'button', class: 'hospital', onclick: () => tap(hospital) },
            el('span', { class: hospital.appId ? 'badge mini' : 'badge', 'aria-hidden': 'true' }, icon(hospital.appId ? 'codes' : 'add')),
            el('span', { class: 'who' }, el('b', {}, hospital.name), el('small', {}, hospital.link ? hostOf(hospital.link) : hospital.appId))),
          el('button', { type: 'button', class: 'round edit', 'aria-label': `${say('编辑', 'Edit')} ${hospital.name}`, onclick: () => { phone.editing = { ...hospital, index }; to('edit'); } }, icon('configuration'))))),
        el('button', { type: 'button', class: 'add', onclick: () => { phone.editing = { name: '', link: '', index: hospitals.length }; to('edit'); } },
          icon('add'), say('添加自己的医院链接', 'Add your hospital’s link')))),
  ];
}

function hostOf(link) {
  try {
    const { host, pathname } = new URL(link);
    return host + pathname;
  } catch {
    return link;
  }
}

function citizenList() {
  const field = el('input', {
    type: 'search', 'aria-label': say('搜索姓名、证件类型', 'Search names and certificates'),
    placeholder: say('姓名、证件类型、编号', 'name, certificate, id'),
    oninput: () => { phone.search = field.value; list.replaceChildren(...rows()); },
  });
  field.value = phone.search;
  const rows = () => {
    const wanted = phone.search.trim().toLowerCase();
    const text = (citizen) => `${citizen.name ?? ''} ${citizen.id} ${certificate(citizen)} ${citizen.certificateType ?? ''}`.toLowerCase();
    const found = citizens.filter((citizen) => text(citizen).includes(wanted));
    return found.map((citizen) => el('li', {},
      el('button', { type: 'button', class: 'hospital', 'aria-pressed': String(citizen.id === phone.citizen), onclick: () => { phone.citizen = citizen.id; phone.search = ''; to('home'); } },
        el('span', { class: 'avatar small', 'aria-hidden': 'true' }, [...(citizen.name ?? '?').trim()][0]),
        el('span', { class: 'who' }, el('b', {}, citizen.name), el('small', {}, `${certificate(citizen)} · ${citizen.id}`)))));
  };
  const list = el('ul', { class: 'people' }, rows());
  return [title(say('选择市民', 'Citizens'), () => to('home')), el('div', { class: 'content' }, el('label', { class: 'searching' }, icon('search'), field), list)];
}

function edit() {
  const { name, link = '', appId = '', index } = phone.editing;
  const field = (label, value, hint) => el('label', { class: 'field' }, el('span', {}, label), el('input', { type: 'text', value, placeholder: hint, spellcheck: 'false' }));
  const fields = [
    field(say('名称', 'Name'), name, say('例如:市一医院', 'such as: City Hospital')),
    field(say('H5 链接', 'H5 link'), link, 'http://localhost:8081/login#/home'),
    field(say('或小程序 appId', 'or a mini-program’s appId'), appId, 'wx…'),
  ];
  const save = async (list) => {
    ({ hospitals } = await post('hospitals', { hospitals: list }));
    to('home');
  };
  const keep = (event) => {
    event.preventDefault();
    const [newName, newLink, newApp] = fields.map((label) => label.lastChild.value.trim());
    const one = newApp ? { name: newName, appId: newApp } : { name: newName, link: newLink };
    save([...hospitals.slice(0, index), one, ...hospitals.slice(index + 1)]);
  };
  return [
    title(index < hospitals.length ? say('编辑医院', 'Edit') : say('添加医院', 'Add'), () => to('home')),
    el('form', { class: 'content form', onsubmit: keep }, fields,
      el('p', { class: 'note' }, say('code 会加在链接的 # 之前,和真实的小程序一样。', 'The code goes before the #, as the real mini-program does it.')),
      el('button', { type: 'submit', class: 'big' }, say('保存', 'Save')),
      index < hospitals.length && el('button', { type: 'button', class: 'add bad', onclick: () => save(hospitals.filter((_, i) => i !== index)) }, say('删除', 'Delete'))),
  ];
}

function face() {
  return [
    title(say('人脸识别', 'Face login'), () => { phone.cancel?.(); to('home'); }),
    el('div', { class: 'content face' },
      el('div', { class: 'oval' }, icon('face')),
      el('p', { role: 'status' }, say('请正对屏幕…', 'Look at the screen…')),
      el('button', { type: 'button', class: 'add', onclick: () => { phone.cancel?.(); to('home'); } }, say('取消', 'Cancel'))),
  ];
}

function opened() {
  const { login } = phone;
  const [before, after] = login.link.split(login.code);
  return [
    title(login.hospital.name, () => to('home')),
    el('div', { class: 'content web' },
      el('div', { class: 'address', dir: 'ltr' }, before, el('mark', {}, short(login.code)), after),
      el('div', { class: 'elsewhere' }, icon('phone'), el('b', {}, say('已在医院的窗口里打开', 'Open in the hospital’s window')),
        el('p', {}, say('那里就是患者看到的页面;网关看到的在旁边。', 'That is what the patient sees; the gateway’s view is beside.'))),
      el('div', { class: 'gestures' },
        el('button', { type: 'button', class: 'gesture', onclick: () => open() }, icon('refresh'), say('刷新', 'Refresh')),
        el('button', { type: 'button', class: 'gesture', onclick: () => open() }, icon('back'), say('返回后再进', 'Back, and in again')),
        el('button', { type: 'button', class: 'gesture', onclick: double }, icon('double'), say('连点两次', 'Double tap'))),
      el('button', { type: 'button', class: 'add', onclick: () => to('home') }, say('关闭', 'Close'))),
  ];
}

function mini() {
  const { login } = phone;
  const text = JSON.stringify({ appId: login.hospital.appId, extraData: { code: login.code } }, null, 2);
  return [
    title(login.hospital.name, () => to('home')),
    el('div', { class: 'content web' },
      el('p', { class: 'note' }, say('wx.navigateToMiniProgram 收到的参数;目标小程序在 App.onLaunch 里从 options.referrerInfo.extraData 读出。', 'What wx.navigateToMiniProgram is given; the target reads it from options.referrerInfo.extraData in App.onLaunch.')),
      el('pre', { tabindex: '0' }, text),
      el('button', { type: 'button', class: 'big', onclick: () => copy(text, say('已复制', 'Copied')) }, say('复制 extraData', 'Copy extraData')),
      el('button', { type: 'button', class: 'add', onclick: () => to('home') }, say('关闭', 'Close'))),
  ];
}

// ---- what a tap does

async function tap(hospital) {
  // Before anything is awaited: browsers open windows only right after a tap.
  if (hospital.link) openWindow();
  if (phone.face === 'watch' && !(await looked())) {
    hospitalWindow?.close();
    return;
  }
  const order = { citizen: phone.citizen, redirectTo: hospital.link || undefined };
  if (phone.fault) order.fault = phone.fault;
  if (phone.age === 'expired') order.ageSeconds = 301;
  if (phone.encrypt) order.encrypt = ['name'];
  const minted = await post('codes', order);
  if (phone.age === 'used') await post(`codes/${minted.code}`, { use: true });
  phone.login = { ...minted, hospital, at: Date.now(), opened: [] };
  phone.view = hospital.link ? 'opened' : 'mini';
  draw();
  if (!hospital.link) return;
  if (phone.gesture === 'double') await double();
  else await open();
}

function looked() {
  to('face');
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), 1800);
    phone.cancel = () => { clearTimeout(timer); resolve(false); };
  });
}

function openWindow() {
  if (hospitalWindow && !hospitalWindow.closed) {
    hospitalWindow.focus();
    return;
  }
  const wide = matchMedia('(min-width: 700px)').matches;
  hospitalWindow = window.open('', 'yjt-hospital', wide ? 'popup,width=400,height=820' : '');
  if (!hospitalWindow) toast(say('浏览器拦住了新窗口,请允许', 'The browser blocked the window: allow it'), 'bad');
}

async function open() {
  const { login } = phone;
  openWindow();
  login.opened.push(Date.now());
  await post(`codes/${login.code}`, { opened: true });
  if (hospitalWindow) hospitalWindow.location.href = login.link;
  drawStory();
}

async function double() {
  await open();
  setTimeout(open, 150);
}

// ---- beside the phone

function options() {
  return [
    phone.trying && trying(),
    el('div', { class: 'card wishes' }, el('h2', {}, say('这次登录', 'This login')), settings()),
  ].filter(Boolean);
}

function trying() {
  const { trying: scenario } = phone;
  const done = async () => {
    Object.assign(phone, FRESH);
    await post('clock', { offsetSeconds: 0 });
    location.hash = '#acceptance';
  };
  const how = scenario.gesture === 'back'
    ? say('点开医院,登录后再按“返回后再进”。', 'Tap a hospital; once it has logged in, “Back, and in again”.')
    : say('都准备好了:点开手机上的一家医院。', 'All is set: tap a hospital on the phone.');
  return el('div', { class: scenario.tick ? 'card trying done' : 'card trying' },
    el('p', { class: 'over' }, say('联调验收', 'Acceptance')),
    el('h2', {}, told(scenario)),
    el('p', {}, scenario.tick ? say('看到了,已勾上。', 'Seen, and ticked.') : how),
    el('p', { class: 'soft' }, say('医院的页面应当:', 'The hospital’s page must: '), told(scenario, 'must_')),
    el('div', { class: 'row' },
      button(say('回到验收单', 'Back to the sheet'), done, { kind: scenario.tick ? 'main' : '' })));
}

function settings() {
  const set = (name) => (value) => { phone[name] = value; };
  const fault = el('select', { 'aria-label': say('故障', 'Fault'), onchange: () => { phone.fault = fault.value; } },
    el('option', { value: '' }, say('没有', 'none')),
    withArguments(faults).map(([value, kind]) => el('option', { value, selected: value === phone.fault }, `${told(kind)} · ${value}`)));
  if (phone.fault && fault.value !== phone.fault) {
    fault.append(el('option', { value: phone.fault, selected: true }, phone.fault));
  }
  const row = (label, control) => el('div', { class: 'setting' }, el('span', {}, label), control);
  return el('div', { class: 'settings' },
    row(say('刷脸', 'Face login'), choice(say('刷脸', 'Face login'), [['skip', say('跳过', 'skip')], ['watch', say('看一遍', 'watch')]], phone.face, set('face'))),
    row('code', choice('code', [['fresh', say('新的', 'fresh')], ['expired', say('已过期', 'expired')], ['used', say('已用过', 'used')]], phone.age, set('age'))),
    row(say('点法', 'Tap'), choice(say('点法', 'Tap'), [['tap', say('点一次', 'once')], ['double', say('连点两次', 'twice')]], phone.gesture, set('gesture'))),
    row(say('姓名', 'Name'), choice(say('姓名', 'Name'), [[false, say('明文', 'in clear')], [true, say('加密', 'encrypted')]], phone.encrypt, set('encrypt'))),
    row(say('故障', 'Fault'), fault));
}

// A fault with an argument is offered with a usual one.
export function withArguments(kinds) {
  const usual = { MS: '3000', BYTES: '2000000', STATUS: '502', CODE: 'AGW.1433', N: '1', SECONDS: '600', NAME: 'result' };
  const own = { drip: '50', 'drip-head': '20' };
  return kinds.map((kind) => [kind.argument ? `${kind.name}:${own[kind.name] ?? usual[kind.argument]}` : kind.name, kind]);
}

function happened() {
  const { login } = phone;
  if (!login) {
    return el('ol', { class: 'steps empty' },
      [
        say('患者在手机上点开一家医院', 'The patient taps a hospital on the phone'),
        say('小程序铸造一个 code,5 分钟有效,只能用一次', 'The mini-program mints a code: five minutes, one use'),
        say('浏览器带着 code 到医院的页面', 'The browser brings the code to the hospital’s page'),
        say('医院的服务器签名,向网关换取身份', 'The hospital’s server signs, and asks the gateway who it is'),
        say('网关逐条检查,用 SM4 加密作答', 'The gateway checks rule by rule, and answers in SM4'),
      ].map((text) => el('li', {}, el('span', { class: 'dot' }), el('div', {}, text))));
  }
  const step = (at, kind, text, ...more) => el('li', { class: kind }, el('span', { class: 'dot' }), el('div', {}, el('time', {}, timeOf(at)), el('p', {}, text), more));
  const seen = requests.list.filter((record) => record.code === login.code).reverse();
  const steps = [step(login.at, 'good', `${login.citizen.name ?? ''} · code ${short(login.code)}`, el('small', {}, say('小程序铸造了 code', 'minted by the mini-program')))];
  const events = [
    ...login.opened.map((at) => [at, () => step(at, 'good', say('打开 ', 'opened ') + hostOf(login.link))]),
    ...seen.map((record) => [record.at, () => arrived(record, step)]),
  ].sort(([a], [b]) => a - b);
  steps.push(...events.map(([, made]) => made()));
  if (!login.hospital.link || seen.length === 0) {
    steps.push(el('li', { class: 'waiting' }, el('span', { class: 'dot' }), el('div', {}, el('p', {}, say('等医院的服务器来换取身份…', 'Waiting for the hospital’s server…')))));
  }
  return el('ol', { class: 'steps' }, steps);
}

function arrived(record, step) {
  const kind = record.outcome === 'accepted' && !record.fault ? 'good' : 'bad';
  const kept = record.rules.filter(([, state]) => state === 'kept').length;
  const says = {
    accepted: say(`${kept} 条规则全部守住`, `all ${kept} rules kept`),
    refused: record.problem ? told(record.problem) : '',
    disturbed: say('没有到达网关', 'never reached the gateway'),
  }[record.outcome];
  const answer = record.status ? `HTTP ${record.status} · ${record.milliseconds.toFixed(record.milliseconds < 10 ? 1 : 0)} ms` : say('没有完整的 HTTP 应答', 'no whole HTTP answer');
  return step(record.at, kind,
    el('a', { href: `#requests/${record.number}` }, say(`请求 ${record.number}`, `Request ${record.number}`)),
    el('p', {}, says, record.broken > 1 ? say(`,共 ${record.broken} 条`, `, ${record.broken} in all`) : ''),
    strip(record),
    el('small', {}, answer, record.fault ? ` · ${record.fault}` : ''));
}
