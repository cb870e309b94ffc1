using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Embargoes;

/// <summary>Lists the embargo data that certificates are screened by, its age, and which entries nobody has reviewed.</summary>
internal static class ListEmbargoes
{
    /// <summary>The data in force.</summary>
    public sealed record Response
    {
        /// <summary>The day on which the data was compiled; absent where the operator's file could not be read: then every screening answers that the data is stale.</summary>
        public DateOnly? CompiledOn { get; init; }

        /// <summary>The day from which the data as a whole is stale.</summary>
        public DateOnly? ReviewDate { get; init; }

        /// <summary>Where the data comes from.</summary>
        public string? Source { get; init; }

        /// <summary>When the service read it (UTC).</summary>
        public DateTimeOffset? LoadedAt { get; init; }

        /// <summary>Whether nobody has compared some entry with its source.</summary>
        public required bool NeedsReview { get; init; }

        /// <summary>Whether the data as a whole is past its review date, or there is none.</summary>
        public required bool Stale { get; init; }

        /// <summary>The entries.</summary>
        public required IReadOnlyList<Entry> Items { get; init; }

        /// <summary>What screening by this data cannot find.</summary>
        public IReadOnlyList<string> Limits { get; init; } = EmbargoScreening.Limits;
    }

    /// <summary>An entry of the data, and whether it can be relied on.</summary>
    /// <param name="Id">The id of the entry in the data.</param>
    /// <param name="Authority">Who imposed the embargo, such as the Security Council.</param>
    /// <param name="Regime">The embargo's name.</param>
    /// <param name="TargetKind">What it is about: a State, a territory, or parties by name.</param>
    /// <param name="Territory">The country that it is about.</param>
    /// <param name="Area">The part of the country, where it is about a part.</param>
    /// <param name="Names">The names of the parties that it is about.</param>
    /// <param name="Exemptions">What it exempts.</param>
    /// <param name="NotificationRequired">Whether exempted supply has to be notified.</param>
    /// <param name="LegalBasis">The legal act.</param>
    /// <param name="EffectiveFrom">The day from which it is in force.</param>
    /// <param name="ReviewDate">The day from which the entry is stale.</param>
    /// <param name="Source">Where the entry comes from.</param>
    /// <param name="VerifiedBy">Who compared it with its source.</param>
    /// <param name="VerifiedAt">The day on which that was done.</param>
    /// <param name="Remark">A remark on the entry.</param>
    /// <param name="NeedsReview">Whether nobody has compared it with its source.</param>
    /// <param name="Stale">Whether it is past its review date.</param>
    public sealed record Entry(
        string Id, string Authority, string Regime, string TargetKind, [property: Country] string? Territory, string? Area, IReadOnlyList<string> Names,
        IReadOnlyList<string> Exemptions, bool NotificationRequired, string LegalBasis, DateOnly EffectiveFrom, DateOnly ReviewDate, string Source,
        string? VerifiedBy, DateOnly? VerifiedAt, string? Remark, bool NeedsReview, bool Stale);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/v1/embargoes", Handle)
        .WithName("ListEmbargoes").WithTags("Embargoes").WithSummary("Lists the embargo data that is screened by").RequireMember();

    internal static Ok<Response> Handle(EmbargoBook book, TimeProvider clock)
    {
        var (data, today) = (book.Data, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return TypedResults.Ok(new Response
        {
            CompiledOn = data?.CompiledOn,
            ReviewDate = data?.ReviewDate,
            Source = data?.Source,
            LoadedAt = book.LoadedAt,
            NeedsReview = data is null || data.NeedsReview,
            Stale = data is null || data.IsStale(today),
            Items = [.. (data?.Embargoes ?? []).Select(e => new Entry(
                e.Id, e.Authority, e.Regime, e.TargetKind, e.Territory, e.Area, e.Names, e.Exemptions, e.NotificationRequired, e.LegalBasis,
                e.EffectiveFrom, e.ReviewDate, e.Source, e.VerifiedBy, e.VerifiedAt, e.Remark, e.NeedsReview, e.IsStale(today)))],
        });
    }
}
