using OpenIddict.EntityFrameworkCore.Models;

namespace Exchange.Identity.Clients;

/// <summary>
/// A client of a member's hosted issuer: the system of one authority. It authenticates with its keys; no column could hold a
/// secret.
/// </summary>
internal sealed class Client : OpenIddictEntityFrameworkCoreApplication<Guid, Client.Authorization, Client.Token>
{
    public required string Member { get; init; }

    /// <summary>The authority within the member; the client id is <c>KEN/customs</c>.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Functions { get; set; }

    /// <summary>The scopes that it may request.</summary>
    public required IReadOnlyList<string> Scopes { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; set; }

    // Not stored: every client is confidential.
    public override string? ClientType { get => OpenIddict.Abstractions.OpenIddictConstants.ClientTypes.Confidential; set { } }

    /// <summary>Closes the generic types of OpenIddict; nothing of it is stored.</summary>
    public sealed class Authorization : OpenIddictEntityFrameworkCoreAuthorization<Guid, Client, Token>;

    /// <summary>Closes the generic types of OpenIddict; nothing of it is stored.</summary>
    public sealed class Token : OpenIddictEntityFrameworkCoreToken<Guid, Client, Authorization>;

    /// <summary>Closes the generic types of OpenIddict; nothing of it is stored.</summary>
    public sealed class Scope : OpenIddictEntityFrameworkCoreScope<Guid>;
}
