using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Embargoes;

/// <summary>Lists the embargo data that certificates are screened by, its age, and which entries nobody has reviewed.</summary>
internal static class ListEmbargoes
{
    /// <summary>The data in force.</summary>
    public sealed record Response
    {
        /// <summary>Null, with no items, where the operator's file could not be read: then everything is answered as stale.</summary>
        public DateOnly? CompiledOn { get; init; }
        public DateOnly? ReviewDate { get; init; }
        public string? Source { get; init; }
        public DateTimeOffset? LoadedAt { get; init; }

        /// <summary>At least one entry was compared with its source by nobody.</summary>
        public required bool NeedsReview { get; init; }

        /// <summary>The data as a whole is past its review date, or there is none.</summary>
        public required bool Stale { get; init; }

        public required IReadOnlyList<Entry> Items { get; init; }
        public IReadOnlyList<string> Limits { get; init; } = EmbargoScreening.Limits;
    }

    /// <summary>An entry of the data, and whether it can be relied on.</summary>
    public sealed record Entry(
        string Id, string Authority, string Regime, string TargetKind, string? Territory, string? Area, IReadOnlyList<string> Names,
        IReadOnlyList<string> Exemptions, bool NotificationRequired, string LegalBasis, DateOnly EffectiveFrom, DateOnly ReviewDate, string Source,
        string? VerifiedBy, DateOnly? VerifiedAt, string? Remark, bool NeedsReview, bool Stale);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/v1/embargoes", Handle)
        .WithName("ListEmbargoes").WithTags("Embargoes").WithSummary("Lists the embargo data that certificates are screened by").RequireAuthorization();

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
