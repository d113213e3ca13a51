// 医院自己的服务器。会话在 HttpOnly 的 cookie 里,脚本看不到。
// The hospital's own server. The session is an HttpOnly cookie, which no script sees.
'use strict';

const UNREACHABLE = '网络不通,暂时无法登录。请稍后从粤健通重新进入。';

/* 患者 { name, certificateNo },或 Error,其 message 是说给患者的话。
   The patient, or an Error whose message is for the patient. */
async function ask(method, path, body) {
  let answer;
  let told;
  try {
    answer = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    told = await answer.json();
  } catch (e) {
    throw new Error(UNREACHABLE);
  }
  if (answer.ok) return told;
  throw Object.assign(new Error(told.message), { status: told.status });
}
