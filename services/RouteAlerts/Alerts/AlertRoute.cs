using Exchange.Contracts;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>The legs of an alert in the order of travel, beside the places that they name.</summary>
internal sealed record AlertRoute
{
    public static AlertRoute None { get; } = new();

    public IReadOnlyList<AlertLeg> Legs { get; init; } = [];

    /// <summary>Each place of the legs once, in the order of travel.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>A route whose places are found in <paramref name="places"/>; a code that is not there has no place.</summary>
    public static AlertRoute Of(IEnumerable<AlertLeg> legs, IReadOnlyDictionary<string, Place> places)
    {
        var ordered = legs.OrderBy(leg => leg.Sequence).ToList();
        return new() { Legs = ordered, Places = [.. ordered.SelectMany(leg => leg.Locodes).Distinct().Where(places.ContainsKey).Select(code => places[code])] };
    }

    /// <summary>The places of a leg in the order of travel.</summary>
    public IEnumerable<Place> PlacesOf(AlertLeg leg) => leg.Locodes.Select(code => Places.First(p => p.Locode == code));
}
