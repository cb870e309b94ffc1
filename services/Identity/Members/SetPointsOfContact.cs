using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Members;

/// <summary>Replaces the points of contact of a member. The member's point of contact or the operator may do this.</summary>
internal static class SetPointsOfContact
{
    /// <summary>The most points of contact of a member.</summary>
    internal const int Most = 20;

    /// <summary>All points of contact of the member: what is left out is removed.</summary>
    internal sealed record Request
    {
        /// <summary>The points of contact; empty for none.</summary>
        [RequiredField, Most(Most)] public IReadOnlyList<PointOfContactInput?>? PointsOfContact { get; init; }
    }

    public static void Map(IEndpointRouteBuilder members) => members.MapPut("/{code}/points-of-contact", HandleAsync)
        .WithName("SetPointsOfContact").WithSummary("Replaces the points of contact of a member").RequireMember().HonoursIfMatch()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is neither the operator nor a point of contact of the member")
        .WithExample("points-of-contact");

    internal static async Task<Results<ViewAnswer<MemberView>, ProblemHttpResult>> HandleAsync(
        string code, Request request, HttpRequest http, Principal caller, IdentityDb db, MemberDirectory directory, CancellationToken ct)
    {
        if (!MayManage(caller, code)) return Problems.Forbidden("Only the member's own point of contact or the operator may change this.");
        if (Check.Request(request, directory.Now) is { } invalid) return invalid;
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (!ETags.Allows(http, (await directory.ShowAsync(member, ct)).ETag)) return Problems.PreconditionFailed();
        member.SetPointsOfContact([.. request.PointsOfContact!.Select(contact => contact!.ToPointOfContact())]);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }

    /// <summary>Whether the caller is the operator or a point of contact of the member.</summary>
    internal static bool MayManage(Principal caller, string code) =>
        caller.Has(Scopes.NetworkOperate) || (caller.Member == code && caller.Functions.Contains(Functions.PointOfContact));
}
