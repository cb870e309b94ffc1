using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Hosting.Http;

/// <summary>The operator's view of the messages that a service's consumers could not process. Never what is in them.</summary>
public static class ParkedMessageEndpoints
{
    /// <summary>A parked message, without its body.</summary>
    /// <param name="Id">The id under which it is parked.</param>
    /// <param name="MessageId">The id of the message.</param>
    /// <param name="MessageType">The contract.</param>
    /// <param name="Consumer">The consumer that could not process it.</param>
    /// <param name="Error">The type of the last exception; its text is in the service's log.</param>
    /// <param name="ParkedAt">When it was parked.</param>
    public sealed record ParkedMessageView(Guid Id, Guid MessageId, string MessageType, string Consumer, string Error, DateTimeOffset ParkedAt);

    /// <summary>
    /// Maps <c>GET /v1/operations/{service}/parked</c> and <c>POST /v1/operations/{service}/parked/{id}/resend</c>, with the scope
    /// <c>network:operate</c>.
    /// </summary>
    public static void MapParkedMessages<TDb>(this IEndpointRouteBuilder endpoints, string service) where TDb : DbContext
    {
        var parked = endpoints.MapGroup($"/v1/operations/{service}/parked").WithTags("Operations").RequireScope(Scopes.NetworkOperate);
        parked.MapGet("/", ListAsync<TDb>).WithName($"ListParkedMessages-{service}").WithSummary("Lists parked messages")
            .WithDescription("Lists the messages that the service's consumers could not process, the newest first. Never what is in them.");
        parked.MapPost("/{id:guid}/resend", ResendAsync<TDb>).WithName($"ResendParkedMessage-{service}").WithSummary("Sends a parked message again")
            .WithDescription("Sends a parked message to its consumer once more. It leaves the list.");
    }

    private static async Task<Results<PageAnswer<ParkedMessageView>, ProblemHttpResult>> ListAsync<TDb>(
        [AsParameters] Paging paging, ParkedMessages<TDb> parked, CancellationToken ct) where TDb : DbContext
    {
        var faults = new Faults();
        var page = paging.Read<Guid?>($"parked messages of {typeof(TDb).Name}", null, faults);
        if (faults.Any) return faults.ToProblem();

        // The newest first: what is parked meanwhile does not shift the pages.
        var items = await parked.All
            .Where(p => page.After == null || p.Id < page.After)
            .OrderByDescending(p => p.Id)
            .Take(page.Take)
            .Select(p => new ParkedMessageView(p.Id, p.MessageId, p.MessageType, p.Consumer, p.Error, p.ParkedAt))
            .ToListAsync(ct);
        return page.Answer(items, item => item.Id);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ResendAsync<TDb>(Guid id, ParkedMessages<TDb> parked, CancellationToken ct)
        where TDb : DbContext =>
        await parked.ResendAsync(id, ct) ? TypedResults.Accepted((string?)null) : Problems.NotFound();
}
