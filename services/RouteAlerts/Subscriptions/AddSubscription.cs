using System.Net;
using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Maps;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Subscribes the caller's authority to alerts by webhook. The answer holds the public key that verifies the webhooks.</summary>
internal static class AddSubscription
{
    private const int MaxUrl = 2000;
    private const int MaxValues = 500;

    /// <summary>Enough for every system of an authority; more could be used to flood a receiver.</summary>
    internal const int MaxSubscriptions = 50;

    private const string TooMany = "too-many-subscriptions";

    /// <summary>Where webhooks are sent, and for which alerts: an alert has to meet every criterion that is given.</summary>
    public sealed record Request
    {
        /// <summary>The https address of the receiver, on port 443 or one from 1024 on.</summary>
        [RequiredField][Text(MaxUrl)] public string? Url { get; init; }

        /// <summary>Countries; an alert has to concern at least one of them.</summary>
        [Most(MaxValues)][Country] public IReadOnlyList<string>? Countries { get; init; }

        /// <summary>Places; an alert has to name at least one of them.</summary>
        [Most(MaxValues)][Locode] public IReadOnlyList<string>? Unlocodes { get; init; }

        /// <summary>Modes of transport; an alert has to have a leg of at least one of them.</summary>
        [Code("transport_mode")] public IReadOnlyList<string>? Modes { get; init; }

        /// <summary>The least severity.</summary>
        [Code("severity")] public string? MinSeverity { get; init; }

        /// <summary>A GeoJSON Polygon or MultiPolygon, or a bounding box <c>[west, south, east, north]</c> in degrees, that an alert has to meet.</summary>
        public JsonElement? Area { get; init; }
    }

    public static void Map(IEndpointRouteBuilder subscriptions) => subscriptions.MapPost("/", HandleAsync)
        .WithName("AddSubscription").WithSummary("Subscribes to alerts by webhook").WithIdempotency<AlertsDb>()
        .Refuses(StatusCodes.Status409Conflict, TooMany, $"the authority has {MaxSubscriptions} subscriptions")
        .WithExample("subscription");

    internal static async Task<Results<Created<SubscriptionView>, ProblemHttpResult>> HandleAsync(
        Request request, Principal caller, AlertsDb db, PublicAddresses addresses, WebhookKeyBox keys, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.StoredNow(), new Faults());
        new Check(faults, locodes: (locode, _) => PlaceCodes.Fault(locode)) { Today = DateOnly.FromDateTime(now.UtcDateTime) }.Fields(request);
        var url = request.Url is null ? null : ReadUrl(request.Url, addresses, faults);
        if (request.Area is { } area) Areas.Read(area, "area", faults);
        if (faults.Any) return faults.ToProblem();
        if (await Subscription.Of(db, caller).CountAsync(ct) >= MaxSubscriptions)
            return Problems.Conflict(TooMany, $"An authority may have at most {MaxSubscriptions} subscriptions.");

        var id = Guid.CreateVersion7(now);
        var (publicKey, sealedPrivateKey) = keys.New(id);
        var subscription = new Subscription
        {
            Id = id,
            Member = caller.Member,
            Authority = caller.Authority,
            Subject = caller.Subject,
            Functions = [.. caller.Functions.Order(StringComparer.Ordinal)],
            Url = url!.AbsoluteUri,
            Countries = [.. request.Countries ?? []],
            Unlocodes = [.. request.Unlocodes ?? []],
            Modes = [.. request.Modes ?? []],
            MinSeverity = Severities.Of(request.MinSeverity),
            Area = request.Area is { } posted ? Areas.Stored(posted) : null,
            CreatedAt = now,
            PublicKey = publicKey,
            SealedPrivateKey = sealedPrivateKey,
        };
        db.Add(subscription);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/v1/subscriptions/{id}", SubscriptionView.Of(subscription));
    }

    /// <summary>
    /// Checks the text alone. Host names are resolved and checked when a delivery is sent; here, the answer would disclose to the
    /// caller how internal names resolve.
    /// </summary>
    internal static Uri? ReadUrl(string? text, PublicAddresses addresses, Faults faults)
    {
        const string path = "url";
        if (text is null) return Fault("is required");
        if (text.Length > MaxUrl) return Fault($"has more than {MaxUrl} characters");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return Fault("has to be an https address");
        if (url.UserInfo.Length > 0) return Fault("may not hold a user name or password");
        if (url.Fragment.Length > 0) return Fault("may not hold a fragment");
        var literal = IPAddress.TryParse(url.IdnHost, out var address) ? address : url.IsLoopback ? IPAddress.Loopback : null;
        if (url.Scheme == "http" && !(literal is null ? addresses.AllowsMore : addresses.IsAllowedByOperator(literal))) return Fault("has to be https");
        if (literal is not null && !addresses.IsAllowed(literal)) return Fault("is not an address of the public internet");
        // Well-known ports below 1024 belong to other protocols, which a crafted request might reach.
        if (url.Port is not 443 and < 1024 && !(url.Scheme == "http" && url.Port == 80)) return Fault("has to have port 443, or one from 1024 on");
        return url;

        Uri? Fault(string message)
        {
            faults.Add(path, message);
            return null;
        }
    }
}
