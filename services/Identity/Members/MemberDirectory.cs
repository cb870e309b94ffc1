using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Http;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Members;

/// <summary>Reads members for the features that change or show them.</summary>
internal sealed class MemberDirectory(IdentityDb db, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The member with its keys, tracked for changes; null if it does not exist.</summary>
    public Task<Member?> FindAsync(string code, CancellationToken ct) =>
        db.Members.Include(m => m.Keys).SingleOrDefaultAsync(m => m.Code == code, ct);

    /// <summary>The member as the directory shows it.</summary>
    public async Task<JsonBytes> ShowAsync(Member member, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        var groups = await db.Groups.AsNoTracking().ToListAsync(ct);
        return new JsonBytes(MemberView.Of(member, groups, DateOnly.FromDateTime(Now.UtcDateTime)).ToJson(), status);
    }
}
