using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Fields;

namespace Exchange.Identity.Members;

/// <summary>Replaces the points of contact of a member. The member's point of contact or the operator may do this.</summary>
internal static class SetPointsOfContact
{
    /// <param name="PointsOfContact">At most 20. Required.</param>
    internal sealed record Request(IReadOnlyList<PointOfContact?>? PointsOfContact);

    private const int Most = 20;

    public static void Map(IEndpointRouteBuilder members) =>
        members.MapPut("/{code}/points-of-contact", HandleAsync).WithName("SetPointsOfContact").WithSummary("Replaces the points of contact of a member")
            .RequireMember().Produces<MemberView>();

    internal static async Task<IResult> HandleAsync(
        string code, Request request, HttpRequest http, Principal caller, IdentityDb db, MemberDirectory directory, CancellationToken ct)
    {
        if (!MayManage(caller, code)) return Problems.Forbidden("Only the member's own point of contact or the operator may change this.");
        var faults = new Faults();
        if (request.PointsOfContact is null) faults.Add("pointsOfContact", "is required");
        var contacts = Read(request.PointsOfContact ?? [], "pointsOfContact", faults);
        if (faults.Any) return faults.ToProblem();
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (!ETags.Allows(http, (await directory.ShowAsync(member, ct)).ETag)) return Problems.PreconditionFailed();
        member.SetPointsOfContact(contacts);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }

    /// <summary>Whether the caller is the operator or a point of contact of the member.</summary>
    internal static bool MayManage(Principal caller, string code) =>
        caller.Has(Scopes.NetworkOperate) || (caller.Member == code && caller.Functions.Contains(Functions.PointOfContact));

    internal static IReadOnlyList<PointOfContact> Read(IReadOnlyList<PointOfContact?> input, string path, Faults faults)
    {
        if (input.Count > Most) faults.Add(path, $"has to hold at most {Most}");
        foreach (var (i, contact) in input.Take(Most).Index())
        {
            Texts.Require(contact?.Name, 200, $"{path}[{i}].name", faults);
            Texts.Allow(contact?.Role, 200, $"{path}[{i}].role", faults);
            Texts.Allow(contact?.Email, 254, $"{path}[{i}].email", faults);
            Texts.Allow(contact?.Phone, 40, $"{path}[{i}].phone", faults);
            if (contact?.Email is { } email && email.IndexOf('@') is var at && (at <= 0 || at == email.Length - 1 || email.Any(char.IsWhiteSpace)))
                faults.Add($"{path}[{i}].email", "has to be an email address");
        }
        return [.. input.OfType<PointOfContact>()];
    }
}
