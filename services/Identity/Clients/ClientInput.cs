using System.Text.Json;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Identity.Keys;

namespace Exchange.Identity.Clients;

/// <summary>A client as it is asked for.</summary>
/// <param name="Name">The authority within the member: <c>customs</c>.</param>
/// <param name="Functions">What that authority does.</param>
/// <param name="Scopes">What its client may do.</param>
/// <param name="Jwks">Its public keys (JWK Set): P-256.</param>
internal sealed record ClientInput(string? Name, IReadOnlyList<string>? Functions, IReadOnlyList<string>? Scopes, JsonElement? Jwks)
{
    /// <summary>Checks it and makes the client; null, with <paramref name="faults"/>, when something is wrong.</summary>
    internal static Client? Read(ClientInput? asked, string member, string? kind, string path, DateTimeOffset now, Faults faults)
    {
        var at = path.Length == 0 ? "" : $"{path}.";
        if (asked is null)
        {
            faults.Add(path, "is needed");
            return null;
        }
        if (asked.Name is null || !ClientIds.IsName(asked.Name))
            faults.Add($"{at}name", "has to be 1 to 40 of a-z, 0-9, _ and -, and begin with a letter");
        var functions = asked.Functions ?? [];
        foreach (var (i, function) in functions.Index().Where(f => !Contracts.Functions.All.Contains(f.Item)))
            faults.Add($"{at}functions[{i}]", $"has to be one of: {string.Join(", ", Contracts.Functions.All)}");
        var allowed = kind == MemberKind.Operator ? Contracts.Scopes.All : [.. Contracts.Scopes.All.Except(Contracts.Scopes.OfOperator)];
        if (asked.Scopes is not { Count: > 0 }) faults.Add($"{at}scopes", "is needed");
        foreach (var (i, scope) in (asked.Scopes ?? []).Index().Where(s => !allowed.Contains(s.Item)))
            faults.Add($"{at}scopes[{i}]", $"has to be one of: {string.Join(", ", allowed)}");
        var jwks = PublicKeys.Read(asked.Jwks, PublicKeys.OfClients, $"{at}jwks", faults);
        return faults.Any ? null : new Client
        {
            Id = Guid.CreateVersion7(now),
            ClientId = ClientIds.Of(member, asked.Name!),
            Member = member,
            Name = asked.Name!,
            Functions = [.. functions.Distinct()],
            Scopes = [.. asked.Scopes!.Distinct()],
            JsonWebKeySet = jwks,
            CreatedAt = now,
        };
    }
}
