using Exchange.Contracts;

namespace Exchange.Identity.Samples;

/// <summary>
/// The groups of the sample organizations: their real members, with the dates on which treaties or accessions took effect. Not all are
/// members of the network.
/// </summary>
internal static class SampleGroups
{
    public static IReadOnlyList<GroupMembership> EastAfricanCommunity { get; } =
    [
        // The treaty entered into force on 7 July 2000; other dates are of accession.
        new("KEN", new(2000, 7, 7), null),
        new("TZA", new(2000, 7, 7), null),
        new("UGA", new(2000, 7, 7), null),
        new("BDI", new(2007, 7, 1), null),
        new("RWA", new(2007, 7, 1), null),
        new("SSD", new(2016, 9, 5), null),
        new("COD", new(2022, 7, 11), null),
        new("SOM", new(2024, 3, 4), null),
    ];

    public static IReadOnlyList<GroupMembership> WestAfricanStates { get; } =
    [
        // The treaty of Lagos, 28 May 1975; Cabo Verde joined in 1977, Mauritania left at the end of 2000.
        new("BEN", new(1975, 5, 28), null),
        new("CIV", new(1975, 5, 28), null),
        new("CPV", new(1977, 1, 1), null),
        new("GHA", new(1975, 5, 28), null),
        new("GIN", new(1975, 5, 28), null),
        new("GMB", new(1975, 5, 28), null),
        new("GNB", new(1975, 5, 28), null),
        new("LBR", new(1975, 5, 28), null),
        new("MRT", new(1975, 5, 28), new(2000, 12, 31)),
        new("NGA", new(1975, 5, 28), null),
        new("SEN", new(1975, 5, 28), null),
        new("SLE", new(1975, 5, 28), null),
        new("TGO", new(1975, 5, 28), null),
        // Their withdrawal took effect on 29 January 2025.
        new("BFA", new(1975, 5, 28), new(2025, 1, 28)),
        new("MLI", new(1975, 5, 28), new(2025, 1, 28)),
        new("NER", new(1975, 5, 28), new(2025, 1, 28)),
    ];
}
