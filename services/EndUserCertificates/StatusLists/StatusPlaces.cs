using System.Security.Cryptography;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.StatusLists;

/// <summary>How many places of a State's list are taken; new certificates go to the newest list.</summary>
internal sealed class StatusListCounter
{
    public required string Member { get; init; }
    public required int Number { get; init; }
    public int Taken { get; init; }
}

/// <summary>
/// Assigns certificates their places, at random in a list that is at most half full: consecutive places would reveal how many
/// certificates a State issues.
/// </summary>
internal sealed class StatusPlaces(CertificatesDb db)
{
    private const int MostTaken = SignedStatusLists.Size / 2;

    /// <summary>A free place, taken within the caller's transaction.</summary>
    public async Task<StatusPlace> NextAsync(string member, CancellationToken ct)
    {
        while (true)
        {
            var newest = await db.StatusLists.Where(l => l.Member == member).MaxAsync(l => (int?)l.Number, ct) ?? 0;
            // The row lock also serializes the issuing of one State: nobody else draws a place of this list meanwhile.
            if (newest == 0 || await db.StatusLists.Where(l => l.Member == member && l.Number == newest && l.Taken < MostTaken)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.Taken, l => l.Taken + 1), ct) == 0)
            {
                await db.TryInsertAsync(new StatusListCounter { Member = member, Number = newest + 1 }, ct);
                continue;
            }
            while (true)
            {
                var index = RandomNumberGenerator.GetInt32(SignedStatusLists.Size);
                if (!await db.StatusEntries.AnyAsync(s => s.Member == member && s.List == newest && s.Index == index, ct)) return new(newest, index);
            }
        }
    }
}
