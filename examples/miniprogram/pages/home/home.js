const login = require('../../login.js');
const { ask } = require('../../server.js');

Page({
  data: { title: '', message: '', loggedIn: false },

  onLoad() {
    login.changed = () => this.draw();
    this.draw();
  },

  draw() {
    const { code, patient, failure } = login;
    const number = failure && failure.status ? `错误编号:${failure.status}` : '';
    if (patient) this.setData({ title: `您好,${patient.name}`, message: '', loggedIn: true });
    else if (failure) this.setData({ title: '登录未完成', message: failure.message + number, loggedIn: false });
    else if (code) this.setData({ title: '正在登录…', message: '', loggedIn: false });
    else this.setData({ title: '欢迎', message: '请从粤健通小程序进入本院。', loggedIn: false });
  },

  // 登录之后的请求都带着会话 | every later request brings the session
  showCard() {
    const { patient } = login;
    // 等待时可能换了人 | meanwhile it may be another person
    const show = (message) => { if (patient === login.patient) this.setData({ message }); };
    ask('GET', '/me').then(
      ({ certificateNo }) => show(certificateNo || '粤健通没有给出您的证件号码:请到人工窗口核对证件后办理。'),
      (failure) => show(failure.message),
    );
  },
});
