using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Places;
using Exchange.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Consumers;

/// <summary>
/// Keeps one alert for each case with a route. The alert is amended, narrowed and withdrawn with the case, and never released wider.
/// The inbox drops duplicates, the case's version drops events that arrive out of order, and a unique index allows one alert per case.
/// </summary>
internal sealed class RaiseAlertFromCase(
    AlertsDb db, FeedWriter feed, PlaceBook places, IOutbox<AlertsDb> outbox, ReferenceNumbers numbers, TimeProvider clock)
    : IConsumer<CaseReported>, IConsumer<CaseAmended>, IConsumer<CaseWithdrawn>
{
    /// <summary>How long the alert of a case is valid after the report.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromDays(180);

    /// <summary>Statuses in which the originator no longer stands by the case.</summary>
    private static readonly string[] Invalid = ["erroneous", "withdrawn"];

    public Task Consume(ConsumeContext<CaseReported> context) => FollowAsync(context.Message.Case, context.CancellationToken);

    public Task Consume(ConsumeContext<CaseAmended> context) => FollowAsync(context.Message.Case, context.CancellationToken);

    public async Task Consume(ConsumeContext<CaseWithdrawn> context)
    {
        var (message, ct) = (context.Message, context.CancellationToken);
        var progress = await ProgressAsync(message.Id, message.Version, ct);
        if (progress == CaseProgress.None) return;
        if (await FindAsync(message.Id, ct) is { } alert) await WithdrawAsync(alert, await GrantsAsync(alert, ct), ct);
        else await db.SaveChangesAsync(ct);
    }

    internal async Task FollowAsync(CaseFacts facts, CancellationToken ct)
    {
        var progress = await ProgressAsync(facts.Id, facts.Version, ct);
        if (progress == CaseProgress.None) return;
        await places.RememberAsync(facts.Route.SelectMany(leg => new[] { leg.From, leg.To }), ct);
        // A release at level hit discloses only that a case exists; an alert would disclose its route.
        var releases = facts.Releases.Where(r => r.Level >= ReleaseLevel.Summary).ToList();
        var stands = facts.Route.Count > 0 && !Invalid.Contains(facts.Status);
        var alert = progress == CaseProgress.NewCase ? null : await FindAsync(facts.Id, ct);
        if (alert is not null) await AmendAsync(alert, facts, stands, releases, ct);
        // A case that is published again may be so old that its alert would have expired: none is raised.
        else if (stands && ValidUntil(facts) > clock.GetUtcNow()) await RaiseAsync(facts, releases, ct);
        else await db.SaveChangesAsync(ct);
    }

    private async Task RaiseAsync(CaseFacts facts, IReadOnlyList<Release> releases, CancellationToken ct)
    {
        var now = clock.StoredNow();
        // If another alert has the reference, the save fails, and the retry of the message draws another one.
        var alert = RouteAlert.Issue(facts.Originator, References.New(facts.Originator, now, numbers.Next()), ContentOf(facts), now, facts);
        db.Add(alert);
        db.AddRange(Grants.Of<RouteAlert>(alert.Id, alert.Originator, releases));
        await outbox.PublishAsync(new AlertIssued(alert.Id, alert.Originator, alert.Version), ct);
        await db.SaveChangesAsync(ct);
        await feed.AddAsync(alert, FeedKind.Issued, before: [], ct);
    }

    private async Task AmendAsync(RouteAlert alert, CaseFacts facts, bool stands, IReadOnlyList<Release> releases, CancellationToken ct)
    {
        var before = await GrantsAsync(alert, ct);
        await db.SetGrantsAsync<RouteAlert>(alert.Id, alert.Originator, releases, ct);
        if (!stands && alert.Status == AlertStatus.Active)
        {
            await WithdrawAsync(alert, before, ct);
            return;
        }
        if (stands && ContentOf(facts) is var content && !alert.HasContent(content)) alert.Amend(content, clock.StoredNow());
        // If the alert did not change with the case, nothing is published.
        var changed = db.Entry(alert).State != EntityState.Unchanged ||
            db.ChangeTracker.Entries<Grant<RouteAlert>>().Any(g => g.State != EntityState.Unchanged);
        if (changed && alert.Status == AlertStatus.Active) await outbox.PublishAsync(new AlertIssued(alert.Id, alert.Originator, alert.Version), ct);
        await db.SaveChangesAsync(ct);
        if (changed) await feed.AddAsync(alert, alert.Status == AlertStatus.Active ? FeedKind.Updated : FeedKind.Withdrawn, before, ct);
    }

    private async Task WithdrawAsync(RouteAlert alert, IReadOnlyList<Grant<RouteAlert>> before, CancellationToken ct)
    {
        if (alert.Status == AlertStatus.Withdrawn)
        {
            await db.SaveChangesAsync(ct);
            return;
        }
        alert.Withdraw(reason: null, clock.StoredNow());
        await outbox.PublishAsync(new AlertWithdrawn(alert.Id, alert.Originator), ct);
        await db.SaveChangesAsync(ct);
        await feed.AddAsync(alert, FeedKind.Withdrawn, before, ct);
    }

    private async Task<CaseProgress> ProgressAsync(Guid caseId, int version, CancellationToken ct)
    {
        var followed = await db.FollowedCases.FindAsync([caseId], ct);
        if (followed is null)
        {
            db.Add(new FollowedCase { CaseId = caseId, Version = version });
            return CaseProgress.NewCase;
        }
        if (followed.Version >= version) return CaseProgress.None;
        followed.Version = version;
        return CaseProgress.NewVersion;
    }

    private enum CaseProgress
    {
        None,

        /// <summary>The case was not received before, so it has no alert.</summary>
        NewCase,
        NewVersion,
    }

    private Task<RouteAlert?> FindAsync(Guid caseId, CancellationToken ct) => db.Alerts.SingleOrDefaultAsync(a => a.CaseId == caseId, ct);

    private Task<List<Grant<RouteAlert>>> GrantsAsync(RouteAlert alert, CancellationToken ct) =>
        db.Set<Grant<RouteAlert>>().AsNoTracking().Where(g => g.RecordId == alert.Id).ToListAsync(ct);

    private static DateTimeOffset ValidUntil(CaseFacts facts) => facts.ReportedAt + Validity;

    private static AlertContent ContentOf(CaseFacts facts)
    {
        var legs = facts.Route.OrderBy(leg => leg.Sequence).ToList();
        var stops = legs.Select(leg => leg.From).Append(legs[^1].To).Select(place => place.Name is { } name ? $"{name} ({place.Locode})" : place.Locode);
        return new AlertContent
        {
            Type = "trafficking_route",
            Severity = SeverityOfCase.Of(facts),
            ValidFrom = facts.EventFrom is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : facts.ReportedAt,
            ValidUntil = ValidUntil(facts),
            InformationCredibility = facts.InformationCredibility,
            Handling = facts.Handling,
            Summary = $"Route of a {facts.Status ?? "reported"} diversion: {string.Join(" – ", stops)}.",
            Route = AlertRoute.Of(
                legs.Select(leg => new AlertLeg
                {
                    Sequence = leg.Sequence,
                    From = leg.From.Locode,
                    To = leg.To.Locode,
                    Mode = leg.Mode,
                    Means = leg.Means,
                    Concealment = leg.Concealment,
                }),
                legs.SelectMany(leg => new[] { leg.From, leg.To }).DistinctBy(place => place.Locode).ToDictionary(place => place.Locode)),
        };
    }
}
