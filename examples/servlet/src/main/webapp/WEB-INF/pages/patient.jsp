<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<c:set var="user" value="${sessionScope.user}"/>
<%-- A code that the dictionary lacks is shown as it came. --%>
<c:set var="certificateType" value="${empty user.certificateType.label ? user.certificateTypeCode : user.certificateType.label}"/>
<c:set var="nation" value="${empty user.nation.label ? user.nationCode : user.nation.label}"/>
<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>您好,<c:out value="${user.name}"/></title></head>
<body>
<h1>您好,<c:out value="${user.name}"/></h1>
<%-- Without a certificate only a 粤健通 account is known: no medical record is opened by it. --%>
<c:if test="${empty user.certificateNo}"><p>粤健通没有给出您的证件号码:就诊档案请到人工窗口核对证件后办理。</p></c:if>
<dl>
  <c:if test="${not empty certificateType}"><dt>证件类型</dt><dd><c:out value="${certificateType}"/></dd></c:if>
  <c:if test="${not empty certificateNo}"><dt>证件号码</dt><dd><c:out value="${certificateNo}"/></dd></c:if>
  <c:if test="${not empty phone}"><dt>手机号码</dt><dd><c:out value="${phone}"/></dd></c:if>
  <c:if test="${not empty user.gender.label}"><dt>性别</dt><dd><c:out value="${user.gender.label}"/></dd></c:if>
  <c:if test="${not empty nation}"><dt>民族</dt><dd><c:out value="${nation}"/></dd></c:if>
</dl>
<form method="post" action="<c:url value="/logout"/>"><button>退出</button></form>
</body>
</html>
