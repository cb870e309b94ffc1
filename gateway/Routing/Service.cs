namespace Exchange.Gateway.Routing;

/// <summary>A service behind the gateway: its name, the paths that are its own, and those of them that need no token.</summary>
internal sealed record Service(string Name, string Title, IReadOnlyList<string> Members, IReadOnlyList<string> Public)
{
    /// <summary>Every service, with the prefixes of api.md; whatever is not here does not exist at the edge.</summary>
    public static IReadOnlyList<Service> All { get; } =
    [
        new("identity", "Identity and members", ["/v1/members", "/v1/groups"], ["/identity"]),
        new("diversion-cases", "Cases of diversion", ["/v1/cases", "/v1/releases", "/v1/marks", "/v1/places", "/v1/vocabularies"], []),
        new("end-user-certificates", "End-user certificates",
            ["/v1/certificates", "/v1/authentications", "/v1/reexport-consents", "/v1/deliveries", "/v1/verifications", "/v1/embargoes"],
            // For verifiers anywhere: the rest of /v1/members is Identity's.
            ["/v1/status-lists", "/v1/members/{code}/jwks"]),
        new("route-alerts", "Route alerts", ["/v1/alerts", "/v1/subscriptions"], []),
    ];
}
