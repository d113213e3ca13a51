// What a program needs: the configuration, and the five lines in its language.

import { button, copy, el, icon } from '/elements.js';
import { get } from '/interface.js';
import { say } from '/language.js';

const LANGUAGES = [['c', 'C'], ['cpp', 'C++'], ['java', 'Java'], ['csharp', 'C#'], ['powerbuilder', 'PowerBuilder']];
const view = { language: 'c', plain: false };

export function enter(place) {
  let configurations = [];
  const draw = () => {
    const { file, configuration } = configurations[view.plain ? 1 : 0];
    const text = JSON.stringify(configuration, null, 2);
    const name = file.split(/[\\/]/).pop();
    const lines = el('pre', { tabindex: '0', class: 'lines', id: 'lines' });
    fetch(`/lines/${view.language}.txt`).then((answer) => answer.text()).then((source) => {
      lines.textContent = source.replaceAll('{configuration}', view.language === 'powerbuilder' ? file : file.replaceAll('\\', '\\\\'));
    });
    const tabs = (label, all, chosen, choose) => el('div', { class: 'tabs', role: 'group', 'aria-label': label },
      all.map(([value, shown]) => el('button', { type: 'button', class: 'chip', 'aria-pressed': String(value === chosen), onclick: () => { choose(value); draw(); } }, shown)));
    place.replaceChildren(
      el('div', { class: 'head' }, el('h1', {}, say('配置', 'Configuration')), el('p', { class: 'soft' }, say('两步:把配置交给 yjt_init,再写五行。', 'Two steps: the configuration goes to yjt_init, then five lines.'))),
      el('div', { class: 'two' },
        el('section', { class: 'card' },
          el('h2', {}, say('1 · 配置文件', '1 · The configuration')),
          tabs(say('协议', 'Protocol'), [[false, 'HTTPS'], [true, say('明文 HTTP', 'plain HTTP')]], view.plain, (plain) => { view.plain = plain; }),
          el('pre', { tabindex: '0' }, text),
          el('p', { class: 'path' }, el('code', {}, file)),
          el('div', { class: 'row' },
            el('a', { class: 'button main', href: `/sandbox/configuration/${name}`, download: name }, icon('download'), el('span', {}, say('下载', 'Download'))),
            button(say('复制内容', 'Copy'), () => copy(text, say('已复制', 'Copied')), { symbol: 'copy' }),
            button(say('复制路径', 'Copy the path'), () => copy(file, say('已复制', 'Copied')), { symbol: 'copy' })),
          el('p', { class: 'soft' }, say('值都是沙箱的。上线时换成省项目组分配的,environment 换成 test 或 production。', 'These values are the sandbox’s. For the real gateway take those of the project team, and environment test or production.'))),
        el('section', { class: 'card' },
          el('h2', {}, say('2 · 五行', '2 · Five lines')),
          tabs(say('语言', 'Language'), LANGUAGES, view.language, (language) => { view.language = language; }),
          lines,
          el('div', { class: 'row' }, button(say('复制', 'Copy'), () => copy(lines.textContent, say('已复制', 'Copied')), { symbol: 'copy', label: say('复制代码', 'Copy the lines') })))));
  };
  get('configuration').then((all) => { ({ configurations } = all); draw(); });
}
