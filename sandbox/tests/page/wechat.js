// WeChat, as far as a mini-program without pictures needs it. `modules` holds the mini-program's files as functions.
window.wechat = { sent: [], app: null, page: null };

const App = (app) => { wechat.app = app; };
const Page = (page) => {
  page.setData = (data) => { Object.assign(page.data, data); };
  wechat.page = page;
};
const wx = { request: (request) => { wechat.sent.push(request); } };

const loaded = {};
function load(path) {
  if (!(path in modules)) throw new Error(`there is no ${path}`);
  if (!(path in loaded)) {
    const module = { exports: {} };
    loaded[path] = module;
    const require = (name) => load(new URL(name, `file:///${path}`).pathname.slice(1));
    modules[path](require, module, module.exports, wx, App, Page);
  }
  return loaded[path].exports;
}

// As WeChat does: the app, then what it was entered by, then its first page.
window.launch = (options) => {
  load('app.js');
  wechat.app.onLaunch(options);
  wechat.app.onShow(options);
  load('pages/home/home.js');
  wechat.page.onLoad({});
};
