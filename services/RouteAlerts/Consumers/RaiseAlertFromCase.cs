using Exchange.Access;
using Exchange.Contracts;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Places;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Consumers;

/// <summary>
/// Keeps one alert for each case with a route, and lets it follow the case: amended, narrowed and withdrawn with it, never released
/// wider. The inbox drops doubles, the case's version drops what arrives out of order, and a unique index allows one alert a case.
/// </summary>
internal sealed class RaiseAlertFromCase(AlertsDb db, FeedWriter feed, PlaceBook places, IOutbox<AlertsDb> outbox, TimeProvider clock)
    : IConsumer<CaseReported>, IConsumer<CaseAmended>, IConsumer<CaseWithdrawn>
{
    /// <summary>How long an alert from a case holds after the report.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromDays(180);

    /// <summary>Statuses of a case whose route is not, or no longer, said to be true.</summary>
    private static readonly string[] Fallen = ["erroneous", "withdrawn"];

    public Task Consume(ConsumeContext<CaseReported> context) => FollowAsync(context.Message.Case, context.CancellationToken);

    public Task Consume(ConsumeContext<CaseAmended> context) => FollowAsync(context.Message.Case, context.CancellationToken);

    public async Task Consume(ConsumeContext<CaseWithdrawn> context)
    {
        var (message, ct) = (context.Message, context.CancellationToken);
        var news = await NewsOfAsync(message.Id, message.Version, ct);
        if (news == News.None) return;
        if (await FindAsync(message.Id, ct) is { } alert) await WithdrawAsync(alert, await GrantsAsync(alert, ct), ct);
        else await db.SaveChangesAsync(ct);
    }

    internal async Task FollowAsync(CaseFacts facts, CancellationToken ct)
    {
        var news = await NewsOfAsync(facts.Id, facts.Version, ct);
        if (news == News.None) return;
        await places.RememberAsync(facts.Route.SelectMany(leg => new[] { leg.From, leg.To }), ct);
        // A hit tells that there is something; an alert would tell what.
        var releases = facts.Releases.Where(r => r.Level >= ReleaseLevel.Summary).ToList();
        var stands = facts.Route.Count > 0 && !Fallen.Contains(facts.Status);
        var alert = news == News.OfNewCase ? null : await FindAsync(facts.Id, ct);
        if (alert is not null) await AmendAsync(alert, facts, stands, releases, ct);
        // A case that is told again may be so old that its alert would be over: nobody is told of that.
        else if (stands && ValidUntil(facts) > clock.GetUtcNow()) await RaiseAsync(facts, releases, ct);
        else await db.SaveChangesAsync(ct);
    }

    private async Task RaiseAsync(CaseFacts facts, IReadOnlyList<Release> releases, CancellationToken ct)
    {
        var alert = RouteAlert.Issue(facts.Originator, ContentOf(facts), clock.GetUtcNow(), facts);
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
        if (stands && ContentOf(facts) is var content && !alert.Says(content)) alert.Amend(content, clock.GetUtcNow());
        // Where nothing of the alert changed with the case, nobody is told.
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
        alert.Withdraw(reason: null, clock.GetUtcNow());
        await outbox.PublishAsync(new AlertWithdrawn(alert.Id, alert.Originator), ct);
        await db.SaveChangesAsync(ct);
        await feed.AddAsync(alert, FeedKind.Withdrawn, before, ct);
    }

    private async Task<News> NewsOfAsync(Guid caseId, int version, CancellationToken ct)
    {
        var followed = await db.FollowedCases.FindAsync([caseId], ct);
        if (followed is null)
        {
            db.Add(new FollowedCase { CaseId = caseId, Version = version });
            return News.OfNewCase;
        }
        if (followed.Version >= version) return News.None;
        followed.Version = version;
        return News.OfFollowedCase;
    }

    private enum News
    {
        None,

        /// <summary>Of one that was not heard of before: there is no alert of it.</summary>
        OfNewCase,
        OfFollowedCase,
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
            Legs = [.. legs.Select(leg => new AlertLeg
            {
                Sequence = leg.Sequence,
                From = leg.From,
                To = leg.To,
                Mode = leg.Mode,
                Means = leg.Means,
                Concealment = leg.Concealment,
            })],
        };
    }
}
