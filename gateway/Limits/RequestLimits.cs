using System.Globalization;
using System.Net;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Microsoft.Extensions.Options;

namespace Exchange.Gateway.Limits;

/// <summary>The request limits of a host at the network's edge: the gateway, or Standalone.</summary>
public static class RequestLimits
{
    private const string Member = "member";

    /// <summary>Adds limits by member and by address, counted in Redis if the host has one, otherwise in this process.</summary>
    public static IHostApplicationBuilder AddRequestLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitOptions>().BindConfiguration("Limits")
            .Validate(o => IsValid(o.Member) && IsValid(o.Address), "Limits: PerMinute and Burst must be from 1 to 1,000,000.")
            .ValidateOnStart();
        builder.Services.AddSingleton<LocalLimits>();
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 })
            builder.Services.AddSingleton<SharedLimits>();
        return builder;
    }

    /// <summary>Refuses requests over the limit with 429. It runs after authentication and before authorization.</summary>
    public static IApplicationBuilder UseRequestLimits(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<LimitOptions>>().Value;
        var local = app.ApplicationServices.GetRequiredService<LocalLimits>();
        var shared = app.ApplicationServices.GetService<SharedLimits>();
        return app.Use(async (http, next) =>
        {
            // A liveness probe is always answered, whatever else its address sends.
            if (http.Request.Path == "/health/live")
            {
                await next(http);
                return;
            }

            var (policy, caller, limit) = Caller(http, options);
            var verdict = shared is null ? local.Take(caller, limit)
                : policy == Member ? await shared.TakeMemberAsync(caller, limit)
                : await shared.TakeAsync(caller, limit);
            WriteHeaders(http.Response, policy, limit, verdict);
            if (verdict.Allowed)
                await next(http);
            else
                await Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests",
                    $"At most {limit.PerMinute} requests a minute for each {policy}.").ExecuteAsync(http);
        });
    }

    private static (string Policy, string Caller, Limit Limit) Caller(HttpContext http, LimitOptions options) =>
        http.User.FindFirst(ExchangeClaims.Member)?.Value is { } member
            ? (Member, $"member:{member}", options.Member)
            : ("address", $"address:{Network(http.Connection.RemoteIpAddress)}", options.Address);

    // One subscriber has a whole /64 of IPv6 addresses: counted one by one, it would have no limit.
    private static string Network(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    // The header fields of draft-ietf-httpapi-ratelimit-headers. Retry-After is rounded up: it is never too early.
    private static void WriteHeaders(HttpResponse response, string policy, Limit limit, Verdict verdict)
    {
        var wait = (long)Math.Ceiling(verdict.RetryAfter.TotalSeconds);
        var reset = verdict.Allowed ? Math.Max(1, (limit.Burst - verdict.Remaining) * limit.Interval / 1_000_000) : wait;
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";q={limit.Burst};w={limit.Window}");
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";r={verdict.Remaining};t={reset}");
        if (!verdict.Allowed)
            response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsValid(Limit limit) => limit is { PerMinute: >= 1 and <= 1_000_000, Burst: >= 1 and <= 1_000_000 };
}
