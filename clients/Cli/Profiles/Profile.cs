using System.Text.Json;

namespace Exchange.Cli.Profiles;

/// <summary>What a system needs to get tokens from its member's issuer: one file per identity, readable by its owner only.</summary>
internal sealed record Profile
{
    public required string Member { get; init; }
    public required string Identity { get; init; }

    /// <summary>The identifier of the issuer: the audience of client assertions, byte for byte.</summary>
    public required string Issuer { get; init; }

    public required Uri TokenEndpoint { get; init; }
    public required string ClientId { get; init; }

    /// <summary>The client's private key as an EC JWK (RFC 7517, P-256).</summary>
    public required JsonElement PrivateKey { get; init; }

    /// <summary>The address of the network.</summary>
    public Uri? Url { get; init; }
}
