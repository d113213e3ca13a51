// Chinese first. Every text of the page is a pair, and what the sandbox says comes in pairs too.

const KEPT = 'yjt-language';
let english = localStorage.getItem(KEPT) === 'en';
mark();

export const isEnglish = () => english;

export function say(zh, en) {
  return english ? en : zh;
}

// Of an object that has both.
export function told(pair, prefix = '') {
  return english ? pair[`${prefix}en`] : pair[`${prefix}zh`];
}

// Of a text that holds both: 「中文 | English」.
export function half(text) {
  const halves = text.split(' | ');
  return halves.length === 2 ? halves[english ? 1 : 0] : text;
}

export function switchLanguage() {
  english = !english;
  localStorage.setItem(KEPT, english ? 'en' : 'zh');
  mark();
}

function mark() {
  document.documentElement.lang = english ? 'en' : 'zh-CN';
}
