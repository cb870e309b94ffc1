using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Posts a route alert of the caller's member (outcome document, paras 79, 120, 184).</summary>
internal static class PostAlert
{
    public sealed record Request
    {
        public string? Type { get; init; }
        public string? Severity { get; init; }

        /// <summary>From when it holds; now, unless told.</summary>
        public DateTimeOffset? ValidFrom { get; init; }

        public DateTimeOffset? ValidUntil { get; init; }
        public GradingView? Grading { get; init; }
        public Handling? Handling { get; init; }
        public string? Summary { get; init; }
        public IReadOnlyList<Leg>? Route { get; init; }

        /// <summary>GeoJSON Polygon or MultiPolygon, or a bounding box.</summary>
        public JsonElement? Area { get; init; }

        /// <summary>Countries of the area.</summary>
        public IReadOnlyList<string>? Countries { get; init; }

        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>A leg: places by UN/LOCODE.</summary>
    public sealed record Leg
    {
        public int? Sequence { get; init; }
        public string? From { get; init; }
        public string? To { get; init; }
        public string? Mode { get; init; }
        public IReadOnlyList<string>? Via { get; init; }
        public string? BorderPoint { get; init; }
        public string? Means { get; init; }
        public string? Concealment { get; init; }
        public Conveyance? Conveyance { get; init; }
        public DateOnly? DepartedOn { get; init; }
        public DateOnly? ArrivedOn { get; init; }
        public string? Carrier { get; init; }
        public string? CargoCover { get; init; }
        public string? Confidence { get; init; }
    }

    public sealed record Response(Guid Id, string Reference, int Version);

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapPost("/", HandleAsync).WithName("PostAlert").RequireScope(Scopes.AlertsWrite).WithIdempotency<AlertsDb>();

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, AlertsDb db, AlertRules rules, TrustDirectory trust, FeedWriter feed, IOutbox<AlertsDb> outbox, TimeProvider clock,
        CancellationToken ct)
    {
        if (request.Releases is { Count: > 0 } && !caller.Has(Scopes.ReleasesWrite))
            return Problems.Forbidden($"Releasing an alert needs the scope {Scopes.ReleasesWrite}; without releases it can be posted, and only your State sees it.");
        var faults = new Faults();
        var content = await rules.ReadAsync(request, faults, ct);
        var now = clock.GetUtcNow();
        // An alert that tells nothing warns nobody: no hits.
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults, atLeast: ReleaseLevel.Summary);
        if (faults.Any) return faults.ToProblem();

        var alert = RouteAlert.Issue(caller.Member, content, now);
        await db.InTransactionAsync(async () =>
        {
            db.Add(alert);
            db.AddRange(Grants.Of<RouteAlert>(alert.Id, alert.Originator, releases));
            await outbox.PublishAsync(new AlertIssued(alert.Id, alert.Originator, alert.Version), ct);
            await db.SaveChangesAsync(ct);
            await feed.AddAsync(alert, FeedKind.Issued, before: [], ct);
        }, ct);
        return TypedResults.Created($"/v1/alerts/{alert.Id}", new Response(alert.Id, alert.Reference, alert.Version));
    }
}
