using System.Text.Json;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Keys;

namespace Exchange.Identity.Clients;

/// <summary>A client to add.</summary>
/// <param name="Name">The authority within the member, such as <c>customs</c>: 1 to 40 of a-z, 0-9, _ and -. Required.</param>
/// <param name="Functions">The functions of the authority.</param>
/// <param name="Scopes">The scopes that the client may request. Required.</param>
/// <param name="Jwks">Its public keys: a JWK Set (RFC 7517) of 1 to 20 P-256 keys. Required.</param>
internal sealed record ClientInput(string? Name, IReadOnlyList<string>? Functions, IReadOnlyList<string>? Scopes, JsonElement? Jwks)
{
    /// <summary>Converts it to a client. Returns null if it is invalid, and adds its errors to <paramref name="faults"/>.</summary>
    internal static Client? Read(ClientInput? input, string member, string? kind, string path, DateTimeOffset now, Faults faults)
    {
        var at = path.Length == 0 ? "" : $"{path}.";
        if (input is null)
        {
            faults.Add(path, "is required");
            return null;
        }
        if (input.Name is null || !ClientIds.IsName(input.Name))
            faults.Add($"{at}name", "has to be 1 to 40 of a-z, 0-9, _ and -, and begin with a letter");
        var functions = input.Functions ?? [];
        foreach (var (i, function) in functions.Index().Where(f => !Contracts.Functions.All.Contains(f.Item)))
            faults.Add($"{at}functions[{i}]", $"has to be one of: {string.Join(", ", Contracts.Functions.All)}");
        var allowed = kind == MemberKind.Operator ? Contracts.Scopes.All : [.. Contracts.Scopes.All.Except(Contracts.Scopes.OfOperator)];
        if (input.Scopes is not { Count: > 0 }) faults.Add($"{at}scopes", "is required");
        foreach (var (i, scope) in (input.Scopes ?? []).Index().Where(s => !allowed.Contains(s.Item)))
            faults.Add($"{at}scopes[{i}]", $"has to be one of: {string.Join(", ", allowed)}");
        var jwks = PublicKeys.Read(input.Jwks, PublicKeys.OfClients, $"{at}jwks", faults);
        return faults.Any ? null : new Client
        {
            Id = Guid.CreateVersion7(now),
            ClientId = ClientIds.Of(member, input.Name!),
            Member = member,
            Name = input.Name!,
            Functions = [.. functions.Distinct()],
            Scopes = [.. input.Scopes!.Distinct()],
            JsonWebKeySet = jwks,
            CreatedAt = now,
        };
    }
}
