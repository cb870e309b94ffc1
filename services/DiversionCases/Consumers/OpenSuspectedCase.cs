using System.Globalization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Data;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using MassTransit;

namespace Exchange.DiversionCases.Consumers;

/// <summary>A forgery of end-user documentation that became a case: the key is the rule that one forgery opens one case.</summary>
internal sealed class CaseOfForgery
{
    public required Guid ForgeryId { get; init; }
    public required Guid CaseId { get; init; }
}

/// <summary>
/// Opens a case of the State that learned of a forged or altered certificate, suspected and released to nobody. What becomes of
/// it is that State's to say: it confirms by amending the case, releases it, or withdraws it (outcome document, paras 21, 48, 103).
/// </summary>
internal sealed class OpenSuspectedCase(CasesDb db, IOutbox<CasesDb> outbox, PlaceLookup places, ReferenceNumbers numbers, TimeProvider clock)
    : IConsumer<CertificateForgerySuspected>
{
    /// <summary>What the outcome document says of cases of diversion, of authenticated certification and of end-user certificates.</summary>
    private static readonly int[] Paragraphs = [21, 48, 103];

    private const int MostNamed = 20;

    public async Task Consume(ConsumeContext<CertificateForgerySuspected> context)
    {
        var (forgery, ct) = (context.Message, context.CancellationToken);
        if (await db.CasesOfForgeries.FindAsync([forgery.Id], ct) is not null) return;

        var now = clock.GetUtcNow();
        var content = ContentOf(forgery);
        Check(content, forgery, now);
        var inItsName = new Principal { Member = forgery.AskingState, Subject = DiversionCasesModule.Name, Addresses = [forgery.AskingState] };
        var opened = DiversionCase.Report(inItsName, content, releases: [], References.New(forgery.AskingState, now, numbers.Next()), now);
        db.Cases.Add(opened);
        db.AddRange(Grants.Of<DiversionCase>(opened.Id, opened.Originator, releases: []));
        db.CasesOfForgeries.Add(new CaseOfForgery { ForgeryId = forgery.Id, CaseId = opened.Id });
        await outbox.PublishAsync(new CaseReported(opened.Facts(places)), ct);
        // Another replica's case of the same forgery, or a reference that is taken, ends this attempt; the next finds or draws anew.
        await db.SaveChangesAsync(ct);
    }

    /// <summary>What is known of the forgery, and nothing that would have to be guessed: no quantities, no grading, no route.</summary>
    internal static CaseContent ContentOf(CertificateForgerySuspected forgery)
    {
        var foundOn = DateOnly.FromDateTime(forgery.At.UtcDateTime);
        return new CaseContent
        {
            Status = CaseStatus.Suspected,
            EventDate = EventDate.Parse(foundOn.ToString("O", CultureInfo.InvariantCulture)),
            LifecycleStage = "before_transfer",
            DiversionType = "false_or_forged_documentation",
            DetectionMethod = "denied_euc_verification",
            Summary = SummaryOf(forgery),
            Narrative = NarrativeOf(forgery),
            Actors = ActorsOf(forgery) is { Count: > 0 } actors ? actors : null,
            Documents =
            [
                new Document
                {
                    Kind = forgery.Type,
                    Number = forgery.Number,
                    IssuingState = forgery.PurportedIssuer,
                    // A forger may write any date; one that has not come is told in the summary alone.
                    IssuedOn = forgery.IssuedOn <= foundOn ? forgery.IssuedOn : null,
                    Hash = forgery.DocumentHash,
                },
            ],
            Handling = new HandlingMarks { Tlp = "amber", Paragraphs = Paragraphs },
        };
    }

    private static string SummaryOf(CertificateForgerySuspected forgery)
    {
        var (issuer, document) = (forgery.PurportedIssuer, Title(CodeLists.DocumentKind, forgery.Type));
        var number = forgery.Number is { } read ? $", number {read}" : "";
        var dated = forgery.IssuedOn is { } day ? $", dated {day:O}" : "";
        var said = forgery.Finding switch
        {
            ForgeryFindings.NotIssued => $"{issuer} answered that it did not issue it",
            ForgeryFindings.Altered => $"{issuer} answered that it was altered{AlteredIn(forgery.AlteredFields)}",
            _ => $"{issuer} answered that it is not authentic",
        };
        var sentences = new List<string> { $"A document that names {issuer} as its issuer ({document}{number}{dated}) was to be authenticated; {said}." };
        if (forgery.FinalDestination is { } destination) sentences.Add($"Final destination on the document: {destination}.");
        if (forgery.Categories.Count > 0)
            sentences.Add($"Goods on the document: {string.Join(", ", forgery.Categories.Distinct().Take(MostNamed).Select(category => Title(CodeLists.ItemCategory, category)))}.");
        return string.Join(' ', sentences);
    }

    private static string AlteredIn(IReadOnlyList<string> fields) => fields.Count switch
    {
        0 => "",
        <= MostNamed => $" ({string.Join(", ", fields)})",
        _ => string.Create(CultureInfo.InvariantCulture, $" ({string.Join(", ", fields.Take(MostNamed))} and {fields.Count - MostNamed} more fields)"),
    };

    private static string NarrativeOf(CertificateForgerySuspected forgery) =>
        (forgery.AuthenticationId is { } id ? $"Opened from the answer to authentication {id}. " : "Opened from the answer to an authentication. ")
        + "Nobody else sees this case until it is released. Amend it to confirm it, or withdraw it.";

    // The publisher leaves persons out; whatever is not said to be a company or a State is left out here too.
    private static List<Actor> ActorsOf(CertificateForgerySuspected forgery) =>
    [
        .. from party in forgery.Parties
            where party.Kind is "state" or "company" && party.Role is not ("victim" or "corrupt_official")
            select new Actor { Role = party.Role, Kind = party.Kind, Name = party.Name, Country = party.Country },
    ];

    private static string Title(CodeList list, string value) => list.FirstOrDefault(code => code.Value == value)?.Label ?? value;

    // A case that its State could not amend as it stands would be no use to it: what breaks a rule is parked, for the operator.
    private void Check(CaseContent content, CertificateForgerySuspected forgery, DateTimeOffset now)
    {
        var faults = new Faults();
        CaseRules.CheckCase(content, places, DateOnly.FromDateTime(now.UtcDateTime), faults);
        if (!Countries.Contains(forgery.AskingState)) faults.Add("askingState", "is no State");
        if (faults.Any) throw new InvalidOperationException($"Forgery {forgery.Id} gives no case: {string.Join("; ", faults.ByField.Keys)}.");
    }
}
