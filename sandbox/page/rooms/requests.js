// The requests as they come, and one of them rule by rule.

import { button, copy, el, icon, short, timeOf, toast } from '/elements.js';
import { get, on, post, requests } from '/interface.js';
import { half, say, told } from '/language.js';

const ROW = 64;
const view = { filter: 'all', chosen: null };
let choose = () => {};

// A mark for each rule, in the order in which the gateway looks.
export function strip(record) {
  if (record.outcome === 'disturbed') return el('span', { class: 'strip none', 'aria-hidden': 'true' });
  return el('span', { class: 'strip', 'aria-hidden': 'true' }, record.rules.map(([, state]) => el('i', { class: state })));
}

export function enter(place, rest) {
  const list = new List();
  const detail = el('section', { class: 'detail', 'aria-label': say('一个请求', 'One request'), tabindex: '-1' });
  const filters = el('div', { class: 'filters', role: 'group', 'aria-label': say('筛选', 'Filter') });
  const drawFilters = () => filters.replaceChildren(...[
    ['all', say('全部', 'all')], ['refused', say('被拒绝', 'refused')], ['accepted', say('已接受', 'accepted')],
  ].map(([name, text]) => el('button', {
    type: 'button', class: 'chip', 'aria-pressed': String(view.filter === name),
    onclick: () => { view.filter = name; drawFilters(); list.top(); },
  }, text)));
  drawFilters();
  place.append(el('section', { class: 'stream', 'aria-label': say('请求', 'Requests') }, el('div', { class: 'head' }, el('h1', {}, say('请求', 'Requests')), filters), list.element), detail);

  choose = async (number) => {
    view.chosen = number;
    list.draw();
    place.classList.toggle('chosen', number !== null);
    if (number === null) {
      detail.replaceChildren(nothing());
      return;
    }
    const record = await get(`requests/${number}`).catch(() => null);
    if (view.chosen !== number) return;
    detail.replaceChildren(...(record ? one(record) : [nothing()]));
    detail.scrollTop = 0;
  };
  go(rest);
  const stop = on('requests', (events) => {
    list.came(events);
    // Its answer came.
    if (events.some((record) => record.number === view.chosen && record.status)) choose(view.chosen);
  });
  list.draw();
  return () => {
    stop();
    list.close();
  };
}

export function go([number]) {
  choose(number ? Number(number) : null);
}

function nothing() {
  return el('div', { class: 'nothing' }, icon('requests'),
    el('p', {}, say('点一个请求,看每一条规则:期望什么、收到什么。', 'Choose a request to see each rule: what was expected, what came.')),
    el('p', { class: 'soft' }, say('把程序的 baseUrl 指向沙箱,请求就会出现在这里。', 'Point your program’s baseUrl here, and its requests appear.')),
    el('a', { class: 'button', href: '#configuration' }, icon('configuration'), el('span', {}, say('配置', 'Configuration'))));
}

// A window onto the list: as many rows as fit, which stay where they are and change their content. Nothing on the
// page moves when a request comes, and a thousand cost as little as ten. It waits while somebody reads further down.
class List {
  constructor() {
    this.rows = [];
    this.missed = 0;
    this.space = el('div', { class: 'space' });
    this.scroller = el('div', { class: 'scroller', tabindex: '0', role: 'list', 'aria-label': say('请求,新的在上', 'Requests, newest first'), onscroll: () => this.scrolled(), onkeydown: (event) => this.key(event) }, this.space);
    this.news = el('button', { type: 'button', class: 'news', hidden: true, onclick: () => this.top() });
    this.empty = el('div', { class: 'empty' }, say('还没有请求。在手机上点开一家医院,或运行你的程序。', 'No requests yet. Tap a hospital on the phone, or run your program.'));
    this.element = el('div', { class: 'list' }, this.news, this.empty, this.scroller);
    this.shown = requests.list.slice();
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(this.scroller);
  }

  close() {
    this.watcher.disconnect();
  }

  filtered() {
    return this.shown.filter((record) => view.filter === 'all' || (view.filter === 'accepted') === (record.outcome === 'accepted'));
  }

  came(events) {
    if (this.scroller.scrollTop > 0 && events.length > 0) {
      const known = new Set(this.shown.map((record) => record.number));
      this.missed = requests.list.filter((record) => !known.has(record.number)).length;
    } else {
      this.shown = requests.list.slice();
      this.missed = 0;
    }
    this.draw();
  }

  top() {
    this.shown = requests.list.slice();
    this.missed = 0;
    this.scroller.scrollTop = 0;
    this.draw();
  }

  scrolled() {
    if (this.scroller.scrollTop === 0 && this.missed > 0) this.top();
    else this.draw();
  }

  draw() {
    const all = this.filtered();
    const height = this.scroller.clientHeight;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / ROW) - 1);
    const wanted = Math.min(all.length - first, Math.ceil(height / ROW) + 3);
    this.space.style.height = `${all.length * ROW}px`;
    while (this.rows.length < wanted) {
      const row = new Row();
      this.rows.push(row);
      this.space.append(row.element);
    }
    this.rows.forEach((row, i) => row.show(i < wanted ? all[first + i] : null, first + i, all.length));
    this.empty.hidden = all.length > 0;
    this.news.hidden = this.missed === 0;
    this.news.textContent = say(`↑ ${this.missed} 条新请求`, `↑ ${this.missed} new`);
  }

  // Up and down, as in a list.
  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = this.filtered();
    const at = all.findIndex((record) => record.number === view.chosen);
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    if (!next) return;
    location.hash = `#requests/${next.number}`;
    const top = all.indexOf(next) * ROW;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + ROW > this.scroller.scrollTop + this.scroller.clientHeight) this.scroller.scrollTop = top + ROW - this.scroller.clientHeight;
  }
}

class Row {
  constructor() {
    this.number = el('b');
    this.time = el('time');
    this.who = el('span', { class: 'who' });
    this.says = el('span', { class: 'says' });
    this.marks = el('span', { class: 'marks' });
    this.element = el('a', { class: 'request', role: 'listitem' }, this.number, this.who, this.time, this.says, this.marks);
    this.drawn = '';
  }

  show(record, index, count) {
    this.element.hidden = !record;
    if (!record) return;
    const { number, outcome, status, broken, fault, citizen } = record;
    const current = number === view.chosen;
    const drawn = [number, index, count, status, current].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.href = `#requests/${number}`;
    this.element.style.transform = `translateY(${index * ROW}px)`;
    this.element.className = `request ${outcome} ${fault ? 'faulty' : ''} ${current ? 'current' : ''}`;
    if (current) this.element.setAttribute('aria-current', 'true');
    else this.element.removeAttribute('aria-current');
    this.element.setAttribute('aria-setsize', count);
    this.element.setAttribute('aria-posinset', index + 1);
    this.number.textContent = number;
    this.who.textContent = citizen ?? (record.code ? short(record.code) : say('没有 code', 'no code'));
    this.time.textContent = timeOf(record.at);
    this.says.textContent = summary(record);
    this.marks.replaceChildren(strip(record), el('span', { class: 'count' }, broken > 0 ? `✗ ${broken}` : status ?? '…'));
  }
}

function summary(record) {
  const fault = record.fault ? ` · ${record.fault}` : '';
  if (record.outcome === 'accepted') return say('已接受', 'accepted') + fault;
  if (record.outcome === 'disturbed') return say('没有到达网关', 'never reached the gateway') + fault;
  return `${record.problem.answer} · ${told(record.problem)}`;
}

// ---- one request

function one(record) {
  const { number, outcome, broken, verdicts, workbench, request } = record;
  const heading = {
    accepted: say('已接受', 'Accepted'),
    refused: say(`被拒绝:违反 ${broken} 条规则`, broken === 1 ? 'Refused: one rule broken' : `Refused: ${broken} rules broken`),
    disturbed: say('没有到达网关', 'Never reached the gateway'),
  }[outcome];
  return [
    el('div', { class: 'head' },
      el('a', { class: 'button quiet back', href: '#requests', 'aria-label': say('回到列表', 'Back to the list') }, icon('back')),
      el('div', { class: 'what' },
        el('p', { class: 'over' }, say(`请求 ${number}`, `Request ${number}`), ' · ', timeOf(record.at)),
        el('h2', { class: outcome }, icon(outcome === 'accepted' ? 'good' : 'bad'), heading))),
    el('div', { class: 'row actions' },
      button(say('复制为 curl', 'Copy as curl'), () => copy(curl(request), say('已复制', 'Copied')), { symbol: 'copy' }),
      button(say('原样重放', 'Send again'), () => replay(number, false), { symbol: 'refresh' }),
      button(say('重新签名后重放', 'Sign anew and send'), () => replay(number, true), { symbol: 'play' })),
    workbench && bench(workbench),
    verdicts.length > 0 && el('div', { class: 'card rules' },
      el('h3', {}, say('规则', 'Rules')),
      el('ul', {}, [...verdicts].sort((a, b) => (b.state === 'broken') - (a.state === 'broken')).map(rule))),
    el('div', { class: 'card' },
      el('h3', {}, say('应答', 'Answer')),
      el('p', {}, record.status ? `HTTP ${record.status} · ${record.milliseconds.toFixed(1)} ms` : say('没有完整的 HTTP 应答', 'no whole HTTP answer'), record.fault ? ` · ${say('故障', 'fault')} ${record.fault}` : ''),
      record.body && el('pre', { tabindex: '0' }, pretty(record.body))),
    el('div', { class: 'card' },
      el('h3', {}, say('收到的请求', 'As it came')),
      el('pre', { tabindex: '0' }, `${request.method} ${request.target}\n${request.headers.map(([name, value]) => `${name}: ${hidden(name, value)}`).join('\n')}`)),
  ].filter(Boolean);
}

const hidden = (name, value) => (name === 'x-tsp-appsecret' && value.length > 8 ? `${value.slice(0, 4)}••••${value.slice(-2)}` : value);

function rule(verdict) {
  const { state, problem, expected, received, page } = verdict;
  const secret = verdict.rule === 'x-tsp-appsecret';
  const shown = (text) => (secret ? hidden('x-tsp-appsecret', text) : half(text));
  return el('li', { class: `rule ${state}` },
    el('span', { class: 'mark' }, state === 'skipped' ? '–' : icon(state === 'kept' ? 'good' : 'bad')),
    el('div', { class: 'name' }, el('b', {}, told(verdict)), el('code', {}, verdict.rule)),
    problem && el('p', { class: 'problem' }, told(problem)),
    el('dl', {},
      // A rule that is kept needs no second line to say the same.
      (state !== 'kept' || received !== expected) && [el('dt', {}, say('期望', 'expected')), el('dd', { class: 'expects' }, shown(expected))],
      state !== 'skipped' && received && [el('dt', {}, say('收到', 'received')), el('dd', {}, shown(received))]),
    problem && el('a', { class: 'more', href: `#documents/${page}` }, say('文档', 'documents'), icon('more')));
}

// The text that was to be hashed, in its four parts; the two signatures; and the slips that explain the difference.
function bench({ text, expected, received, slips }) {
  const [first, rest] = text.split('{token}');
  const nonce = rest.slice(0, rest.length - first.length);
  const same = (i) => expected[i] === received[i];
  const part = (name, value, kind) => el('span', { class: `part ${kind}` }, el('small', {}, name), el('code', {}, value));
  return el('div', { class: 'card bench' },
    el('h3', {}, say('签名台', 'Signature workbench')),
    slips.length > 0
      ? el('ul', { class: 'slips' }, slips.map((slip) => el('li', { 'data-slip': slip.name }, el('b', {}, told(slip)), el('code', {}, slip.name))))
      : el('p', { class: 'soft' }, say('不是已知的笔误:核对 token、环境和编码。', 'No known slip: check the token, the environment and the encoding.')),
    el('p', { class: 'label' }, say('要哈希的文本(SHA-256,大写十六进制)', 'The text to hash (SHA-256, upper-case hex)')),
    el('div', { class: 'parts' }, part('timestamp', first, 'time'), part('token', '••••••••', 'token'), part('nonce', nonce, 'nonce'), part('timestamp', first, 'time')),
    el('dl', { class: 'signatures' },
      el('dt', {}, say('期望', 'expected')), el('dd', {}, el('code', {}, expected)),
      el('dt', {}, say('收到', 'received')), el('dd', {}, el('code', {}, [...received.slice(0, 200)].map((letter, i) => (same(i) ? letter : el('mark', {}, letter)))))));
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function curl({ method, target, headers }) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const own = ['host', 'content-length', 'accept-encoding', 'connection'];
  const lines = headers.filter(([name]) => !own.includes(name)).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`);
  return [`curl -X ${quoted(method)} ${quoted(location.origin + target)}`, ...lines].join(' \\\n');
}

async function replay(number, fresh) {
  await post(`requests/${number}/replay`, { fresh });
  toast(say('已重放,在列表最上面', 'Sent again: at the top of the list'));
}
