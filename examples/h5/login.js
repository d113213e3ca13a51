// 谁登录了。有 code 就用它登录;没有就问服务器,会话还在不在(刷新、后退)。
// Who is logged in: by the code, or else by the session that is still there (reload, Back).
'use strict';

const login = {
  patient: null,
  failure: null,
  /* 一次一个:后来的 code 等前一个有了结果,会话才是后来那位患者的。
     One at a time: the session that is left is the last patient's. */
  last: Promise.resolve(),

  start(code) {
    this.patient = this.failure = null; // 换了 code 就是换了人 | another code is another person
    const asked = () => (code === null ? ask('GET', '/me') : ask('POST', '/login', { code }));
    const turn = this.last.then(asked).then(
      (patient) => { if (turn === this.last) this.patient = patient; },
      (failure) => { if (turn === this.last) this.failure = failure; },
    );
    this.last = turn;
    return turn;
  },
};
