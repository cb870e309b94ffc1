using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
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
/// Admits a State or an organization: either with an issuer that the network hosts for it, and its clients' public keys, or
/// with the issuer that it runs itself.
/// </summary>
internal static class AdmitMember
{
    /// <param name="Clients">Clients of the hosted issuer.</param>
    /// <param name="Federation">The member's own issuer; then there are no clients here.</param>
    public sealed record Request(
        string? Code,
        string? Kind,
        string? Name,
        IReadOnlyList<ClientInput?>? Clients = null,
        IssuerRequest? Federation = null,
        IReadOnlyList<PointOfContact?>? PointsOfContact = null);

    /// <summary>An issuer of the member's own, and how its tokens name things; what is left out is as hosted issuers do it.</summary>
    public sealed record IssuerRequest(
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

    // "JWT" is what common servers write who do not know RFC 9068.
    private static readonly string[] TokenTypes = ["at+jwt", "application/at+jwt", "JWT"];

    public static void Map(IEndpointRouteBuilder members) =>
        members.MapPost("/", HandleAsync).WithName("AdmitMember").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
            .Produces<MemberView>(StatusCodes.Status201Created);

    internal static async Task<IResult> HandleAsync(
        Request request, HttpContext http, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, IssuerKeyBox keys,
        IConfiguration configuration, CancellationToken ct)
    {
        var now = directory.Now;
        var faults = new Faults();
        CheckIdentity(request, faults);
        var federation = request.Federation is { } own ? Read(own, request.Code, configuration.PublicUrl(), faults) : null;
        if (federation is not null && request.Clients is { Count: > 0 }) faults.Add("clients", "belong to a hosted issuer; this member brings its own");
        if (request.Clients is { Count: > MostClients }) faults.Add("clients", $"has to hold at most {MostClients}");
        var clients = (request.Clients ?? []).Take(MostClients)
            .Select((client, i) => ClientInput.Read(client, request.Code ?? "", request.Kind, $"clients[{i}]", now, faults)).ToList();
        foreach (var (name, index) in (request.Clients ?? []).Select((c, i) => (c?.Name, i)).Where(c => c.Name is not null)
            .GroupBy(c => c.Name).SelectMany(same => same.Skip(1))) faults.Add($"clients[{index}].name", $"{name} is named twice");
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
        if (await db.Members.AnyAsync(m => m.Code == member.Code, ct)) return Problems.Conflict("member-exists", $"code: {member.Code} is a member already.");
        if (await db.Members.AnyAsync(m => m.Issuer == member.Issuer, ct))
            return Problems.Conflict("issuer-in-use", "federation.issuer: speaks for another member already.");
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
                // The operator is set up with the network.
                faults.Add("kind", $"has to be {MemberKind.State} or {MemberKind.Organization}");
                break;
        }
    }

    private static Federation? Read(IssuerRequest own, string? code, string publicUrl, Faults faults)
    {
        const string At = "federation";
        if (!IsIssuer(own.Issuer, publicUrl))
            faults.Add($"{At}.issuer", "has to be an https address of at most 300 characters without query or fragment, and none of this network");
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

    // Compared byte by byte with what tokens bear, so it is stored as it was written.
    private static bool IsIssuer(string? issuer, string publicUrl) =>
        issuer is { Length: <= 300 } && !issuer.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) &&
        Uri.TryCreate(issuer, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) &&
        uri is { Query: "", Fragment: "", UserInfo: "" } && !issuer.Contains('#') && !issuer.Contains('?') &&
        !issuer.StartsWith($"{publicUrl}{HostedIssuers.Path}", StringComparison.OrdinalIgnoreCase);
}
