using Exchange.Credentials;
using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.StatusLists;

/// <summary>The published status of the certificate that holds this place of a status list.</summary>
internal sealed class StatusEntry
{
    public required string Member { get; init; }
    public required int List { get; init; }
    public required int Index { get; init; }

    /// <summary>One of <see cref="CertificateStatus"/>.</summary>
    public required string Status { get; set; }

    /// <summary>The entry of a new certificate, which is valid.</summary>
    public static StatusEntry New(string member, StatusPlace place) =>
        new() { Member = member, List = place.List, Index = place.Place, Status = CertificateStatus.Valid };
}

/// <summary>Changes what the status list of a State says of a place.</summary>
internal static class StatusEntries
{
    /// <summary>Sets the published status of a place; takes effect with the caller's save.</summary>
    public static async Task SetStatusAsync(this CertificatesDb db, string member, StatusPlace place, string status, CancellationToken ct)
    {
        var entry = await db.StatusEntries.SingleAsync(s => s.Member == member && s.List == place.List && s.Index == place.Place, ct);
        entry.Status = status;
    }
}
