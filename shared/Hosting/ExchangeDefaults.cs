using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Exchange.Access;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StackExchange.Redis;

namespace Exchange.Hosting;

/// <summary>What every host of the network has in common: a service alone, the gateway, or all of them in one process.</summary>
public static class ExchangeDefaults
{
    /// <summary>The largest body that is read, in bytes, unless an endpoint says otherwise.</summary>
    public const int MaxBodySize = 1024 * 1024;

    /// <summary>The deepest nesting of JSON that is read.</summary>
    public const int MaxJsonDepth = 32;

    /// <summary>
    /// Authentication by members' tokens, problems, strict JSON, cursors, health, telemetry and limits of size, for a host
    /// named <paramref name="service"/>. Secrets may come as files of <c>/run/secrets</c> (<c>ConnectionStrings__rabbitmq</c>).
    /// </summary>
    public static WebApplicationBuilder AddExchangeDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Configuration.AddKeyPerFile(builder.Configuration["Exchange:SecretsDirectory"] ?? "/run/secrets", optional: true);
        // First, so that whatever the operator sets wins. Requests are not logged: a query can hold what was searched for.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<KestrelServerOptions>(ConfigureKestrel);
        builder.Services.ConfigureHttpJsonOptions(options => ConfigureJson(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.AddRedis();
        builder.AddDataProtection(service);
        builder.Services.AddSingleton<Cursors>();
        builder.Services.TryAddSingleton<IDisclosures, NoDisclosures>();
        builder.Services.AddSingleton<Shown>();
        builder.Services.AddHealthChecks();
        builder.AddTelemetry(service);
        builder.AddTrust(service);
        return builder;
    }

    /// <summary>
    /// The pipeline of every host, up to authorization; endpoints are mapped after it. <paramref name="known"/> comes when the
    /// caller is known, before it is decided what it may do: limits, at the edge.
    /// </summary>
    public static WebApplication UseExchangeDefaults(this WebApplication app, Action<IApplicationBuilder>? known = null)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            var (code, title) = Problems.ForStatus(status);
            return Problems.Of(status, code, title).ExecuteAsync(context.HttpContext);
        });
        app.Use(SecurityHeaders);
        app.UseHeadRequests();
        app.UseRouting();
        app.UseAuthentication();
        known?.Invoke(app);
        app.UseAuthorization();
        app.UseRequestForm();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = WriteHealth,
        }).AllowAnonymous();
        app.MapServiceDocuments();
        return app;
    }

    /// <summary>The address at which the network is reached, without a trailing slash: issuers and links begin with it.</summary>
    public static string PublicUrl(this IConfiguration configuration) =>
        (configuration["Exchange:PublicUrl"] ?? "http://127.0.0.1:8080").TrimEnd('/');

    /// <summary>What arrives is read strictly; what leaves is snake_case enums and readable text.</summary>
    public static void ConfigureJson(JsonSerializerOptions json)
    {
        json.AllowDuplicateProperties = false;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = MaxJsonDepth;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // It warns that cursor keys are not encrypted at rest: they hide positions, and guard nothing else.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // Its errors come as exceptions to whoever asked; alone it also tells those that are expected: no table yet, a number given twice.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "None",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:OpenIddict"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    private static void ConfigureKestrel(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodySize;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return Task.CompletedTask;
        }, http);
        return next(http);
    }

    // Which part does not answer; never why, which can hold addresses.
    private static Task WriteHealth(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString().ToLowerInvariant()),
    });

    private static void AddRedis(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("redis") is not { Length: > 0 } redis) return;
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(redis);
            options.AbortOnConnectFail = false;
            // A process may use the keys and channels of its own prefix alone; these two are for several servers.
            (options.TieBreaker, options.ConfigurationChannel) = ("", "");
            return ConnectionMultiplexer.Connect(options);
        });
        builder.Services.AddHealthChecks().AddCheck<RedisHealth>("redis", tags: ["ready"]);
    }

    private static void AddDataProtection(this WebApplicationBuilder builder, string service)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("exchange");
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 })
        {
            builder.Services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
                .Configure<IConnectionMultiplexer>((options, redis) => options.XmlRepository =
                    new Microsoft.AspNetCore.DataProtection.StackExchangeRedis.RedisXmlRepository(() => redis.GetDatabase(), $"exchange:{service}:data-protection"));
        }
        else
        {
            protection.PersistKeysToFileSystem(new(Path.Combine(DatabaseRegistration.DataDirectory(builder.Configuration), "cursor-keys")));
        }
    }

    private static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        // Without a place to send it to, nothing is gathered: each request would pay for it.
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"exchange-{service}"))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSource("MassTransit", "Npgsql"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("MassTransit", "Npgsql"))
            .UseOtlpExporter();
    }

    private sealed class RedisHealth(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await redis.GetDatabase().PingAsync().WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "The cache does not answer.");
            }
        }
    }
}
