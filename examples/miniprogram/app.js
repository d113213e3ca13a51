// 粤健通用 wx.navigateToMiniProgram 打开本小程序,code 在 extraData 里。
// 粤健通 opens this mini-program by wx.navigateToMiniProgram, with the code in extraData.
const login = require('./login.js');

function enter({ referrerInfo }) {
  const { extraData } = referrerInfo || {};
  if (extraData && extraData.code) login.start(extraData);
}

App({
  onLaunch: enter, // 冷启动 | started by it
  onShow: enter, // 已在后台时只有它 | this alone, when it was in the background
});
