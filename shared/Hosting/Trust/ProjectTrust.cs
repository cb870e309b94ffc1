using System.Text.Json;
using Exchange.Contracts;
using MassTransit;

namespace Exchange.Hosting.Trust;

/// <summary>Keeps this service's projection of members and groups; what is older than what it holds is dropped.</summary>
internal sealed class ProjectTrust(TrustDb db) :
    IConsumer<MemberAdmitted>, IConsumer<MemberSuspended>, IConsumer<MemberReinstated>, IConsumer<KeysRotated>, IConsumer<ClientDisabled>,
    IConsumer<GroupChanged>
{
    public Task Consume(ConsumeContext<MemberAdmitted> context) => PutAsync(context.Message.Member, context.CancellationToken);
    public Task Consume(ConsumeContext<MemberSuspended> context) => PutAsync(context.Message.Member, context.CancellationToken);
    public Task Consume(ConsumeContext<MemberReinstated> context) => PutAsync(context.Message.Member, context.CancellationToken);
    public Task Consume(ConsumeContext<KeysRotated> context) => PutAsync(context.Message.Member, context.CancellationToken);

    public Task Consume(ConsumeContext<ClientDisabled> context) => PutAsync(context.Message.Member, context.CancellationToken);

    public async Task Consume(ConsumeContext<GroupChanged> context)
    {
        var group = context.Message;
        var state = JsonSerializer.Serialize(group);
        if (await db.Groups.FindAsync([group.Code], context.CancellationToken) is not { } known)
            db.Groups.Add(new TrustedGroup { Code = group.Code, Version = group.Version, State = state });
        else if (known.Version < group.Version)
            (known.Version, known.State) = (group.Version, state);
        await db.SaveChangesAsync(context.CancellationToken);
    }

    private async Task PutAsync(MemberTrust member, CancellationToken ct)
    {
        var state = JsonSerializer.Serialize(member);
        if (await db.Members.FindAsync([member.Code], ct) is not { } known)
            db.Members.Add(new TrustedMember { Code = member.Code, Version = member.Version, State = state });
        else if (known.Version < member.Version)
            (known.Version, known.State) = (member.Version, state);
        await db.SaveChangesAsync(ct);
    }
}
