<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>欢迎</title></head>
<body>
<h1>欢迎</h1>
<p>请从粤健通小程序进入本院。</p>
</body>
</html>
