using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Identity.Data;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Clients;

/// <summary>
/// The clients of a member's hosted issuer: listed, added and disabled by the member's own point of contact, or by the
/// operator. A disabled client gets no more tokens, and those that it has are refused everywhere within seconds.
/// </summary>
internal static class ManageClients
{
    public sealed record View(
        string ClientId, string Name, IReadOnlyList<string> Functions, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
    {
        internal static View Of(Client client) =>
            new(client.ClientId!, client.Name, client.Functions, client.Scopes, client.CreatedAt, client.DisabledAt);
    }

    public static void Map(IEndpointRouteBuilder members)
    {
        var clients = members.MapGroup("/{code}/clients").RequireMember();
        clients.MapGet("/", ListAsync).WithName("ListClients");
        clients.MapPost("/", AddAsync).WithName("AddClient").WithIdempotency<IdentityDb>().Produces<View>(StatusCodes.Status201Created);
        clients.MapPost("/{name}/disable", DisableAsync).WithName("DisableClient").WithIdempotency<IdentityDb>().Produces<View>();
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
        if (!member.IsHosted) return Problems.Conflict("not-hosted", $"{code} keeps its clients itself.");
        var faults = new Faults();
        if (ClientInput.Read(request, code, member.Kind, "", clock.GetUtcNow(), faults) is not { } client) return faults.ToProblem();
        if (await db.Clients.AnyAsync(c => c.ClientId == client.ClientId, ct)) return Problems.Conflict("client-exists", $"name: {client.ClientId} exists already.");
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
