using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Projections;

/// <summary>A case of diversion as last published, with its grants: enough to say that a party is named in one.</summary>
internal sealed class CaseFact : IReleasable
{
    public required Guid Id { get; init; }
    public required string Originator { get; init; }
    public required string Reference { get; set; }
    public required int Version { get; set; }
    public string? Status { get; set; }

    /// <summary>When this service received it (UTC).</summary>
    public required DateTimeOffset HeardAt { get; set; }
}

/// <summary>What a case names: a party by <see cref="NameKey"/>, or a certificate by State and number.</summary>
internal sealed class CaseMention
{
    public required Guid CaseId { get; init; }

    /// <summary>The party's <see cref="NameKey"/>, or <c>{State}/{number}</c> of a certificate.</summary>
    public required string Key { get; init; }

    public required MentionKind Kind { get; init; }
}

/// <summary>What a case mentions.</summary>
internal enum MentionKind
{
    Party = 1,
    Certificate = 2,
}

/// <summary>Stores which parties and certificates a case names; shown only to readers who may see the case.</summary>
internal sealed class ProjectCase(CertificatesDb db, TimeProvider clock) : IConsumer<CaseReported>, IConsumer<CaseAmended>, IConsumer<CaseWithdrawn>
{
    private const string Withdrawn = "withdrawn";

    private static readonly string[] Certificates =
        ["end_user_certificate", "end_user_statement", "international_import_certificate", "delivery_verification_certificate", "reexport_consent"];

    public Task Consume(ConsumeContext<CaseReported> context) => PutAsync(context.Message.Case, context.CancellationToken);

    public Task Consume(ConsumeContext<CaseAmended> context) => PutAsync(context.Message.Case, context.CancellationToken);

    public async Task Consume(ConsumeContext<CaseWithdrawn> context)
    {
        var (message, ct) = (context.Message, context.CancellationToken);
        var known = await db.CaseFacts.FindAsync([message.Id], ct);
        if (known?.Version >= message.Version) return;
        if (known is null)
            db.Add(new CaseFact { Id = message.Id, Originator = message.Originator, Reference = "", Version = message.Version, Status = Withdrawn, HeardAt = clock.GetUtcNow() });
        else
            (known.Version, known.Status, known.HeardAt) = (message.Version, Withdrawn, clock.GetUtcNow());
        await SetMentionsAsync(message.Id, [], ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task PutAsync(CaseFacts facts, CancellationToken ct)
    {
        var known = await db.CaseFacts.FindAsync([facts.Id], ct);
        if (known?.Version >= facts.Version) return;
        if (known is null)
        {
            db.Add(new CaseFact
            {
                Id = facts.Id, Originator = facts.Originator, Reference = facts.Reference, Version = facts.Version, Status = facts.Status, HeardAt = clock.GetUtcNow(),
            });
        }
        else
        {
            (known.Reference, known.Version, known.Status, known.HeardAt) = (facts.Reference, facts.Version, facts.Status, clock.GetUtcNow());
        }
        await db.SetGrantsAsync<CaseFact>(facts.Id, facts.Originator, facts.Releases, ct);
        await SetMentionsAsync(facts.Id, MentionsOf(facts), ct);
        await db.SaveChangesAsync(ct);
    }

    private static IEnumerable<CaseMention> MentionsOf(CaseFacts facts)
    {
        var parties = facts.Parties.SelectMany(p => p.OtherNames.Prepend(p.Name)).OfType<string>().Select(NameKey.Of).Where(key => key.Length > 0).Distinct()
            .Select(key => new CaseMention { CaseId = facts.Id, Key = key, Kind = MentionKind.Party });
        var certificates = facts.Documents
            .Where(d => d is { Number: not null, IssuingState: not null } && Certificates.Contains(d.Kind))
            .Select(d => NameKey.OfCertificate(d.IssuingState!, d.Number!)).Distinct()
            .Select(key => new CaseMention { CaseId = facts.Id, Key = key, Kind = MentionKind.Certificate });
        return parties.Concat(certificates);
    }

    private async Task SetMentionsAsync(Guid caseId, IEnumerable<CaseMention> mentions, CancellationToken ct)
    {
        var stored = await db.CaseMentions.Where(m => m.CaseId == caseId).ToDictionaryAsync(m => (m.Kind, m.Key), ct);
        foreach (var mention in mentions)
        {
            if (!stored.Remove((mention.Kind, mention.Key))) db.Add(mention);
        }
        db.RemoveRange(stored.Values);
    }
}
