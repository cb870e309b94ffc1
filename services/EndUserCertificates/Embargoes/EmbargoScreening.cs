using System.Globalization;
using System.Runtime.CompilerServices;
using Exchange.Contracts.Embargoes;
using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.Embargoes;

/// <summary>What screening says of one subject. Advice: the national authority decides.</summary>
internal enum EmbargoOutcome
{
    /// <summary>No entry of current data is about it.</summary>
    NoMatch,

    /// <summary>An entry is about its surroundings: supply there is not forbidden, and may end up where it is.</summary>
    ElevatedRisk,

    /// <summary>Supply is allowed on conditions: they have to be looked up and met.</summary>
    ExemptionCheck,

    /// <summary>The data is past its review date, or there is none: nothing is known, and nothing is clear.</summary>
    DataStale,

    /// <summary>Supply is forbidden unless an exemption holds.</summary>
    ProhibitedUnlessExempt,
}

/// <summary>Somebody to be screened: a party of the transfer, its broker or carrier; or a vessel.</summary>
/// <param name="State">Alpha-3, where it is known; of a vessel, the State whose flag it flies.</param>
/// <param name="IsStateBody">Whether it is a body of that State: its armed forces, a ministry.</param>
internal sealed record ScreenedParty(string? State, string? Name, bool IsStateBody = false);

/// <summary>One leg of the intended route, by UN/LOCODE.</summary>
internal sealed record ScreenedLeg(string From, string To);

/// <summary>What is to be screened (outcome document, paras 7, 116).</summary>
internal sealed record ScreenedTransfer
{
    /// <summary>Alpha-3.</summary>
    public string? FinalDestination { get; init; }

    public IReadOnlyList<ScreenedParty> Parties { get; init; } = [];
    public ScreenedParty? Broker { get; init; }
    public ScreenedParty? Carrier { get; init; }
    public ScreenedParty? Vessel { get; init; }
    public IReadOnlyList<ScreenedLeg> Route { get; init; } = [];
}

/// <summary>An entry that is about a subject.</summary>
internal sealed record EmbargoMatch
{
    /// <summary>The entry's id in the data.</summary>
    public required string Embargo { get; init; }

    public required string Authority { get; init; }
    public required string Regime { get; init; }
    public required string LegalBasis { get; init; }

    /// <summary><see cref="EmbargoOutcome.DataStale"/> where the entry is past its review date.</summary>
    public required EmbargoOutcome Outcome { get; init; }

    /// <summary>What the entry said while it could be relied on; the same as <see cref="Outcome"/> while it can.</summary>
    public required EmbargoOutcome AsWritten { get; init; }

    /// <summary>Why it is about the subject.</summary>
    public required string Reason { get; init; }

    public required IReadOnlyList<string> Exemptions { get; init; }
    public required bool NotificationRequired { get; init; }
    public required DateOnly ReviewDate { get; init; }
    public required string Source { get; init; }

    /// <summary>Nobody has compared the entry with its source.</summary>
    public required bool NeedsReview { get; init; }
}

/// <summary>What screening says of one subject, and why.</summary>
/// <param name="Subject">As a path of the question: <c>finalDestination</c>, <c>parties[0]</c>, <c>broker</c>, <c>vessel</c>, <c>route[1]</c>.</param>
/// <param name="Outcome">The gravest of what is known.</param>
/// <param name="Reason">Given if no match explains the outcome.</param>
internal sealed record SubjectScreening(string Subject, EmbargoOutcome Outcome, IReadOnlyList<EmbargoMatch> Matches, string? Reason);

/// <summary>The answer as a whole.</summary>
internal sealed record EmbargoAnswer
{
    /// <summary>The gravest outcome of all subjects; <see cref="EmbargoOutcome.DataStale"/> where there was nothing to screen by.</summary>
    public required EmbargoOutcome Outcome { get; init; }

    public required IReadOnlyList<SubjectScreening> Subjects { get; init; }

    /// <summary>The data holds entries that nobody has compared with their sources: nothing in the answer is verified.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>The day of the data; null where there is none.</summary>
    public DateOnly? CompiledOn { get; init; }

    public string? Source { get; init; }

    /// <summary>What was not screened.</summary>
    public IReadOnlyList<string> Limits { get; init; } = EmbargoScreening.Limits;
}

/// <summary>
/// Screens a transfer by the embargo data in force. Data that is past its review date, unreadable or unknown never clears a transfer.
/// </summary>
internal sealed class EmbargoScreening(EmbargoBook book, TimeProvider clock)
{
    /// <summary>Said in every answer.</summary>
    internal static readonly IReadOnlyList<string> Limits =
    [
        "A match is advice; the national authority decides.",
        "Names are compared with the groups that the data names, not with the Consolidated List of the Security Council: screen persons and entities by that list too.",
        "Countries that border on an embargoed territory are not screened: there is no sourced data on them.",
    ];

    /// <summary>Screens by the data and on the day of now.</summary>
    public EmbargoAnswer Screen(ScreenedTransfer question) => Screen(question, book.Data, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    internal static EmbargoAnswer Screen(ScreenedTransfer question, EmbargoData? data, DateOnly today)
    {
        var subjects = SubjectsOf(question, data, today).ToList();
        return new EmbargoAnswer
        {
            Outcome = subjects.Select(s => s.Outcome).DefaultIfEmpty(EmbargoOutcome.DataStale).Max(),
            Subjects = subjects,
            NeedsReview = data is null || data.NeedsReview,
            CompiledOn = data?.CompiledOn,
            Source = data?.Source,
        };
    }

    private static IEnumerable<SubjectScreening> SubjectsOf(ScreenedTransfer question, EmbargoData? data, DateOnly today)
    {
        var screen = new OneScreening(data, today);
        if (question.FinalDestination is { } destination) yield return screen.Of("finalDestination", screen.Destination(destination), Unknown(destination));
        foreach (var (subject, party) in Named(question)) yield return screen.Of(subject, screen.Party(party), Unknown(party), party.Name is not null);
        for (var i = 0; i < question.Route.Count; i++)
            yield return screen.Of(string.Create(CultureInfo.InvariantCulture, $"route[{i}]"), screen.Leg(question.Route[i]), Unknown(question.Route[i]));
    }

    private static IEnumerable<(string Subject, ScreenedParty Party)> Named(ScreenedTransfer question)
    {
        for (var i = 0; i < question.Parties.Count; i++) yield return (string.Create(CultureInfo.InvariantCulture, $"parties[{i}]"), question.Parties[i]);
        if (question.Broker is { } broker) yield return ("broker", broker);
        if (question.Carrier is { } carrier) yield return ("carrier", carrier);
        if (question.Vessel is { } vessel) yield return ("vessel", vessel);
    }

    private static string? Unknown(string country) => Countries.Contains(country) ? null : "The country is not known.";

    private static string? Unknown(ScreenedParty party) => party switch
    {
        { State: { } state } => Unknown(state),
        { Name: null } => "Neither its State nor its name is known.",
        _ => "Its State is not known.",
    };

    private static string? Unknown(ScreenedLeg leg) =>
        CountryOf(leg.From) is null || CountryOf(leg.To) is null ? "The country of one of its places is not known." : null;

    private static string? CountryOf(string locode) => locode.Length == 5 ? Countries.FindAlpha2(locode[..2])?.Alpha3 : null;

    /// <summary>Screening by one state of the data, on one day.</summary>
    private sealed class OneScreening(EmbargoData? data, DateOnly today)
    {
        // Built once for each version of the data, which is replaced whole.
        private static readonly ConditionalWeakTable<EmbargoData, Index> Indexes = [];

        private readonly Index? index = data is null ? null : Indexes.GetValue(data, static data => new Index(data));

        public SubjectScreening Of(string subject, IEnumerable<EmbargoMatch> found, string? unknown, bool isNamed = false)
        {
            var matches = found.ToList();
            var outcome = matches.Select(match => match.Outcome).DefaultIfEmpty(EmbargoOutcome.NoMatch).Max();
            var (least, reason) = data switch
            {
                null => (EmbargoOutcome.DataStale, "There is no embargo data that can be read."),
                _ when data.IsStale(today) => (EmbargoOutcome.DataStale, $"The data was to be reviewed by {data.ReviewDate:O}: an embargo may have been decided since."),
                // A list past its review date does not show who is not on it.
                _ when isNamed && data.Embargoes.FirstOrDefault(e => e.TargetKind == EmbargoCodes.ListedPersons && e.IsStale(today)) is { } list =>
                    (EmbargoOutcome.DataStale, $"The list of {list.Regime} was to be reviewed by {list.ReviewDate:O}: the name may have been added since."),
                _ when unknown is not null => (EmbargoOutcome.ElevatedRisk, unknown),
                _ => (EmbargoOutcome.NoMatch, null),
            };
            return new SubjectScreening(subject, outcome > least ? outcome : least, matches, reason);
        }

        public IEnumerable<EmbargoMatch> Destination(string country) => ByTerritory(country, "the final destination", embargo => embargo switch
        {
            { Area: not null } => EmbargoOutcome.ExemptionCheck,
            { TargetKind: EmbargoCodes.Territory } => EmbargoOutcome.ProhibitedUnlessExempt,
            { TargetKind: EmbargoCodes.Government or EmbargoCodes.NonState } => EmbargoOutcome.ExemptionCheck,
            _ => EmbargoOutcome.ElevatedRisk,
        });

        public IEnumerable<EmbargoMatch> Party(ScreenedParty party)
        {
            var byState = party.State is { } state ? ByTerritory(state, party.IsStateBody ? "the State that it is a body of" : "its State", embargo => embargo switch
            {
                { TargetKind: EmbargoCodes.Territory, Area: null } => EmbargoOutcome.ProhibitedUnlessExempt,
                { TargetKind: EmbargoCodes.Government } when party.IsStateBody => EmbargoOutcome.ProhibitedUnlessExempt,
                { TargetKind: EmbargoCodes.NonState } when party.IsStateBody => EmbargoOutcome.ExemptionCheck,
                { Area: not null } => EmbargoOutcome.ExemptionCheck,
                _ => EmbargoOutcome.ElevatedRisk,
            }) : [];
            var byName = party.Name is { } name ? ByName(NameFolding.Fold(name)) : [];
            // Of one entry, the graver reason.
            return byName.Concat(byState).GroupBy(match => match.Embargo).Select(same => same.MaxBy(match => match.AsWritten)!);
        }

        private IEnumerable<EmbargoMatch> ByName(string folded)
        {
            Embargo? previous = null;
            foreach (var (embargo, asWritten, listed) in index?.Names ?? [])
            {
                if (ReferenceEquals(embargo, previous) || !EmbargoNames.Holds(folded, listed)) continue;
                previous = embargo;
                yield return Match(embargo, EmbargoOutcome.ProhibitedUnlessExempt, $"Its name holds \"{asWritten}\".");
            }
        }

        public IEnumerable<EmbargoMatch> Leg(ScreenedLeg leg)
        {
            return new[] { CountryOf(leg.From), CountryOf(leg.To) }.OfType<string>().Distinct().SelectMany(country =>
                ByTerritory(country, "a country of this leg", embargo => embargo switch
                {
                    { TargetKind: EmbargoCodes.Territory, Area: null } => EmbargoOutcome.ProhibitedUnlessExempt,
                    { TargetKind: EmbargoCodes.Territory or EmbargoCodes.Government } => EmbargoOutcome.ExemptionCheck,
                    _ => EmbargoOutcome.ElevatedRisk,
                }));
        }

        private IEnumerable<EmbargoMatch> ByTerritory(string country, string what, Func<Embargo, EmbargoOutcome> rule)
        {
            foreach (var embargo in index?.ByTerritory[country] ?? [])
            {
                var area = embargo.Area is { } part ? $", only in {part}" : "";
                yield return Match(embargo, rule(embargo), $"It is against {Against(embargo)} {country}{area}: {what}.");
            }
        }

        private EmbargoMatch Match(Embargo embargo, EmbargoOutcome asWritten, string reason)
        {
            // Not in force yet: known, and no prohibition today.
            var inForce = embargo.EffectiveFrom <= today;
            var outcome = inForce ? asWritten : EmbargoOutcome.ElevatedRisk;
            return new EmbargoMatch
            {
                Embargo = embargo.Id,
                Authority = embargo.Authority,
                Regime = embargo.Regime,
                LegalBasis = embargo.LegalBasis,
                Outcome = embargo.IsStale(today) ? EmbargoOutcome.DataStale : outcome,
                AsWritten = outcome,
                Reason = inForce ? reason : $"{reason} It takes effect on {embargo.EffectiveFrom:O}.",
                Exemptions = embargo.Exemptions,
                NotificationRequired = embargo.NotificationRequired,
                ReviewDate = embargo.ReviewDate,
                Source = embargo.Source,
                NeedsReview = embargo.NeedsReview,
            };
        }

        /// <summary>The entries by territory, and the names that they list, folded; both in their order.</summary>
        private sealed class Index(EmbargoData data)
        {
            public ILookup<string?, Embargo> ByTerritory { get; } = data.Embargoes.ToLookup(embargo => embargo.Territory);

            public IReadOnlyList<(Embargo Embargo, string AsWritten, string Folded)> Names { get; } =
                [.. data.Embargoes.SelectMany(embargo => embargo.Names, (embargo, name) => (embargo, name, NameFolding.Fold(name)))];
        }

        private static string Against(Embargo embargo) => embargo.TargetKind switch
        {
            EmbargoCodes.Territory => "the territory of",
            EmbargoCodes.Government => "the government of",
            EmbargoCodes.NonState => "non-governmental forces in",
            _ => "listed persons connected with",
        };
    }
}
