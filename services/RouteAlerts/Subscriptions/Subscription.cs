using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Whether a subscription receives deliveries.</summary>
internal enum SubscriptionState
{
    Active = 1,
    Disabled = 2,
}

/// <summary>An authority's subscription to alerts by webhook: its address, its filter, and the key that signs its webhooks.</summary>
internal sealed class Subscription
{
    public required Guid Id { get; init; }
    public required string Member { get; init; }
    public string? Authority { get; init; }
    public required string Subject { get; init; }

    /// <summary>The functions of the authority when it subscribed; releases to functions are checked against them.</summary>
    public required List<string> Functions { get; init; }

    public required string Url { get; init; }
    public required List<string> Countries { get; init; }
    public required List<string> Unlocodes { get; init; }
    public required List<string> Modes { get; init; }
    public Severity? MinSeverity { get; init; }

    /// <summary>The area as posted (GeoJSON geometry or bounding box), or null.</summary>
    public string? Area { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required byte[] PublicKey { get; init; }

    /// <summary>The private key in a <see cref="Exchange.Storage.SecretBox"/>, bound to this subscription.</summary>
    public required byte[] SealedPrivateKey { get; init; }

    public SubscriptionState State { get; set; } = SubscriptionState.Active;

    /// <summary>Why it is disabled: <c>gone</c> (410) or <c>failing</c>.</summary>
    public string? DisabledReason { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>The first failure since the last success; null while deliveries succeed.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    internal AlertFilter Filter => new(Countries, Unlocodes, Modes, MinSeverity, Area);

    /// <summary>The subscriber as a principal, with the addresses that reach it at this instant.</summary>
    internal Principal PrincipalAt(DateTimeOffset now, TrustDirectory trust) => new()
    {
        Member = Member,
        Authority = Authority,
        Subject = Subject,
        Functions = Functions,
        Scopes = new HashSet<string> { Scopes.AlertsRead },
        Addresses = trust.AddressesOf(Member, DateOnly.FromDateTime(now.UtcDateTime)),
    };

    /// <summary>The subscriptions of the caller's authority; those of others do not exist for it.</summary>
    internal static IQueryable<Subscription> Of(AlertsDb db, Principal caller) =>
        db.Subscriptions.Where(s => s.Member == caller.Member && s.Authority == caller.Authority);
}
