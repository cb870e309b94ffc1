using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Clients;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;
using Exchange.Identity.Issuers;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Admission;

/// <summary>
/// Admits a State or an organization, either with an issuer that the network hosts and the public keys of its clients, or with an issuer
/// that it runs itself.
/// </summary>
internal static class AdmitMember
{
    private const int MostClients = 50;

    /// <summary>The member to admit.</summary>
    internal sealed record Request
    {
        /// <summary>ISO 3166-1 alpha-3 of a State, or the short name of an organization: 2 to 16 capitals and digits, and no State's code.</summary>
        [RequiredField, Form(typeof(MemberCodes), nameof(MemberCodes.Fault), Max = 16, Pattern = MemberCodes.Pattern)] public string? Code { get; init; }

        /// <summary>Whether it is a State or an organization. The operator is admitted by the configuration alone.</summary>
        [RequiredField, OneOf(MemberKind.State, MemberKind.Organization)] public string? Kind { get; init; }

        /// <summary>Its name.</summary>
        [RequiredField, Text(200)] public string? Name { get; init; }

        /// <summary>The clients of the hosted issuer. Not beside <c>federation</c>.</summary>
        [Most(MostClients)] public IReadOnlyList<ClientInput?>? Clients { get; init; }

        /// <summary>The issuer that the member runs itself; absent if the network hosts it.</summary>
        public FederationInput? Federation { get; init; }

        /// <summary>The member's points of contact.</summary>
        [Most(SetPointsOfContact.Most)] public IReadOnlyList<PointOfContactInput?>? PointsOfContact { get; init; }
    }

    public static void Map(IEndpointRouteBuilder members) => members.MapPost("/", HandleAsync)
        .WithName("AdmitMember").WithSummary("Admits a State or an organization").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
        .Refuses(StatusCodes.Status409Conflict, "member-exists", "there is a member of this code")
        .Refuses(StatusCodes.Status409Conflict, "issuer-in-use", "the issuer belongs to another member").WithExample("member");

    internal static async Task<Results<CreatedAnswer<MemberView>, ProblemHttpResult>> HandleAsync(
        Request request, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, IssuerKeyBox keys,
        IConfiguration configuration, CancellationToken ct)
    {
        var (now, faults) = (directory.Now, new Faults());
        var check = new Check(faults) { Today = directory.Today };
        check.Fields(request);
        CheckCode(request, check);
        var federation = request.Federation is { } own ? own.Read(request.Code, configuration.PublicUrl(), faults) : null;
        var clients = ReadClients(request, check, faults);
        if (faults.Any) return faults.ToProblem();

        var member = new Member
        {
            Code = request.Code!,
            Kind = request.Kind!,
            Name = request.Name!,
            Issuer = request.Federation?.Issuer ?? HostedIssuers.IssuerOf(configuration.PublicUrl(), request.Code!),
            Federation = federation,
            PointsOfContact = [.. (request.PointsOfContact ?? []).Select(contact => contact!.ToPointOfContact())],
            AdmittedAt = now,
        };
        if (member.IsHosted) member.Keys.Add(IssuerKey.New(member.Code, keys.Box, now, signsFrom: now));
        if (await db.Members.AnyAsync(m => m.Code == member.Code, ct)) return Problems.Conflict("member-exists", $"code: {member.Code} is already a member.");
        if (await db.Members.AnyAsync(m => m.Issuer == member.Issuer, ct))
            return Problems.Conflict("issuer-in-use", "federation.issuer: already belongs to another member.");
        db.Members.Add(member);
        db.Clients.AddRange(clients.Select(client => client.Input.ToClient(member.Code, client.Jwks!, now)));
        await outbox.PublishAsync(new MemberAdmitted(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return await directory.ShowCreatedAsync(member, ct);
    }

    private static void CheckCode(Request request, Check check)
    {
        if (request.Code is not { } code || MemberCodes.Fault(code) is not null) return;
        if (request.Kind == MemberKind.State && MemberCodes.StateFault(code) is { } fault) check.Fault(nameof(request.Code), fault);
        if (request.Kind == MemberKind.Organization && MemberCodes.IsState(code)) check.Fault(nameof(request.Code), "is a State's code; an organization has a short name of its own");
    }

    private static List<(ClientInput Input, string? Jwks)> ReadClients(Request request, Check check, Faults faults)
    {
        if (request.Federation is not null && request.Clients is { Count: > 0 })
            check.Fault(nameof(request.Clients), "are not allowed beside federation: they belong to a hosted issuer");
        var (read, names) = (new List<(ClientInput, string?)>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (index, client) in (request.Clients ?? []).Take(MostClients).Index())
        {
            if (client is null) continue;
            var path = $"clients[{index}]";
            var at = new Check(faults, path: path) { Today = check.Today };
            read.Add((client, client.Check(request.Kind, at, path, faults)));
            if (client.Name is { } name && !names.Add(name)) at.Fault(nameof(client.Name), $"{name} appears twice");
        }
        return read;
    }
}
