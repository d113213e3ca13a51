// 谁登录了。 Who is logged in.
const { ask } = require('./server.js');

const login = {
  code: '',
  patient: null,
  failure: null,
  /* 一次一个:后来的 code 等前一个有了结果,会话才是后来那位患者的。
     One at a time: the session that is left is the last patient's. */
  last: Promise.resolve(),
  /* 页面在这里等变化 | the page waits here for a change */
  changed() {},

  /* extraData 原样交给服务器:里面有 code | goes to the server as it came, with the code in it */
  start(extraData) {
    // onLaunch 之后紧跟着 onShow,回到前台也可能带着旧的 | onShow follows onLaunch, and may bring an old one again
    if (extraData.code === this.code) return;
    this.code = extraData.code;
    this.patient = this.failure = null; // 换了 code 就是换了人 | another code is another person
    const turn = this.last.then(() => ask('POST', '/login', extraData)).then(
      (patient) => { if (turn === this.last) this.patient = patient; },
      (failure) => { if (turn === this.last) this.failure = failure; },
    ).then(() => this.changed());
    this.last = turn;
    this.changed();
  },
};

module.exports = login;
