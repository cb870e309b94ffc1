using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging.Tests;

/// <summary>What consumers of the sample service have done.</summary>
internal static class Effects
{
    /// <summary>Each parcel noted once, and what followed noted once; nothing twice, which no waiting would mend.</summary>
    public static async Task<bool> AreOnceAsync(SampleDb db, params Guid[] parcels)
    {
        var counts = await db.Effects.Where(e => parcels.Contains(e.Parcel))
            .GroupBy(e => new { e.Parcel, e.Consumer }).Select(same => same.Count()).ToListAsync();
        if (counts.Exists(count => count > 1)) throw new InvalidOperationException("A message has had its effect twice.");
        return counts.Count == 2 * parcels.Length;
    }
}
