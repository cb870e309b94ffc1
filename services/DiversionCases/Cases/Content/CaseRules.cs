using System.Globalization;
using System.Text.RegularExpressions;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Places;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>
/// What a case has to fulfil. The rules of single fields stand beside the fields; here are those that look at several. Few fields are required, any
/// may be withheld with a reason, and every faulty field is named at once.
/// </summary>
internal static partial class CaseRules
{
    /// <summary>Checks every field of a case.</summary>
    public static void CheckCase(CaseContent content, PlaceLookup places, DateOnly today, Faults faults)
    {
        var withheld = (content.Withheld ?? []).Select(w => w?.Field).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var check = new Check(faults, withheld, (locode, country) => places.Check(locode, country).Fault) { Today = today };
        check.Fields(content);
        if (content.Status == CaseStatus.Withdrawn) check.Fault("status", "is set by withdrawing the case");
        if (check.In(content.EventDate, out var date, out var at)) CheckEventDate(at, date);
        if (check.In(content.Location, out var location, out at)) CheckLocation(at, location, places);
        foreach (var (item, of) in check.Inside(content.Items)) CheckItem(of, item);
        foreach (var (actor, of) in check.Inside(content.Actors))
        {
            foreach (var (identifier, its) in of.Inside(actor.Identifiers)) CheckIdentifier(its, identifier);
        }
        CheckRoute(check, content);
        if (check.In(content.Disaggregation, out var persons, out at)) CheckDisaggregation(at, persons);
        CheckWithheld(check, content);
    }

    /// <summary>What is wrong with a code of chapter 93 of the Harmonized System, or null.</summary>
    public static string? HsCodeFault(string code) =>
        CodeLists.HsHeading.Contains(code.Length >= 4 ? code[..4] : code) && HsCode().IsMatch(code)
            ? null
            : "is not a code of chapter 93 of the Harmonized System: 4, 6, 8 or 10 digits";

    /// <summary>What is wrong with a file format, or null.</summary>
    public static string? FileFormatFault(string format) => FileFormat().IsMatch(format) ? null : "is not a file format: up to 12 letters and digits";

    /// <summary>What is wrong with a currency (ISO 4217), or null.</summary>
    public static string? CurrencyFault(string code) =>
        code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? null : "is not an ISO 4217 code: three capital letters";

    private static void CheckEventDate(Check check, EventDate date)
    {
        if (date.Value is null || !CodeLists.DatePrecision.Contains(date.Precision)) return;
        if (date.Range() is not var (from, _)) check.Fault("value", "is not a date of this precision: 2026, 2026-03 or 2026-03-14");
        else check.PastDay(from, "value");
    }

    private static void CheckLocation(Check check, Location location, PlaceLookup places)
    {
        if (location is { Unlocode: { } locode, Country: { } country } && places.Check(locode).Fault is null && places.Check(locode, country).Fault is { } fault)
            check.Fault("unlocode", fault);
        if (location.Point is { Count: <= 2 } point && !(point is [>= -180 and <= 180, >= -90 and <= 90]))
            check.Fault("point", "has to be [longitude, latitude] in degrees");
    }

    private static void CheckItem(Check check, Item item)
    {
        if (item.Unit is null or "piece" or "round" && item.Quantity is { } quantity && decimal.Truncate(quantity) != quantity)
            check.Fault("quantity", "has to be whole");
        foreach (var (mark, at) in check.Inside(item.Marks))
        {
            if (mark is { Kind: "manufacture", Legibility: not "illegible" }) at.Required(mark.Serial);
            if (mark.Year > check.Today.Year) at.Fault("year", "is in the future");
        }
    }

    private static void CheckIdentifier(Check check, Identifier identifier)
    {
        if (identifier.Scheme is "lei" or "imo") check.Rule(identifier.Value, identifier.Scheme == "lei" ? CheckDigits.Lei : CheckDigits.Imo);
    }

    private static void CheckRoute(Check check, CaseContent content)
    {
        if (content.Route is []) check.Fault("route", "has no leg; leave it out");
        Leg? previous = null;
        var number = 0;
        foreach (var (leg, at) in check.Inside(content.Route))
        {
            number++;
            if (leg.Sequence is { } sequence && sequence != number)
                at.Fault("sequence", string.Create(CultureInfo.InvariantCulture, $"has to be {number}: legs stand in order, counted from 1"));
            if (leg.From is { } from && previous?.To is { } reached && from != reached)
                at.Fault("from", "leaves a gap: the leg before does not end there");
            if (leg.From is not null && leg.From == leg.To) at.Fault("to", "is where the leg starts: a route leads from one place to another");
            if (leg.ArrivedOn < leg.DepartedOn) at.Fault("arrivedOn", "is before the departure");
            foreach (var (identifier, its) in at.Inside(leg.Conveyance)) CheckIdentifier(its, identifier);
            previous = leg;
        }
    }

    private static void CheckDisaggregation(Check check, Disaggregation persons)
    {
        foreach (var (list, codes, field) in new[] { (persons.Sex, CodeLists.Sex, "sex"), (persons.AgeBand, CodeLists.AgeBand, "ageBand") })
        {
            foreach (var (cell, at) in check.Inside(list, field)) at.Code(cell.Code, codes);
            if (list is not null && list.DistinctBy(cell => cell?.Code).Count() != list.Count) check.Fault(field, "counts a code twice");
        }
    }

    private static void CheckWithheld(Check check, CaseContent content)
    {
        foreach (var (withheld, at) in check.Inside(content.Withheld))
        {
            if (withheld.Field is not { Length: <= FieldPath.MaxLength } path) continue;
            if (path.StartsWith("withheld", StringComparison.Ordinal) || !FieldPath.TryFind(content, path, out var value))
                at.Fault("field", "is not a field of this case");
            else if (value is not null)
                at.Fault("field", "is given; what is withheld is left out");
        }
        if (content.Withheld is { } all && all.DistinctBy(w => w?.Field).Count() != all.Count) check.Fault("withheld", "names a field twice");
    }

    [GeneratedRegex(@"^\d{4}(\d\d){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HsCode();

    [GeneratedRegex(@"^[a-z0-9]{1,12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileFormat();
}
