using Exchange.Access;
using Exchange.Contracts.Vocabularies;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Exchange.DiversionCases.Marks;

/// <summary>
/// A mark on a weapon of a case's current version, in the forms that a search looks up. What earlier versions said stays in
/// the case's history and no longer hits.
/// </summary>
internal sealed class WeaponMark
{
    public const int MaxManufacturerLength = 200;

    public required Guid CaseId { get; init; }

    /// <summary>Counts the marks of the case's current version.</summary>
    public required int Number { get; init; }

    /// <summary>A code of <see cref="CodeLists.MarkKind"/>.</summary>
    public required string Kind { get; init; }

    public string? Manufacturer { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string? Country { get; init; }

    /// <summary>As it was reported.</summary>
    public required string Serial { get; init; }

    /// <summary>As it is compared (<see cref="MarkKey"/>).</summary>
    public required string Key { get; init; }

    /// <summary>The key read from its end.</summary>
    public required string ReversedKey { get; init; }

    public static WeaponMark Of(Guid caseId, int number, string kind, string? manufacturer, string? country, string serial)
    {
        var key = MarkKey.Of(serial);
        return new()
        {
            CaseId = caseId,
            Number = number,
            Kind = kind,
            Manufacturer = manufacturer,
            Country = country,
            Serial = serial,
            Key = key,
            ReversedKey = MarkKey.Reverse(key),
        };
    }
}

/// <summary>The table of marks.</summary>
internal static class WeaponMarks
{
    /// <summary>
    /// Maps the marks of <typeparamref name="TCase"/>; they go with their case.
    /// </summary>
    public static ModelBuilder AddWeaponMarks<TCase>(this ModelBuilder model, DatabaseFacade database) where TCase : class, IReleasable
    {
        model.Entity<WeaponMark>(mark =>
        {
            mark.ToTable("weapon_marks");
            mark.HasKey(m => new { m.CaseId, m.Number });
            mark.Property(m => m.Kind).HasMaxLength(32);
            mark.Property(m => m.Manufacturer).HasMaxLength(WeaponMark.MaxManufacturerLength);
            mark.Property(m => m.Country).HasMaxLength(3);
            mark.Property(m => m.Serial).HasMaxLength(MarkKey.MaxLength);
            foreach (var key in new[] { mark.Property(m => m.Key), mark.Property(m => m.ReversedKey) })
            {
                key.HasMaxLength(MarkKey.MaxLength).ComparedByBytes(database);
            }
            mark.HasIndex(m => m.Key);
            mark.HasIndex(m => m.ReversedKey);
            mark.HasOne<TCase>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Cascade);
        });
        return model;
    }

    /// <summary>Puts <paramref name="marks"/> in place of those of the case's earlier version; takes effect with the caller's save.</summary>
    public static async Task ReplaceMarksAsync(this DbContext db, Guid caseId, IReadOnlyList<WeaponMark> marks, CancellationToken ct)
    {
        var stored = db.Set<WeaponMark>();
        // Updated in place, since EF cannot delete and insert the same key in one save.
        var earlier = await stored.Where(m => m.CaseId == caseId).ToDictionaryAsync(m => m.Number, ct);
        foreach (var mark in marks)
        {
            if (earlier.Remove(mark.Number, out var same)) db.Entry(same).CurrentValues.SetValues(mark);
            else stored.Add(mark);
        }
        stored.RemoveRange(earlier.Values);
    }
}
