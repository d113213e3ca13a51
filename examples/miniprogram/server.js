// 医院自己的服务器。wx.request 不保存 cookie,所以会话由这里记住,只在内存里。
// The hospital's own server. wx.request keeps no cookies: the session is kept here, in memory only.
const { server } = require('./config.js');

const UNREACHABLE = { status: 0, message: '网络不通,暂时无法登录。请稍后从粤健通重新进入。' };
let session = '';

/* 患者 { name, certificateNo };失败时是 { status, message },message 是说给患者的话。
   The patient; a failure has a message for the patient. */
function ask(method, path, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: server + path,
      method,
      data,
      header: { 'Content-Type': 'application/json', Cookie: session },
      success(answer) {
        const [cookie] = answer.cookies || [];
        if (cookie) [session] = cookie.split(';');
        if (answer.statusCode === 200) resolve(answer.data);
        else reject(answer.data && answer.data.message ? answer.data : UNREACHABLE);
      },
      fail() {
        reject(UNREACHABLE);
      },
    });
  });
}

module.exports = { ask };
