using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Releases;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Posts an alert of the caller's State or organization about a trafficking route (outcome document, paras 79, 120, 184).</summary>
internal static class PostAlert
{
    internal sealed record Request
    {
        /// <summary>
        /// The alert's type, a code of <c>alert_type</c>: trafficking_route, imminent_threat, modus_operandi or conveyance_of_interest.
        /// Required.
        /// </summary>
        public string? Type { get; init; }

        /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>. Required.</summary>
        public string? Severity { get; init; }

        /// <summary>When the alert begins to hold; now by default.</summary>
        public DateTimeOffset? ValidFrom { get; init; }

        /// <summary>When the alert ends: in the future, at most 366 days after <c>validFrom</c>. Required.</summary>
        public DateTimeOffset? ValidUntil { get; init; }

        /// <summary>Admiralty grading of source and information. Required.</summary>
        public GradingView? Grading { get; init; }

        /// <summary>Handling marks; at least one purpose is required.</summary>
        public Handling? Handling { get; init; }

        /// <summary>The warning in words, at most 2000 characters. Required.</summary>
        public string? Summary { get; init; }

        /// <summary>At most 50 legs; required unless there is an area.</summary>
        public IReadOnlyList<AlertLeg>? Route { get; init; }

        /// <summary>A GeoJSON Polygon or MultiPolygon, or a bounding box <c>[west, south, east, north]</c> in degrees.</summary>
        public JsonElement? Area { get; init; }

        /// <summary>ISO 3166-1 alpha-3 codes of the area's countries.</summary>
        public IReadOnlyList<string>? Countries { get; init; }

        /// <summary>
        /// Who may see the alert beside the caller's own State, at level <c>summary</c> or <c>full</c>. Needs the scope
        /// <c>releases:write</c>.
        /// </summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    internal sealed record Response(Guid Id, string Reference, int Version);

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapPost("/", HandleAsync).WithName("PostAlert").WithSummary("Posts a route alert").RequireScope(Scopes.AlertsWrite).WithIdempotency<AlertsDb>();

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, AlertsDb db, AlertRules rules, TrustDirectory trust, FeedWriter feed, IOutbox<AlertsDb> outbox, TimeProvider clock,
        CancellationToken ct)
    {
        if (request.Releases is { Count: > 0 } && !caller.Has(Scopes.ReleasesWrite))
            return Problems.Forbidden($"Releases need the scope {Scopes.ReleasesWrite}. Without releases, you can post the alert and only your State sees it.");
        var faults = new Faults();
        var content = await rules.ReadAsync(request, faults, ct);
        var now = clock.GetUtcNow();
        // At level hit, an alert would have no content and warn nobody.
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
