using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Places;

/// <summary>A place of UN/LOCODE that this service knows, of its own table or of an import.</summary>
internal sealed class KnownPlace
{
    public const int LocodeLength = 5;
    public const int MaxNameLength = 100;

    /// <summary>Country (alpha-2) and place, without the space between: <c>KEMBA</c>.</summary>
    public required string Locode { get; init; }

    public required string Name { get; set; }

    /// <summary>Native codes of <see cref="CodeLists.PlaceFunction"/>, without dashes: <c>145</c>.</summary>
    public required string Function { get; set; }

    /// <summary>A native code of <see cref="CodeLists.PlaceStatus"/>; null in this service's own table.</summary>
    public string? Status { get; set; }

    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    public string CountryAlpha2 => Locode[..2];

    /// <summary>Whether an import would leave it as it is.</summary>
    public bool Says(KnownPlace same) =>
        (Name, Function, Status, Latitude, Longitude) == (same.Name, same.Function, same.Status, same.Latitude, same.Longitude);

    public Position? Position => Latitude is { } latitude && Longitude is { } longitude ? new(longitude, latitude) : null;
}

/// <summary>One file of UN/LOCODE that was imported; the greatest number tells every process which table is the newest.</summary>
internal sealed class PlaceImport
{
    public required int Number { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public required string ImportedBy { get; init; }
    public required int Added { get; set; }
    public required int Changed { get; set; }
}

/// <summary>The tables of imported places.</summary>
internal static class PlacesModel
{
    public static ModelBuilder AddPlaces(this ModelBuilder model)
    {
        model.Entity<KnownPlace>(place =>
        {
            place.ToTable("places");
            place.HasKey(p => p.Locode);
            place.Property(p => p.Locode).HasMaxLength(KnownPlace.LocodeLength);
            place.Property(p => p.Name).HasMaxLength(KnownPlace.MaxNameLength);
            place.Property(p => p.Function).HasMaxLength(16);
            place.Property(p => p.Status).HasMaxLength(2);
            place.Ignore(p => p.CountryAlpha2);
            place.Ignore(p => p.Position);
        });
        model.Entity<PlaceImport>(import =>
        {
            import.ToTable("place_imports");
            import.HasKey(i => i.Number);
            import.Property(i => i.Number).ValueGeneratedNever();
            import.Property(i => i.ImportedBy).HasMaxLength(100);
        });
        return model;
    }
}
