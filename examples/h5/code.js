// 从地址里取出 code,并立即把它从地址里去掉:不留在历史记录里,不随分享、统计和 Referer 出去。
// Takes the code out of the address: it stays in no history, and leaves with no share, statistics or referrer.
'use strict';

/* 小程序可能把 code 加在 # 之前或之后;路由有时两边各写一遍,那是同一个 code。没有 code 时返回 null。
   The code may stand on either side of the #, and a router may repeat it there: that is one code. Null when there is none. */
function takeCode() {
  const codes = new Set();
  const clean = (location.search + location.hash)
    .replace(/([?#&])code=([^?#&]*)/g, (_, mark, code) => {
      codes.add(code);
      return mark === '&' ? '' : mark;
    })
    .replace(/([?#])&/g, '$1')
    .replace(/\?(?=#|$)/g, '');
  if (codes.size === 0) return null;
  history.replaceState(history.state, '', location.pathname + clean);
  // 几个不同的 code,不知道是谁:空的会被服务器拒绝 | with several nobody knows whose: the server refuses an empty one
  return codes.size === 1 ? [...codes][0] : '';
}

const firstCode = takeCode();
