using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Clients;

/// <summary>
/// Lists, adds and disables the clients of a member's hosted issuer, for the member's point of contact or the operator. A disabled
/// client gets no more tokens, and every service refuses the tokens it has within seconds.
/// </summary>
internal static class ManageClients
{
    /// <summary>A client of a hosted issuer.</summary>
    /// <param name="ClientId">The member and the name: <c>KEN/customs</c>.</param>
    /// <param name="Name">The authority within the member.</param>
    /// <param name="Functions">The functions of the authority.</param>
    /// <param name="Scopes">The scopes that the client may request.</param>
    /// <param name="CreatedAt">When it was added.</param>
    /// <param name="DisabledAt">When it was disabled, if it was.</param>
    internal sealed record View(
        string ClientId, string Name, IReadOnlyList<string> Functions, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
    {
        internal static View Of(Client client) =>
            new(client.ClientId!, client.Name, client.Functions, client.Scopes, client.CreatedAt, client.DisabledAt);
    }

    public static void Map(IEndpointRouteBuilder members)
    {
        var clients = members.MapGroup("/{code}/clients").RequireMember();
        clients.MapGet("/", ListAsync).WithName("ListClients").WithSummary("Lists the clients of a member");
        clients.MapPost("/", AddAsync).WithName("AddClient").WithSummary("Adds a client to a hosted issuer")
            .WithIdempotency<IdentityDb>().Produces<View>(StatusCodes.Status201Created);
        clients.MapPost("/{name}/disable", DisableAsync).WithName("DisableClient").WithSummary("Disables a client and refuses its tokens")
            .WithIdempotency<IdentityDb>().Produces<View>();
    }

    internal static async Task<IResult> ListAsync(string code, Principal caller, IdentityDb db, CancellationToken ct)
    {
        if (!SetPointsOfContact.MayManage(caller, code)) return Refused();
        var clients = await db.Clients.AsNoTracking().Where(c => c.Member == code).OrderBy(c => c.Name).ToListAsync(ct);
        return TypedResults.Ok(new { items = clients.Select(View.Of), next = (string?)null });
    }

    internal static async Task<IResult> AddAsync(
        string code, ClientInput request, Principal caller, IdentityDb db, TimeProvider clock, CancellationToken ct)
    {
        if (!SetPointsOfContact.MayManage(caller, code)) return Refused();
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code, ct) is not { } member) return Problems.NotFound();
        if (!member.IsHosted) return Problems.Conflict("not-hosted", $"{code} runs its own issuer and keeps its clients there.");
        var faults = new Faults();
        if (ClientInput.Read(request, code, member.Kind, "", clock.GetUtcNow(), faults) is not { } client) return faults.ToProblem();
        if (await db.Clients.AnyAsync(c => c.ClientId == client.ClientId, ct)) return Problems.Conflict("client-exists", $"name: {client.ClientId} already exists.");
        db.Clients.Add(client);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/v1/members/{code}/clients", View.Of(client));
    }

    internal static async Task<IResult> DisableAsync(
        string code, string name, Principal caller, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        if (!SetPointsOfContact.MayManage(caller, code)) return Refused();
        if (await db.Clients.SingleOrDefaultAsync(c => c.Member == code && c.Name == name, ct) is not { } client) return Problems.NotFound();
        if (client.ClientId == caller.Subject) return Problems.Conflict("own-client", "A client cannot disable itself.");
        if (client.DisabledAt is null && await directory.FindAsync(code, ct) is { } member)
        {
            client.DisabledAt = directory.Now;
            member.DisableClient(client.ClientId!);
            await outbox.PublishAsync(new ClientDisabled(member.ToTrust()), ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(View.Of(client));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused() =>
        Problems.Forbidden("Only the member's own point of contact or the operator may manage its clients.");
}
