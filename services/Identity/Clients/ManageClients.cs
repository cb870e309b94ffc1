using System.ComponentModel;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Clients;

/// <summary>A client of a hosted issuer: the system of one authority.</summary>
/// <param name="ClientId">The member and the name: <c>KEN/customs</c>.</param>
/// <param name="Name">The authority within the member.</param>
/// <param name="Functions">The functions of the authority.</param>
/// <param name="Scopes">The scopes that the client may request.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="DisabledAt">When it was disabled; absent while it is enabled.</param>
internal sealed record ClientView(
    string ClientId,
    string Name,
    [property: Code("function")] IReadOnlyList<string> Functions,
    [property: OneOf(typeof(Contracts.Scopes), nameof(Contracts.Scopes.All))] IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt)
{
    internal static ClientView Of(Client client) =>
        new(client.ClientId!, client.Name, client.Functions, client.Scopes, client.CreatedAt, client.DisabledAt);
}

/// <summary>Lists, adds and disables the clients of a member's hosted issuer, for the member's point of contact or the operator.</summary>
internal static class ManageClients
{
    public static void Map(IEndpointRouteBuilder members)
    {
        var clients = members.MapGroup("/{code}/clients").RequireMember()
            .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is neither the operator nor a point of contact of the member");
        clients.MapGet("/", ListAsync).WithName("ListClients").WithSummary("Lists the clients of a member");
        clients.MapPost("/", AddAsync).WithName("AddClient").WithSummary("Adds a client to a hosted issuer").WithIdempotency<IdentityDb>()
            .Refuses(StatusCodes.Status409Conflict, "not-hosted", "the member runs its own issuer and keeps its clients there")
            .Refuses(StatusCodes.Status409Conflict, "client-exists", "the member has a client of this name").WithExample("member-client");
        clients.MapPost("/{name}/disable", DisableAsync).WithName("DisableClient").WithSummary("Disables a client and refuses its tokens").WithIdempotency<IdentityDb>()
            .Refuses(StatusCodes.Status409Conflict, "own-client", "the client is the caller itself");
    }

    /// <summary>Returns the clients of a member's hosted issuer by name, disabled ones included. For the member's point of contact or the operator.</summary>
    internal static async Task<Results<PageAnswer<ClientView>, ProblemHttpResult>> ListAsync(
        string code, [AsParameters] Paging paging, Principal caller, IdentityDb db, CancellationToken ct)
    {
        if (!SetPointsOfContact.MayManage(caller, code)) return Refused();
        var faults = new Faults();
        var page = paging.Read<string>("clients", code, faults);
        if (faults.Any) return faults.ToProblem();
        var after = page.After ?? "";
        var clients = await db.Clients.AsNoTracking().Where(c => c.Member == code && c.Name.CompareTo(after) > 0).OrderBy(c => c.Name).Take(page.Take).ToListAsync(ct);
        return page.Answer(clients, client => client.Name, ClientView.Of);
    }

    /// <summary>
    /// Adds a client with its public keys to a member's hosted issuer. It may request tokens at once. For the member's point of contact or the operator.
    /// </summary>
    internal static async Task<Results<Created<ClientView>, ProblemHttpResult>> AddAsync(
        string code, ClientInput request, Principal caller, IdentityDb db, MemberDirectory directory, CancellationToken ct)
    {
        if (!SetPointsOfContact.MayManage(caller, code)) return Refused();
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code, ct) is not { } member) return Problems.NotFound();
        if (!member.IsHosted) return Problems.Conflict("not-hosted", $"{code} runs its own issuer and keeps its clients there.");
        var (now, faults) = (directory.Now, new Faults());
        var check = new Check(faults) { Today = directory.Today };
        check.Fields(request);
        var jwks = request.Check(member.Kind, check, "", faults);
        if (faults.Any) return faults.ToProblem();
        var client = request.ToClient(code, jwks!, now);
        if (await db.Clients.AnyAsync(c => c.ClientId == client.ClientId, ct)) return Problems.Conflict("client-exists", $"name: {client.ClientId} already exists.");
        db.Clients.Add(client);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/v1/members/{code}/clients", ClientView.Of(client));
    }

    /// <summary>
    /// Disables a client: it gets no more tokens, and every service refuses the tokens that it has within seconds. A client that is disabled stays so.
    /// For the member's point of contact or the operator.
    /// </summary>
    internal static async Task<Results<Ok<ClientView>, ProblemHttpResult>> DisableAsync(
        string code, [Description("The client's name within the member, such as `customs`.")] string name, Principal caller,
        IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
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
        return TypedResults.Ok(ClientView.Of(client));
    }

    private static ProblemHttpResult Refused() => Problems.Forbidden("Only the member's own point of contact or the operator may manage its clients.");
}
