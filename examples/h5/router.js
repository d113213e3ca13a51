// 页面由 # 之后的路由决定。来自服务器的文字一律用 textContent。
// The route behind the # decides the page. Whatever came from the server is set as text.
'use strict';

function show(title, ...lines) {
  const heading = document.createElement('h1');
  heading.textContent = title;
  const paragraphs = lines.map((line) => Object.assign(document.createElement('p'), { textContent: line }));
  const main = document.querySelector('main');
  main.textContent = '';
  main.append(heading, ...paragraphs);
}

const pages = {
  home: (patient) => show(`您好,${patient.name}`),
  card: (patient) => (patient.certificateNo
    ? show('就诊卡', patient.certificateNo)
    : show('就诊卡', '粤健通没有给出您的证件号码:请到人工窗口核对证件后办理。')),
};

function draw() {
  const { patient, failure } = login;
  if (failure) show('登录未完成', failure.message, ...(failure.status ? [`错误编号:${failure.status}`] : []));
  else if (!patient) show('正在登录…');
  else (pages[location.hash.split(/[/?]/)[1]] || pages.home)(patient);
}

async function enter(code) {
  const turn = login.start(code);
  draw();
  await turn;
  draw();
}

// 已打开的页面可能只换 # 之后的部分就再次进入 | a page that is open may be entered again by its hash alone
addEventListener('hashchange', () => {
  const code = takeCode();
  if (code === null) draw();
  else enter(code);
});
enter(firstCode);
