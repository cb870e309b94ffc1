using System.Text.Json;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Keys;

namespace Exchange.Identity.Clients;

/// <summary>A client to add: the system of one authority.</summary>
internal sealed record ClientInput
{
    /// <summary>The authority within the member, such as <c>customs</c>: 1 to 40 of a-z, 0-9, _ and -.</summary>
    [RequiredField, Form(typeof(ClientIds), nameof(ClientIds.NameFault), Max = ClientIds.LongestName, Pattern = ClientIds.NamePattern)]
    public string? Name { get; init; }

    /// <summary>The functions of the authority. None by default.</summary>
    [Code("function")] public IReadOnlyList<string>? Functions { get; init; }

    /// <summary>The scopes that the client may request: one at least. <c>network:operate</c> and <c>places:write</c> are the operator's alone.</summary>
    [RequiredField, OneOf(typeof(Contracts.Scopes), nameof(Contracts.Scopes.All))] public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Its public keys: a JWK Set (RFC 7517) of 1 to 20 P-256 keys, each with a <c>kid</c>. Never a private part.</summary>
    [RequiredField] public JsonElement? Jwks { get; init; }

    /// <summary>Checks what the rules beside the fields do not. Returns the keys as they are stored, or null if they are invalid.</summary>
    /// <param name="kind">The kind of the member.</param>
    /// <param name="check">The check of the client's fields.</param>
    /// <param name="path">The path of the client, such as <c>clients[0]</c>; empty for the whole body.</param>
    /// <param name="faults">Collects what is wrong.</param>
    internal string? Check(string? kind, Check check, string path, Faults faults)
    {
        if (Scopes is { Count: 0 }) check.Fault(nameof(Scopes), "is required");
        if (kind != MemberKind.Operator)
        {
            foreach (var (scope, at) in check.Inside(Scopes).Where(s => Contracts.Scopes.OfOperator.Contains(s.Element)))
                at.Fault("", $"{scope} is the operator's alone");
        }
        return Jwks is null ? null : PublicKeys.Read(Jwks, PublicKeys.OfClients, path.Length == 0 ? "jwks" : $"{path}.jwks", faults);
    }

    /// <summary>The client, once its fields and keys were found valid.</summary>
    internal Client ToClient(string member, string jwks, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ClientId = ClientIds.Of(member, Name!),
        Member = member,
        Name = Name!,
        Functions = Functions ?? [],
        Scopes = [.. Scopes!.Distinct()],
        JsonWebKeySet = jwks,
        CreatedAt = now,
    };
}
