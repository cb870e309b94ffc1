using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Claims;
using Exchange.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Hosting.Trust;

/// <summary>
/// Validates access tokens (RFC 9068) of every trusted issuer: the keys are chosen by issuer, and the issuer may speak
/// for its own member alone. The identity that comes out names its claims in one way, whatever the issuer calls them.
/// </summary>
public sealed class MemberTokenHandler(TrustDirectory trust, TimeProvider clock) : TokenHandler
{
    /// <summary>The audience of every token of the network.</summary>
    public const string Audience = "exchange";

    private const int MostAccepted = 1000;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Jwt = new() { MapInboundClaims = false };

    // A client sends the same token many times: what was found of it holds while nothing has changed of its member.
    private readonly ConcurrentDictionary<string, Accepted> accepted = new(StringComparer.Ordinal);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (accepted.TryGetValue(token, out var before))
        {
            if (before.Holds(trust) && IsAlive(before.Token.ValidFrom, before.Token.ValidTo)) return before.Result();
            accepted.TryRemove(token, out _);
        }
        if (!Jwt.CanReadToken(token)) return Refused("not a signed token");
        JsonWebToken read;
        try
        {
            read = Jwt.ReadJsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return Refused("not a signed token");
        }
        if (trust.Find(read.Issuer) is not { } issuer) return Refused("issuer");

        var result = await Jwt.ValidateTokenAsync(read, new TokenValidationParameters
        {
            ValidIssuer = issuer.Member.Issuer,
            ValidAudience = Audience,
            ValidTypes = issuer.Member.TokenTypes,
            ValidAlgorithms = issuer.Member.Algorithms,
            IssuerSigningKeys = issuer.Keys,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
        });
        if (!result.IsValid) return result;
        if (result.ClaimsIdentity.FindAll(issuer.Member.MemberClaim).Select(c => c.Value).ToArray() is not [var only] ||
            only != issuer.Member.MemberValue) return Refused("member");
        if (issuer.Member.NotIssuedBefore is { } since && read.IssuedAt < since.UtcDateTime) return Refused("revoked");
        if (issuer.Member.DisabledClients.Contains(read.Subject)) return Refused("client");

        var now = new Accepted(issuer, read, Identity(issuer.Member, result.ClaimsIdentity, read));
        // Rarely so many at once, and cheap to find out again.
        if (accepted.Count >= MostAccepted) accepted.Clear();
        accepted[token] = now;
        return now.Result();
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        Task.FromResult(Refused("form"));

    public override SecurityToken ReadToken(string token) => Jwt.ReadToken(token);

    /// <summary>
    /// Whether the token of a request that was accepted would be accepted now: for answers that last, such as a stream. Not when its
    /// member was suspended, the key that signed it withdrawn, or its client disabled since.
    /// </summary>
    public async Task<bool> StillAcceptsAsync(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header.Parameter is { } token
        && (await ValidateTokenAsync(token, new TokenValidationParameters())).IsValid;

    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now - Skew < end && (notBefore is not { } start || now + Skew >= start);
    }

    private static ClaimsIdentity Identity(MemberTrust member, ClaimsIdentity claims, JsonWebToken token)
    {
        var identity = new ClaimsIdentity("Bearer", ExchangeClaims.Subject, null);
        identity.AddClaim(new(ExchangeClaims.Member, member.Code));
        identity.AddClaim(new(ExchangeClaims.Subject, token.Subject ?? ""));
        identity.AddClaim(new(ExchangeClaims.Expires, new DateTimeOffset(token.ValidTo).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (claims.FindFirst(member.AuthorityClaim) is { } authority) identity.AddClaim(new(ExchangeClaims.Authority, authority.Value));
        identity.AddClaims(claims.FindAll(member.FunctionsClaim).Select(c => new Claim(ExchangeClaims.Function, c.Value)));
        identity.AddClaims(claims.FindAll(member.ScopeClaim)
            .SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            // A member that runs its own issuer can write any scope into its tokens; these it does not have to give.
            .Where(scope => member.Kind == MemberKind.Operator || !Scopes.OfOperator.Contains(scope))
            .Select(scope => new Claim(ExchangeClaims.Scope, scope)));
        return identity;
    }

    private static TokenValidationResult Refused(string why) => new() { IsValid = false, Exception = new SecurityTokenValidationException(why) };

    /// <summary>A token that was found good, by what was known of its issuer then.</summary>
    private sealed record Accepted(TrustedIssuer Issuer, JsonWebToken Token, ClaimsIdentity Identity)
    {
        /// <summary>Whatever changes of any member (status, keys, since when its tokens count) makes a new object of every issuer.</summary>
        public bool Holds(TrustDirectory trust) => ReferenceEquals(trust.Find(Token.Issuer), Issuer);

        public TokenValidationResult Result() => new() { IsValid = true, SecurityToken = Token, Issuer = Token.Issuer, ClaimsIdentity = Identity.Clone() };
    }
}

/// <summary>Claims of a validated token, the same for every issuer.</summary>
public static class ExchangeClaims
{
    public const string Member = "member";
    public const string Subject = "sub";
    public const string Authority = "authority";
    public const string Function = "function";
    public const string Scope = "scope";

    /// <summary>When the token expires, in Unix seconds: a stream ends with it.</summary>
    public const string Expires = "exp";
}
