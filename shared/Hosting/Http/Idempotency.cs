using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Access;
using Exchange.Hosting.OpenApi;
using Exchange.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.Http;

/// <summary>An answer that was given to a request with an <c>Idempotency-Key</c>.</summary>
public sealed class IdempotencyKey
{
    /// <summary>Hash of member, subject, method, path and key: one caller cannot meet another's.</summary>
    public required string Id { get; init; }

    public required string BodyHash { get; init; }
    public required int Status { get; set; }

    /// <summary>The headers that belong to the answer (<c>Location</c>, <c>ETag</c>), as JSON.</summary>
    public required string Headers { get; set; }

    public required byte[] Body { get; set; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// A request repeated with the same <c>Idempotency-Key</c> within 24 hours gets the first answer again and changes
/// nothing; with another body it gets 422. Key, answer and change commit together, so that a crash leaves all or nothing.
/// </summary>
public static class Idempotency
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly string[] KeptHeaders = ["Location", "ETag", "Content-Type", "Link"];

    internal static void AddIdempotency(this ModelBuilder model) => model.Entity<IdempotencyKey>(key =>
    {
        key.ToTable("idempotency_keys");
        key.HasKey(k => k.Id);
        key.Property(k => k.Id).HasMaxLength(64);
        key.HasIndex(k => k.ExpiresAt);
    });

    /// <summary>Honours <c>Idempotency-Key</c> on an endpoint that changes <typeparamref name="TDb"/>.</summary>
    public static RouteHandlerBuilder WithIdempotency<TDb>(this RouteHandlerBuilder endpoint) where TDb : DbContext => endpoint
        .ReadsHeader(Header, "A value of your own choice, unique for this request. Repeated with it within 24 hours, the request gets the first answer again and changes nothing.")
        .Refuses(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "this `Idempotency-Key` was used with another body")
        .AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (!http.Request.Headers.TryGetValue(Header, out var values)) return await next(context);
            if (values is not [{ Length: > 0 and <= MaxLength } key]) return Problems.Malformed($"{Header} has to be one value of 1 to {MaxLength} characters.");

            var db = http.RequestServices.GetRequiredService<TDb>();
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            var caller = http.RequestServices.GetRequiredService<Principal>();
            var id = Hash($"{caller.Member}\n{caller.Subject}\n{http.Request.Method}\n{http.Request.Path}\n{key}");
            var bodyHash = await BodyHashAsync(http.Request);

            await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
            // A concurrent request with the same key waits here until the first has committed.
            if (await ClaimAsync(db, id, bodyHash, now, http.RequestAborted) is { } earlier)
            {
                return earlier.BodyHash == bodyHash
                    ? new Replay(earlier)
                    : Problems.Rule("idempotency-key-reused", "This Idempotency-Key was used with another body.");
            }
            var answer = await CaptureAsync(http, await next(context));
            // Only what was done is kept: a refused request may be mended and sent again with its key.
            if (answer.Status is < 200 or >= 300) return new Written(answer);
            await db.Set<IdempotencyKey>().Where(k => k.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(k => k.Status, answer.Status)
                .SetProperty(k => k.Headers, answer.Headers)
                .SetProperty(k => k.Body, answer.Body), http.RequestAborted);
            await transaction.CommitAsync(CancellationToken.None);
            return new Written(answer);
        });

    /// <summary>Takes the key for this request and returns null, or returns the answer that the key had before.</summary>
    private static async Task<IdempotencyKey?> ClaimAsync(DbContext db, string id, string bodyHash, DateTimeOffset now, CancellationToken ct)
    {
        var keys = db.Set<IdempotencyKey>();
        await keys.Where(k => k.Id == id && k.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        var claimed = new IdempotencyKey { Id = id, BodyHash = bodyHash, Status = 0, Headers = "", Body = [], ExpiresAt = now + Kept };
        return await db.TryInsertAsync(claimed, ct) ? null : await keys.AsNoTracking().SingleAsync(k => k.Id == id, ct);
    }

    private static async Task<Answer> CaptureAsync(HttpContext http, object? result)
    {
        var (body, wire) = (new MemoryStream(), http.Response.Body);
        http.Response.Body = body;
        try
        {
            await (result switch
            {
                IResult endpoint => endpoint.ExecuteAsync(http),
                null => Task.CompletedTask,
                _ => http.Response.WriteAsJsonAsync(result),
            });
        }
        finally
        {
            http.Response.Body = wire;
        }
        var headers = KeptHeaders.Where(h => http.Response.Headers.ContainsKey(h)).ToDictionary(h => h, h => http.Response.Headers[h].ToString());
        return new Answer(http.Response.StatusCode, JsonSerializer.Serialize(headers), body.ToArray());
    }

    private static async Task<string> BodyHashAsync(HttpRequest request)
    {
        // The pipeline has read a JSON body whole (RequestForm).
        if (request.Body.CanSeek) request.Body.Position = 0;
        return Convert.ToHexString(await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted));
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Answer(int Status, string Headers, byte[] Body);

    /// <summary>Status and headers are set already; the body was held back until the commit.</summary>
    private sealed class Written(Answer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.Response.Body.WriteAsync(answer.Body).AsTask();
    }

    private sealed class Replay(IdempotencyKey earlier) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = earlier.Status;
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(earlier.Headers)!)
                httpContext.Response.Headers[name] = value;
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            return httpContext.Response.Body.WriteAsync(earlier.Body).AsTask();
        }
    }
}

/// <summary>Deletes answers whose 24 hours are over, a bounded batch at a time.</summary>
internal sealed class IdempotencyPruner<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencyPruner<TDb>> log)
    : PeriodicWork($"Pruning the idempotency keys of {typeof(TDb).Name}", TimeSpan.FromMinutes(10), atOnce: false, scopes, clock, log) where TDb : DbContext
{
    private const int Batch = 1000;

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var keys = services.GetRequiredService<TDb>().Set<IdempotencyKey>();
        var now = Clock.GetUtcNow();
        int removed;
        do
        {
            var expired = keys.Where(k => k.ExpiresAt <= now).OrderBy(k => k.ExpiresAt).Select(k => k.Id).Take(Batch);
            removed = await keys.Where(k => expired.Contains(k.Id)).ExecuteDeleteAsync(ct);
        }
        while (removed == Batch);
        return false;
    }
}
