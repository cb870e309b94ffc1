using System.Text;
using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Marks;
using Exchange.DiversionCases.Places;

namespace Exchange.DiversionCases.Cases;

/// <summary>
/// A case of diversion in its current version (outcome document, paras 21, 79, 104). The content is kept whole, as JSON;
/// beside it stands what lists filter by, each apart by the level that shows it.
/// </summary>
internal sealed class DiversionCase : IReleasable
{
    // What was told in this process, so that its JSON need not be read again.
    private CaseContent? told;

    private DiversionCase()
    {
    }

    public Guid Id { get; private init; }
    public string Reference { get; private init; } = null!;
    public string Originator { get; private init; } = null!;

    /// <summary>Counts what the originator told: 1 as reported, one more with each amendment and with the withdrawal.</summary>
    public int Version { get; private set; }

    /// <summary>Counts every change, of releases too: the order in which others learn of them, and the guard against two at once.</summary>
    public int Revision { get; private set; }

    /// <summary>The <see cref="CaseContent"/> of this version as JSON; null once the case is withdrawn.</summary>
    public string? Content { get; private set; }

    public IReadOnlyList<Release> Releases { get; private set; } = [];
    public DateTimeOffset ReportedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The authority that told this version.</summary>
    public string? ChangedBy { get; private set; }

    /// <summary>Why it was withdrawn; for its originator alone.</summary>
    public string? WithdrawalReason { get; private set; }

    public string? Status { get; private set; }
    public string? LifecycleStage { get; private set; }
    public string? DiversionType { get; private set; }
    public string? EventDate { get; private set; }
    public DateOnly? EventFrom { get; private set; }
    public DateOnly? EventUntil { get; private set; }
    public string? Summary { get; private set; }
    public string? LocationCountry { get; private set; }
    public string? LocationUnlocode { get; private set; }
    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>Countries that a summary names, and those named only in full.</summary>
    public IReadOnlyList<string> Countries { get; private set; } = [];
    public IReadOnlyList<string> CountriesInFull { get; private set; } = [];

    /// <summary>Texts that a summary shows, folded for search, and those shown only in full.</summary>
    public string SearchText { get; private set; } = "";
    public string SearchTextInFull { get; private set; } = "";

    public bool IsWithdrawn => Content is null;

    /// <summary>A new case of the caller's State. Without releases, its originator alone sees it.</summary>
    public static DiversionCase Report(Principal caller, CaseContent content, IReadOnlyList<Release> releases, string reference, DateTimeOffset now)
    {
        var reported = new DiversionCase
        {
            Id = Guid.CreateVersion7(now),
            Reference = reference,
            Originator = caller.Member,
            ReportedAt = now,
            Releases = releases,
        };
        reported.Tell(caller, content, now);
        return reported;
    }

    /// <summary>Tells the case anew; gives the version that it was, to be kept.</summary>
    public EarlierVersion Amend(Principal caller, CaseContent content, DateTimeOffset now)
    {
        var earlier = Keep();
        Tell(caller, content, now);
        return earlier;
    }

    /// <summary>
    /// Takes the case back; gives the version that it was, to be kept. Those who could see it see that it was withdrawn, and
    /// no longer what it said: nor may a filter tell them.
    /// </summary>
    public EarlierVersion Withdraw(Principal caller, string reason, DateTimeOffset now)
    {
        var earlier = Keep();
        Tell(caller, new CaseContent { Status = CaseStatus.Withdrawn }, now);
        Content = null;
        WithdrawalReason = reason;
        return earlier;
    }

    /// <summary>Sets to whom the case is released, in place of what was.</summary>
    public void Release(IReadOnlyList<Release> releases)
    {
        if (IsWithdrawn) throw new InvalidOperationException("A withdrawn case is released to nobody else.");
        Releases = releases;
        Revision++;
    }

    /// <summary>What this version tells.</summary>
    public CaseContent Read() => Content is { } json ? told ??= ReadContent(json) : new CaseContent { Status = CaseStatus.Withdrawn };

    /// <summary>The marks by which a search finds the case.</summary>
    public IReadOnlyList<WeaponMark> Marks() =>
    [
        .. (Read().Items ?? []).SelectMany(item => item.Marks ?? []).Where(mark => mark is { Kind: not null, Serial: not null })
            .Select((mark, number) => WeaponMark.Of(Id, number, mark.Kind!, mark.Manufacturer, mark.Country, mark.Serial!)),
    ];

    /// <summary>What other services may derive from this version.</summary>
    public CaseFacts Facts(PlaceLookup places)
    {
        var content = Read();
        var named = NamedInSummary(content);
        return new CaseFacts
        {
            Id = Id,
            Reference = Reference,
            Originator = Originator,
            Version = Revision,
            Status = content.Status,
            LifecycleStage = content.LifecycleStage,
            DiversionType = content.DiversionType,
            EventFrom = EventFrom,
            EventUntil = EventUntil,
            Categories = Categories,
            Location = content.Location?.Unlocode is { } locode ? places.Check(locode).Place : null,
            Route = [.. from leg in content.Route ?? []
                where leg is { Sequence: not null, From: not null, To: not null, Mode: not null }
                select new RouteLeg
                {
                    Sequence = leg.Sequence!.Value,
                    From = places.Check(leg.From!).Place!,
                    To = places.Check(leg.To!).Place!,
                    Mode = leg.Mode!,
                    Means = leg.Means,
                    Concealment = leg.Concealment,
                }],
            Parties = [.. from actor in named.Actors ?? []
                select new CaseParty
                {
                    Role = actor.Role!,
                    Kind = actor.Kind!,
                    Name = actor.Name,
                    OtherNames = actor.OtherNames ?? [],
                    Country = actor.Country,
                    Identifiers = [.. from identifier in actor.Identifiers ?? []
                        where identifier is { Scheme: not null, Value: not null }
                        select new PartyIdentifier(identifier.Scheme!, identifier.Value!)],
                }],
            Documents = [.. from document in named.Documents ?? [] select new CaseDocument(document.Kind, document.Number, document.IssuingState)],
            InformationCredibility = content.Grading?.Information,
            Handling = new Handling
            {
                Tlp = content.Handling?.Tlp ?? new Handling().Tlp,
                Purposes = content.Handling?.Purposes ?? [],
                Paragraphs = content.Handling?.Paragraphs ?? [],
            },
            Releases = Releases,
            ReportedAt = ReportedAt,
        };
    }

    internal static CaseContent ReadContent(string json) => JsonSerializer.Deserialize<CaseContent>(json, JsonSerializerOptions.Web)!;

    // By the one rule of levels, so that nobody whom a summary hides gets into an event.
    private static CaseContent NamedInSummary(CaseContent content) => content is { Actors: null, Documents: null }
        ? content
        : JsonSerializer.Deserialize<CaseContent>(
            LevelJson.Serialize(new CaseContent { Actors = content.Actors, Documents = content.Documents }, ReleaseLevel.Summary), JsonSerializerOptions.Web)!;

    private EarlierVersion Keep()
    {
        if (IsWithdrawn) throw new InvalidOperationException("A withdrawn case is told no further.");
        return new EarlierVersion { Id = Guid.CreateVersion7(ChangedAt), CaseId = Id, Version = Version, Content = Content!, ChangedAt = ChangedAt, ChangedBy = ChangedBy };
    }

    private void Tell(Principal caller, CaseContent news, DateTimeOffset now)
    {
        var content = told = news.AsStored();
        var summary = LevelJson.Serialize(content, ReleaseLevel.Summary);
        var full = LevelJson.Serialize(content, ReleaseLevel.Full);
        var range = content.EventDate?.Range();
        Version++;
        Revision++;
        ChangedAt = now;
        ChangedBy = caller.Authority;
        Content = Encoding.UTF8.GetString(full);
        Status = content.Status;
        LifecycleStage = content.LifecycleStage;
        DiversionType = content.DiversionType;
        EventDate = content.EventDate?.Value;
        EventFrom = range?.From;
        EventUntil = range?.Until;
        Summary = content.Summary;
        LocationCountry = content.Location?.Country;
        LocationUnlocode = content.Location?.Unlocode;
        Categories = [.. (content.Items ?? []).Select(item => item.Category).OfType<string>().Distinct()];
        Countries = CaseSearch.CountriesOf(JsonSerializer.Deserialize<CaseContent>(summary, JsonSerializerOptions.Web)!);
        CountriesInFull = [.. CaseSearch.CountriesOf(content).Except(Countries)];
        (SearchText, SearchTextInFull) = CaseSearch.TextsOf(Reference, summary, full);
    }
}

/// <summary>A version of a case that is no longer the current one; its originator alone sees it.</summary>
internal sealed class EarlierVersion
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required int Version { get; init; }
    public required string Content { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public string? ChangedBy { get; init; }
}
