// The sandbox's interface, the same that tests and curl use, and what it tells by itself.

import { toast } from '/elements.js';

async function call(path, options) {
  const answer = await fetch(`/sandbox/${path}`, options);
  const value = await answer.json();
  if (!answer.ok) {
    toast(value.error, 'bad');
    throw new Error(value.error);
  }
  return value;
}

export const get = (path) => call(path);

export const post = (path, body = {}) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const listeners = new Map();

// Calls back on each event of a kind, until the returned function is called.
export function on(kind, listener) {
  const all = listeners.get(kind) ?? listeners.set(kind, new Set()).get(kind);
  all.add(listener);
  return () => all.delete(listener);
}

function tell(kind, data) {
  for (const listener of listeners.get(kind) ?? []) listener(data);
}

const MOST = 1000;

// The last requests, newest first; by number, because an answer comes after its request.
export const requests = { list: [], byNumber: new Map(), live: false };

// Many events in one frame are one change of the page.
let waiting = [];
// What came since the list was asked for: it may not be in it.
let since = null;
function later(event) {
  since?.push(event);
  waiting.push(event);
  if (waiting.length === 1) requestAnimationFrame(apply);
}

function apply() {
  const events = waiting;
  waiting = [];
  for (const record of events) {
    const known = requests.byNumber.get(record.number);
    if (known) Object.assign(known, record);
    else {
      requests.list.unshift(record);
      requests.byNumber.set(record.number, record);
    }
  }
  for (const old of requests.list.splice(MOST)) requests.byNumber.delete(old.number);
  tell('requests', events);
}

async function reload() {
  const meanwhile = [];
  since = meanwhile;
  const { requests: list } = await get('requests');
  // Asked for again.
  if (since !== meanwhile) return;
  since = null;
  requests.list = list;
  requests.byNumber = new Map(list.map((record) => [record.number, record]));
  waiting = meanwhile;
  apply();
}

export function watch() {
  const source = new EventSource('/sandbox/events');
  const live = (now) => {
    requests.live = now;
    tell('live', now);
  };
  source.onopen = () => {
    live(true);
    reload();
    for (const kind of ['codes', 'acceptance', 'control']) tell(kind, {});
  };
  source.onerror = () => live(false);
  source.addEventListener('request', (event) => later(JSON.parse(event.data)));
  source.addEventListener('answer', (event) => later(JSON.parse(event.data)));
  for (const kind of ['codes', 'acceptance', 'control']) {
    source.addEventListener(kind, () => tell(kind, {}));
  }
}

// At most every 150 ms, and once more at the end.
export function calmly(work) {
  let timer = null;
  let again = false;
  return function calm() {
    if (timer) {
      again = true;
      return;
    }
    work();
    timer = setTimeout(() => {
      timer = null;
      if (again) {
        again = false;
        calm();
      }
    }, 150);
  };
}
