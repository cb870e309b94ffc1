using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Hosting;

/// <summary>The operator's view of messages that a service's consumers could not take: which, why, and once more. Never what is in them.</summary>
public static class ParkedMessageEndpoints
{
    /// <summary>A parked message, without its body.</summary>
    public sealed record Item(Guid Id, Guid MessageId, string MessageType, string Consumer, string Error, DateTimeOffset ParkedAt);

    /// <summary>
    /// Maps <c>GET /v1/operations/{service}/parked</c> and <c>POST /v1/operations/{service}/parked/{id}/resend</c> (202, or
    /// 404), with the scope <c>network:operate</c>.
    /// </summary>
    public static void MapParkedMessages<TDb>(this IEndpointRouteBuilder endpoints, string service) where TDb : DbContext
    {
        var parked = endpoints.MapGroup($"/v1/operations/{service}/parked").RequireScope(Scopes.NetworkOperate);
        parked.MapGet("/", ListAsync<TDb>).WithName($"ListParkedMessages-{service}");
        parked.MapPost("/{id:guid}/resend", ResendAsync<TDb>).WithName($"ResendParkedMessage-{service}");
    }

    private static async Task<Results<JsonBytes, ProblemHttpResult>> ListAsync<TDb>(
        int? limit, string? cursor, HttpContext http, ParkedMessages<TDb> parked, Cursors cursors, CancellationToken ct) where TDb : DbContext
    {
        var filter = http.Request.Path.Value!;
        var faults = new Faults();
        var size = Pages.Limit(limit, faults);
        Guid? before = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, filter, out before)) faults.Add("cursor", "is not one of this list");
        if (faults.Any) return faults.ToProblem();

        // The newest first: what is parked meanwhile does not shift the pages.
        var items = await parked.All
            .Where(p => before == null || p.Id < before)
            .OrderByDescending(p => p.Id)
            .Take(size + 1)
            .Select(p => new Item(p.Id, p.MessageId, p.MessageType, p.Consumer, p.Error, p.ParkedAt))
            .ToListAsync(ct);
        var page = items.Take(size).ToList();
        var next = items.Count > size ? cursors.Protect<Guid?>(page[^1].Id, filter) : null;
        return Pages.Of(http, page.Select(item => JsonSerializer.SerializeToUtf8Bytes(item, JsonSerializerOptions.Web)), next);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ResendAsync<TDb>(Guid id, ParkedMessages<TDb> parked, CancellationToken ct)
        where TDb : DbContext =>
        await parked.ResendAsync(id, ct) ? TypedResults.Accepted((string?)null) : Problems.NotFound();
}
