using System.Text.Json;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Clients;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;
using Exchange.Identity.Issuers;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Admission;

/// <summary>
/// Admits a State or an organization, either with an issuer that the network hosts and the public keys of its clients, or with an issuer
/// that it runs itself.
/// </summary>
internal static class AdmitMember
{
    /// <param name="Code">ISO 3166-1 alpha-3 of a State, or the short name of an organization: 2 to 16 capitals and digits. Required.</param>
    /// <param name="Kind"><c>state</c> or <c>organization</c>. Required.</param>
    /// <param name="Name">The name, at most 200 characters. Required.</param>
    /// <param name="Clients">Clients of the hosted issuer, at most 50.</param>
    /// <param name="Federation">The member's own issuer, instead of a hosted one with clients.</param>
    /// <param name="PointsOfContact">At most 20.</param>
    internal sealed record Request(
        string? Code,
        string? Kind,
        string? Name,
        IReadOnlyList<ClientInput?>? Clients = null,
        IssuerRequest? Federation = null,
        IReadOnlyList<PointOfContact?>? PointsOfContact = null);

    /// <summary>The member's own issuer, and the names of the claims in its tokens; the defaults are those of hosted issuers.</summary>
    /// <param name="Issuer">Its https address (<c>iss</c>), at most 300 characters. Required.</param>
    /// <param name="Jwks">Its public keys: a JWK Set (RFC 7517) of 1 to 20 keys. Required.</param>
    /// <param name="MemberClaim">The claim that names the member; <c>member</c> by default.</param>
    /// <param name="MemberValue">The value of that claim; the member's code by default.</param>
    /// <param name="Algorithms">Signature algorithms; ES256 by default.</param>
    /// <param name="TokenTypes">Values of <c>typ</c>; <c>at+jwt</c> by default.</param>
    /// <param name="AuthorityClaim">The claim that names the authority; <c>authority</c> by default.</param>
    /// <param name="FunctionsClaim">The claim that lists functions; <c>functions</c> by default.</param>
    /// <param name="ScopeClaim">The claim that holds the scopes; <c>scope</c> by default.</param>
    internal sealed record IssuerRequest(
        string? Issuer,
        JsonElement? Jwks,
        string? MemberClaim = null,
        string? MemberValue = null,
        IReadOnlyList<string>? Algorithms = null,
        IReadOnlyList<string>? TokenTypes = null,
        string? AuthorityClaim = null,
        string? FunctionsClaim = null,
        string? ScopeClaim = null);

    private const int MostClients = 50;

    // Common servers that do not follow RFC 9068 write "JWT".
    private static readonly string[] TokenTypes = ["at+jwt", "application/at+jwt", "JWT"];

    public static void Map(IEndpointRouteBuilder members) =>
        members.MapPost("/", HandleAsync)
            .WithName("AdmitMember").WithSummary("Admits a State or an organization").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
            .Produces<MemberView>(StatusCodes.Status201Created);

    internal static async Task<IResult> HandleAsync(
        Request request, HttpContext http, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, IssuerKeyBox keys,
        IConfiguration configuration, CancellationToken ct)
    {
        var now = directory.Now;
        var faults = new Faults();
        CheckIdentity(request, faults);
        var federation = request.Federation is { } own ? Read(own, request.Code, configuration.PublicUrl(), faults) : null;
        if (federation is not null && request.Clients is { Count: > 0 }) faults.Add("clients", "are not allowed beside federation: they belong to a hosted issuer");
        if (request.Clients is { Count: > MostClients }) faults.Add("clients", $"has to hold at most {MostClients}");
        var clients = (request.Clients ?? []).Take(MostClients)
            .Select((client, i) => ClientInput.Read(client, request.Code ?? "", request.Kind, $"clients[{i}]", now, faults)).ToList();
        foreach (var (name, index) in (request.Clients ?? []).Select((c, i) => (c?.Name, i)).Where(c => c.Name is not null)
            .GroupBy(c => c.Name).SelectMany(same => same.Skip(1))) faults.Add($"clients[{index}].name", $"{name} appears twice");
        var contacts = SetPointsOfContact.Read(request.PointsOfContact ?? [], "pointsOfContact", faults);
        if (faults.Any) return faults.ToProblem();

        var member = new Member
        {
            Code = request.Code!,
            Kind = request.Kind!,
            Name = request.Name!,
            Issuer = request.Federation?.Issuer ?? HostedIssuers.IssuerOf(configuration.PublicUrl(), request.Code!),
            Federation = federation,
            PointsOfContact = contacts,
            AdmittedAt = now,
        };
        if (member.IsHosted) member.Keys.Add(IssuerKey.New(member.Code, keys.Box, now, signsFrom: now));
        if (await db.Members.AnyAsync(m => m.Code == member.Code, ct)) return Problems.Conflict("member-exists", $"code: {member.Code} is already a member.");
        if (await db.Members.AnyAsync(m => m.Issuer == member.Issuer, ct))
            return Problems.Conflict("issuer-in-use", "federation.issuer: already belongs to another member.");
        db.Members.Add(member);
        db.Clients.AddRange(clients.OfType<Client>());
        await outbox.PublishAsync(new MemberAdmitted(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        http.Response.Headers.Location = $"/v1/members/{member.Code}";
        return await directory.ShowAsync(member, ct, StatusCodes.Status201Created);
    }

    private static void CheckIdentity(Request request, Faults faults)
    {
        Texts.Require(request.Name, 200, "name", faults);
        switch (request.Kind)
        {
            case MemberKind.State when !MemberCodes.IsState(request.Code):
                faults.Add("code", "has to be the ISO 3166-1 alpha-3 code of a State, such as KEN");
                break;
            case MemberKind.Organization when !MemberCodes.IsOrganization(request.Code):
                faults.Add("code", "has to be a short name of 2 to 16 capitals and digits, and no State's code");
                break;
            case MemberKind.State or MemberKind.Organization:
                break;
            default:
                // The operator is not admitted here, but at the first start.
                faults.Add("kind", $"has to be {MemberKind.State} or {MemberKind.Organization}");
                break;
        }
    }

    private static Federation? Read(IssuerRequest own, string? code, string publicUrl, Faults faults)
    {
        const string At = "federation";
        if (!IsIssuer(own.Issuer, publicUrl))
            faults.Add($"{At}.issuer", "has to be an https address of at most 300 characters without query or fragment, outside this network");
        var algorithms = own.Algorithms ?? PublicKeys.OfClients;
        if (algorithms.Count == 0 || algorithms.Except(PublicKeys.OfIssuers).Any())
            faults.Add($"{At}.algorithms", $"has to name some of: {string.Join(", ", PublicKeys.OfIssuers)}");
        var types = own.TokenTypes ?? ["at+jwt"];
        if (types.Count == 0 || types.Except(TokenTypes).Any()) faults.Add($"{At}.tokenTypes", $"has to name some of: {string.Join(", ", TokenTypes)}");
        string Name(string? value, string field, string usual)
        {
            if (value is not null) Texts.Require(value, 200, $"{At}.{field}", faults);
            return value ?? usual;
        }
        var federation = new Federation
        {
            Jwks = PublicKeys.Read(own.Jwks, algorithms, $"{At}.jwks", faults) ?? "",
            MemberClaim = Name(own.MemberClaim, "memberClaim", "member"),
            MemberValue = Name(own.MemberValue, "memberValue", code ?? ""),
            Algorithms = algorithms,
            TokenTypes = types,
            AuthorityClaim = Name(own.AuthorityClaim, "authorityClaim", "authority"),
            FunctionsClaim = Name(own.FunctionsClaim, "functionsClaim", "functions"),
            ScopeClaim = Name(own.ScopeClaim, "scopeClaim", "scope"),
        };
        return federation;
    }

    // The issuer is compared byte by byte with the one in tokens, so it is stored as written.
    private static bool IsIssuer(string? issuer, string publicUrl) =>
        issuer is { Length: <= 300 } && !issuer.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) &&
        Uri.TryCreate(issuer, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) &&
        uri is { Query: "", Fragment: "", UserInfo: "" } && !issuer.Contains('#') && !issuer.Contains('?') &&
        !issuer.StartsWith($"{publicUrl}{HostedIssuers.Path}", StringComparison.OrdinalIgnoreCase);
}
