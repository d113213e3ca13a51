// 医院的服务器。上线时是 https,并在小程序后台登记为 request 合法域名。
// The hospital's server: https when it goes live, and registered as a request domain of the mini-program.
module.exports = { server: 'http://localhost:8082' };
