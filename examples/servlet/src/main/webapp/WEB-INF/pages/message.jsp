<%@ page contentType="text/html;charset=UTF-8" session="false" isErrorPage="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%-- The number, of the library or of HTTP, lets the counter tell the engineer what to look for in the log. --%>
<c:set var="status" value="${pageContext.response.status}"/>
<c:choose>
  <c:when test="${empty number and status == 403}"><c:set var="title" value="请重新进入"/></c:when>
  <c:when test="${empty number and status < 500}"><c:set var="title" value="没有这个页面"/></c:when>
  <c:otherwise><c:set var="title" value="登录未完成"/></c:otherwise>
</c:choose>
<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title><c:out value="${title}"/></title></head>
<body>
<h1><c:out value="${title}"/></h1>
<c:choose>
  <c:when test="${status >= 500}">
    <p>暂时无法登录。请稍后从粤健通重新进入,或到人工窗口办理。</p>
    <p>错误编号:<c:out value="${empty number ? status : number}"/></p>
  </c:when>
  <c:when test="${not empty number}">
    <p>链接无效、已过期或已用过。请返回粤健通,重新进入本院。</p>
    <p>错误编号:<c:out value="${number}"/></p>
  </c:when>
  <c:when test="${status == 403}"><p>您尚未登录,或已太久没有操作。请返回粤健通,重新进入本院。</p></c:when>
  <c:otherwise><p>请从粤健通小程序进入本院。</p></c:otherwise>
</c:choose>
</body>
</html>
