// Stands in for the part of ASP.NET Core that the README's lines use: its assemblies cannot be had here. It compiles, and does nothing.

using System;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Logging
{
    public interface ILogger { }

    public static class LoggerExtensions
    {
        public static void LogError(this ILogger logger, string message, params object[] args) { }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public interface IServiceCollection { }

    public static class Services
    {
        public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> make) where T : class { return services; }

        public static IServiceCollection AddMemoryCache(this IServiceCollection services) { return services; }

        public static AspNetCore.Authentication.AuthenticationBuilder AddAuthentication(this IServiceCollection services, string scheme) { return null; }

        public static IServiceCollection AddAuthorization(this IServiceCollection services) { return services; }

        public static AspNetCore.Authentication.AuthenticationBuilder AddCookie(
            this AspNetCore.Authentication.AuthenticationBuilder builder, Action<AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> configure) { return builder; }
    }
}

namespace Microsoft.Extensions.Caching.Memory
{
    public interface IMemoryCache
    {
        void Remove(object key);
    }

    public class MemoryCacheEntryOptions
    {
        public TimeSpan? SlidingExpiration { get; set; }
    }

    public static class CacheExtensions
    {
        public static T Get<T>(this IMemoryCache cache, object key) { return default(T); }

        public static T Set<T>(this IMemoryCache cache, object key, T value, MemoryCacheEntryOptions options) { return value; }
    }
}

namespace Microsoft.AspNetCore.Http
{
    public interface IResult { }

    public abstract class HttpRequest { }

    public abstract class HttpContext
    {
        public abstract HttpRequest Request { get; }

        public abstract ClaimsPrincipal User { get; set; }
    }

    public static class Results
    {
        public static IResult Redirect(string url) { return null; }

        public static IResult Content(string content, string contentType) { return null; }
    }
}

namespace Microsoft.AspNetCore.Http.Extensions
{
    public static class UriHelper
    {
        public static string GetEncodedPathAndQuery(this HttpRequest request) { return ""; }
    }
}

namespace Microsoft.AspNetCore.Authentication
{
    public class AuthenticationBuilder { }

    public static class AuthenticationHttpContextExtensions
    {
        public static Task SignInAsync(this HttpContext context, ClaimsPrincipal principal) { return Task.CompletedTask; }

        public static Task SignOutAsync(this HttpContext context) { return Task.CompletedTask; }
    }
}

namespace Microsoft.AspNetCore.Authentication.Cookies
{
    public static class CookieAuthenticationDefaults
    {
        public const string AuthenticationScheme = "Cookies";
    }

    public class CookieAuthenticationOptions
    {
        public string LoginPath { get; set; }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    public sealed class WebApplicationBuilder
    {
        public IServiceCollection Services { get { return null; } }

        public WebApplication Build() { return new WebApplication(); }
    }

    // The real MapGet takes any delegate, which C# 10 makes of a lambda.
    public sealed class WebApplication
    {
        public static WebApplicationBuilder CreateBuilder(string[] args) { return new WebApplicationBuilder(); }

        public ILogger Logger { get { return null; } }

        public WebApplication UseAuthentication() { return this; }

        public WebApplication UseAuthorization() { return this; }

        public RouteHandlerBuilder MapGet(string pattern, Func<HttpContext, Yjt.YjtClient, Extensions.Caching.Memory.IMemoryCache, Task<IResult>> handler) { return null; }

        public RouteHandlerBuilder MapGet(string pattern, Func<HttpContext, Extensions.Caching.Memory.IMemoryCache, IResult> handler) { return null; }

        public RouteHandlerBuilder MapGet(string pattern, Func<IResult> handler) { return null; }

        public void Run() { }
    }

    public sealed class RouteHandlerBuilder
    {
        public RouteHandlerBuilder RequireAuthorization() { return this; }
    }
}
