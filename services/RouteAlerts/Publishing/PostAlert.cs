using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
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
    /// <summary>The most legs of a route.</summary>
    internal const int MostLegs = 50;

    private const int MaxText = 2000;

    /// <summary>More than there are countries in ISO 3166-1.</summary>
    private const int MostCountries = 250;

    /// <summary>The last paragraph of the 2024 outcome document.</summary>
    private const int LastParagraph = 228;

    /// <summary>The alert, and to whom it is released.</summary>
    public sealed record Request
    {
        /// <summary>What the alert is about.</summary>
        [RequiredField][Code("alert_type")] public string? Type { get; init; }

        /// <summary>How grave the alert is.</summary>
        [RequiredField][Code("severity")] public string? Severity { get; init; }

        /// <summary>When the alert begins to hold; now by default.</summary>
        public DateTimeOffset? ValidFrom { get; init; }

        /// <summary>When the alert ends: in the future, at most 366 days after <c>validFrom</c>.</summary>
        [RequiredField] public DateTimeOffset? ValidUntil { get; init; }

        /// <summary>Admiralty grading of source and information.</summary>
        [RequiredField] public Grading? Grading { get; init; }

        /// <summary>How readers are asked to handle the alert.</summary>
        [RequiredField] public HandlingMarks? Handling { get; init; }

        /// <summary>The warning in words. It may have several lines.</summary>
        [RequiredField][Text(MaxText, Lines = true)] public string? Summary { get; init; }

        /// <summary>The legs; required unless there is an area.</summary>
        [Most(MostLegs)] public IReadOnlyList<AlertLeg>? Route { get; init; }

        /// <summary>A GeoJSON Polygon or MultiPolygon, or a bounding box <c>[west, south, east, north]</c> in degrees.</summary>
        public JsonElement? Area { get; init; }

        /// <summary>The countries of the area.</summary>
        [Most(MostCountries)][Country] public IReadOnlyList<string>? Countries { get; init; }

        /// <summary>
        /// Who may see the alert beside the caller's own State, at level <c>summary</c> or <c>full</c>. Needs the scope
        /// <c>releases:write</c>.
        /// </summary>
        public IReadOnlyList<ReleaseInput>? Releases { get; init; }
    }

    /// <summary>Admiralty grading.</summary>
    public sealed record Grading
    {
        /// <summary>The reliability of the source, A to F.</summary>
        [RequiredField][Code("source_reliability")] public string? Source { get; init; }

        /// <summary>The credibility of the information, 1 to 6.</summary>
        [RequiredField][Code("information_credibility")] public string? Information { get; init; }
    }

    /// <summary>How readers are asked to handle an alert.</summary>
    public sealed record HandlingMarks
    {
        /// <summary>The label of the Traffic Light Protocol 2.0; <c>amber</c> by default.</summary>
        [Code("tlp")] public string? Tlp { get; init; }

        /// <summary>What the alert may be used for: at least one purpose.</summary>
        [RequiredField][Code("purpose")] public IReadOnlyList<string>? Purposes { get; init; }

        /// <summary>Paragraphs of the 2024 outcome document that the alert is shared under.</summary>
        [Most(LastParagraph)][Between(1, LastParagraph)] public IReadOnlyList<int>? Paragraphs { get; init; }

        internal Handling Read()
        {
            var handling = new Handling { Purposes = Purposes ?? [], Paragraphs = Paragraphs ?? [] };
            return Tlp is { } tlp ? handling with { Tlp = tlp } : handling;
        }
    }

    /// <summary>The alert as it was stored.</summary>
    public sealed record Response
    {
        /// <summary>The id of the alert.</summary>
        public required Guid Id { get; init; }

        /// <summary>What people call the alert.</summary>
        [Reference] public required string Reference { get; init; }

        /// <summary>1; it grows by one with each change.</summary>
        public required int Version { get; init; }
    }

    public static void Map(IEndpointRouteBuilder alerts) => alerts.MapPost("/", HandleAsync)
        .WithName("PostAlert").WithSummary("Posts a route alert").RequireScope(Scopes.AlertsWrite).WithIdempotency<AlertsDb>().WithExample("alert");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, AlertsDb db, AlertRules rules, TrustDirectory trust, FeedWriter feed, IOutbox<AlertsDb> outbox,
        ReferenceNumbers numbers, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        // Without releases, the alert can be posted, and only the caller's State sees it.
        if (request.Releases is { Count: > 0 } && !caller.Has(Scopes.ReleasesWrite)) return Problems.InsufficientScope(http, Scopes.ReleasesWrite);
        var faults = new Faults();
        var content = await rules.ReadAsync(request, faults, ct);
        var now = clock.StoredNow();
        // At level hit, an alert would have no content and warn nobody.
        var releases = ReleaseRules.Check(request.Releases, trust, now, faults, atLeast: ReleaseLevel.Summary);
        if (faults.Any) return faults.ToProblem();

        RouteAlert posted = null!;
        await db.InTransactionAsync(async () =>
        {
            posted = await numbers.DrawAsync(db, caller.Member, now, AlertsDb.ReferenceIndex, async reference =>
            {
                var alert = RouteAlert.Issue(caller.Member, reference, content, now);
                db.Add(alert);
                db.AddRange(Grants.Of<RouteAlert>(alert.Id, alert.Originator, releases));
                await outbox.PublishAsync(new AlertIssued(alert.Id, alert.Originator, alert.Version), ct);
                await db.SaveChangesAsync(ct);
                return alert;
            }, ct);
            await feed.AddAsync(posted, FeedKind.Issued, before: [], ct);
        }, ct);
        return TypedResults.Created($"/v1/alerts/{posted.Id}", new Response { Id = posted.Id, Reference = posted.Reference, Version = posted.Version });
    }
}
