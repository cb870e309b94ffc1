using Exchange.Access;
using Exchange.Hosting.Http;
using Exchange.Identity.Data;
using Exchange.Identity.Groups;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Members;

/// <summary>Reads members for the features that change or show them.</summary>
internal sealed class MemberDirectory(IdentityDb db, TimeProvider clock)
{
    /// <summary>Now, as the database stores it.</summary>
    public DateTimeOffset Now => clock.StoredNow();

    /// <summary>The day (UTC).</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>The member with its keys, tracked for changes; null if it does not exist.</summary>
    public Task<Member?> FindAsync(string code, CancellationToken ct) =>
        db.Members.Include(m => m.Keys).SingleOrDefaultAsync(m => m.Code == code, ct);

    /// <summary>The groups, by which members are shown.</summary>
    public Task<List<Group>> GroupsAsync(CancellationToken ct) => db.Groups.AsNoTracking().ToListAsync(ct);

    /// <summary>The member as the directory shows it.</summary>
    public async Task<ViewAnswer<MemberView>> ShowAsync(Member member, CancellationToken ct) => new(await JsonAsync(member, ct));

    /// <summary>201 with a member that was admitted.</summary>
    public async Task<CreatedAnswer<MemberView>> ShowCreatedAsync(Member member, CancellationToken ct) =>
        new(await JsonAsync(member, ct), $"/v1/members/{member.Code}");

    private async Task<byte[]> JsonAsync(Member member, CancellationToken ct) =>
        Shown.ToEveryone(MemberView.Of(member, await GroupsAsync(ct), Today));
}
