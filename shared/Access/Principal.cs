namespace Exchange.Access;

/// <summary>
/// Who asks: a member's authority, as its State's issuer says in the token, with the addresses by which releases reach
/// it today. Never built from a request's body.
/// </summary>
public sealed record Principal
{
    /// <summary>The member (<c>KEN</c>, <c>ECOWAS</c>) whose issuer signed the token.</summary>
    public required string Member { get; init; }

    /// <summary>The authority (agency) within the member.</summary>
    public string? Authority { get; init; }

    /// <summary>The client or person, as the issuer names it.</summary>
    public required string Subject { get; init; }

    /// <summary>What the authority does; values of <see cref="Contracts.Functions"/>.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>OAuth scopes of the token; values of <see cref="Contracts.Scopes"/>.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = new HashSet<string>();

    /// <summary>Addresses of releases that reach this principal now: <c>KEN</c>, <c>EAC/*</c>, <c>*</c>.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Functions as grants name them: the principal's own and the empty one, which stands for any.</summary>
    public IReadOnlyList<string> FunctionKeys => [Grants.AnyFunction, .. Functions];

    /// <summary>Whether the token bears the scope.</summary>
    public bool Has(string scope) => Scopes.Contains(scope);
}
