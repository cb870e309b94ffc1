using System.Globalization;
using System.Text.RegularExpressions;
using Exchange.Contracts;
using Exchange.DiversionCases.Marks;
using Exchange.DiversionCases.Places;
using Exchange.Hosting;

namespace Exchange.DiversionCases.Cases;

/// <summary>
/// What a case has to fulfil to be taken: few fields are mandatory, any may be withheld with a reason, and all that is
/// given is checked. Every faulty field is named at once.
/// </summary>
internal static partial class CaseRules
{
    private const int Name = 200;
    private const int Line = 500;
    private const int Paragraph = 2_000;
    private const int Page = 20_000;
    /// <summary>Of the 2024 outcome document.</summary>
    private const int LastParagraph = 228;

    /// <summary>Checks every field of a case.</summary>
    public static void CheckCase(CaseContent content, PlaceLookup places, DateOnly today, Faults faults)
    {
        var withheld = (content.Withheld ?? []).Select(w => w?.Field).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var check = new Check(faults, withheld, (locode, country) => places.Check(locode, country).Fault) { Today = today };
        CheckHeader(check, content);
        foreach (var (item, at) in check.Each(content.Items, 200)) CheckItem(at, item);
        foreach (var (actor, at) in check.Each(content.Actors, 100)) CheckActor(at, actor);
        CheckRoute(check, content);
        foreach (var (document, at) in check.Each(content.Documents, 50)) CheckDocument(at, document);
        CheckBlocks(check, content);
        CheckWithheld(check, content);
    }

    private static void CheckHeader(Check check, CaseContent content)
    {
        check.Required(content.Status);
        check.Code(content.Status, CodeLists.CaseStatus);
        if (content.Status == CaseStatus.Withdrawn) check.Fault("status", "is set by withdrawing the case");
        check.Required(content.EventDate);
        if (check.In(content.EventDate, out var date, out var at)) CheckEventDate(at, date);
        check.Required(content.LifecycleStage);
        check.Code(content.LifecycleStage, CodeLists.LifecycleStage);
        check.Code(content.LifecycleSubStage, CodeLists.LifecycleSubStage);
        check.Code(content.DiversionType, CodeLists.DiversionType);
        check.Codes(content.IllicitGrounds, CodeLists.IllicitGround);
        check.Codes(content.Topics, CodeLists.InformationTopic);
        check.Code(content.DetectionMethod, CodeLists.DetectionMethod);
        check.Text(content.Summary, Paragraph, lines: true);
        check.Text(content.Narrative, Page, lines: true);
        if (check.In(content.Location, out var location, out at)) CheckLocation(at, location);
        if (check.In(content.Grading, out var grading, out at))
        {
            at.Code(grading.Source, CodeLists.SourceReliability);
            at.Code(grading.Information, CodeLists.InformationCredibility);
        }
        if (check.In(content.Handling, out var handling, out at))
        {
            at.Code(handling.Tlp, CodeLists.Tlp);
            at.Codes(handling.Purposes, CodeLists.Purpose);
            foreach (var (paragraph, of) in at.Each(handling.Paragraphs, 50)) of.Number(paragraph, 1, LastParagraph, "");
        }
        foreach (var (reference, of) in check.Each(content.RelatedCases, 50)) of.Rule(reference, References.Fault, "");
        check.Rule(content.Supersedes, References.Fault);
    }

    private static void CheckEventDate(Check check, EventDate date)
    {
        check.Required(date.Value);
        check.Required(date.Precision);
        check.Code(date.Precision, CodeLists.DatePrecision);
        if (date.Value is null || !CodeLists.DatePrecision.Contains(date.Precision)) return;
        if (date.Range() is not var (from, _)) check.Fault("value", "is not a date of this precision: 2026, 2026-03 or 2026-03-14");
        else check.PastDay(from, "value");
    }

    private static void CheckLocation(Check check, Location location)
    {
        check.Country(location.Country);
        check.Locode(location.Unlocode, location.Country);
        check.Text(location.Description, Line);
        if (location.Point is { } point && !(point is [>= -180 and <= 180, >= -90 and <= 90]))
            check.Fault("point", "has to be [longitude, latitude] in degrees");
    }

    private static void CheckItem(Check check, Item item)
    {
        check.Required(item.Category);
        check.Code(item.Category, CodeLists.ItemCategory);
        check.Required(item.Quantity);
        check.Number(item.Quantity, 0.001m, 1_000_000_000m);
        check.Code(item.Unit, CodeLists.QuantityUnit);
        if (item.Unit is null or "piece" or "round" && item.Quantity is { } quantity && decimal.Truncate(quantity) != quantity)
            check.Fault("quantity", "has to be whole");
        check.Text(item.Make, Name);
        check.Text(item.Model, Name);
        check.Text(item.Calibre, 50);
        check.Code(item.Action, CodeLists.FirearmAction);
        check.Rule(item.HsCode, code => CodeLists.HsHeading.Contains(code.Length >= 4 ? code[..4] : code) && HsCode().IsMatch(code)
            ? null : "is not a code of chapter 93 of the Harmonized System: 4, 6, 8 or 10 digits");
        check.Code(item.MarkingStatus, CodeLists.MarkingStatus);
        check.Code(item.MarkRecoveryMethod, CodeLists.MarkRecoveryMethod);
        check.Code(item.OriginKind, CodeLists.OriginKind);
        check.Code(item.FirearmReport, CodeLists.FirearmReport);
        check.Text(item.Description, Paragraph, lines: true);
        foreach (var (mark, at) in check.Each(item.Marks, 5_000)) CheckMark(at, mark);
    }

    private static void CheckMark(Check check, Mark mark)
    {
        check.Required(mark.Kind);
        check.Code(mark.Kind, CodeLists.MarkKind);
        if (mark is { Kind: "manufacture", Legibility: not "illegible" }) check.Required(mark.Serial);
        check.Text(mark.Manufacturer, WeaponMark.MaxManufacturerLength);
        check.Country(mark.Country);
        check.Rule(mark.Serial, MarkKey.Fault);
        check.Text(mark.Text, Line);
        check.Number(mark.Year, 1800, check.Today.Year);
        check.Text(mark.Model, Name);
        check.Text(mark.Calibre, 50);
        check.Code(mark.Location, CodeLists.MarkLocation);
        check.Code(mark.Method, CodeLists.MarkMethod);
        check.Code(mark.Legibility, CodeLists.MarkLegibility);
        check.Hash(mark.ImageHash);
    }

    private static void CheckActor(Check check, Actor actor)
    {
        check.Required(actor.Role);
        check.Code(actor.Role, CodeLists.ActorRole);
        check.Required(actor.Kind);
        check.Code(actor.Kind, CodeLists.ActorKind);
        check.Code(actor.RecipientKind, CodeLists.RecipientKind);
        check.Text(actor.Name, Name);
        check.Texts(actor.OtherNames, 20, Name);
        check.Country(actor.Country);
        check.Text(actor.Address, Line, lines: true);
        foreach (var (identifier, at) in check.Each(actor.Identifiers, 20)) CheckIdentifier(at, identifier);
    }

    private static void CheckIdentifier(Check check, Identifier identifier)
    {
        check.Required(identifier.Scheme);
        check.Code(identifier.Scheme, CodeLists.IdentifierScheme);
        check.Required(identifier.Value);
        check.Rule(identifier.Value, identifier.Scheme switch
        {
            "lei" => CheckDigits.Lei,
            "imo" => CheckDigits.Imo,
            _ => _ => null,
        });
    }

    private static void CheckRoute(Check check, CaseContent content)
    {
        if (content.Route is []) check.Fault("route", "has no leg; leave it out");
        Leg? previous = null;
        var number = 0;
        foreach (var (leg, at) in check.Each(content.Route, 50))
        {
            number++;
            CheckLeg(at, leg);
            if (leg.Sequence is { } sequence && sequence != number)
                at.Fault("sequence", string.Create(CultureInfo.InvariantCulture, $"has to be {number}: legs stand in order, counted from 1"));
            if (leg.From is { } from && previous?.To is { } reached && from != reached)
                at.Fault("from", "leaves a gap: the leg before does not end there");
            previous = leg;
        }
    }

    private static void CheckLeg(Check check, Leg leg)
    {
        check.Required(leg.Sequence);
        check.Required(leg.From);
        check.Locode(leg.From);
        check.Required(leg.To);
        check.Locode(leg.To);
        if (leg.From is not null && leg.From == leg.To) check.Fault("to", "is where the leg starts: a route leads from one place to another");
        check.Required(leg.Mode);
        check.Code(leg.Mode, CodeLists.TransportMode);
        check.Code(leg.Means, CodeLists.TransportMeans);
        check.Code(leg.Concealment, CodeLists.Concealment);
        check.Codes(leg.Techniques, CodeLists.Technique);
        check.PastDay(leg.DepartedOn);
        check.PastDay(leg.ArrivedOn);
        if (leg.ArrivedOn < leg.DepartedOn) check.Fault("arrivedOn", "is before the departure");
        foreach (var (identifier, at) in check.Each(leg.Conveyance, 10)) CheckIdentifier(at, identifier);
        check.Text(leg.CargoCover, Line);
    }

    private static void CheckDocument(Check check, Document document)
    {
        check.Required(document.Kind);
        check.Code(document.Kind, CodeLists.DocumentKind);
        check.Text(document.Number, 100);
        check.Country(document.IssuingState);
        check.Text(document.IssuingAuthority, Name);
        check.PastDay(document.IssuedOn);
        check.Text(document.Signatory, Name);
        check.Hash(document.Hash);
    }

    private static void CheckBlocks(Check check, CaseContent content)
    {
        if (check.In(content.Recovery, out var recovery, out var at))
        {
            at.Required(recovery.Type);
            at.Code(recovery.Type, CodeLists.RecoveryType);
            at.Code(recovery.Ground, CodeLists.SeizureGround);
            at.Codes(recovery.Contexts, CodeLists.CriminalContext);
            foreach (var (weapons, of) in at.Each(recovery.Weapons, 50))
            {
                of.Required(weapons.Type);
                of.Code(weapons.Type, CodeLists.SeizedWeaponType);
                of.Required(weapons.Quantity);
                of.Number(weapons.Quantity, 1, 1_000_000_000);
            }
            at.Country(recovery.DepartureCountry);
            at.Countries(recovery.TransitCountries, 20);
            at.Country(recovery.DestinationCountry);
            at.Text(recovery.CoSeizedGoods, Line);
            at.Code(recovery.TraceOutcome, CodeLists.TraceOutcome);
            at.Country(recovery.PointOfDiversion);
            at.Text(recovery.LastKnownLicitHolder, Name);
        }
        if (check.In(content.Seizure, out var seizure, out at))
        {
            at.Text(seizure.Number, 100);
            at.PastDay(seizure.Date);
            at.Text(seizure.Office, Name);
            at.Code(seizure.LocationKind, CodeLists.CustomsLocation);
            at.Code(seizure.Direction, CodeLists.CustomsDirection);
            at.Code(seizure.Offence, CodeLists.Offence);
            at.Hashes(seizure.PhotoHashes, 50);
        }
        if (check.In(content.Postal, out var postal, out at))
        {
            at.Code(postal.Operator, CodeLists.PostalOperator);
            at.Code(postal.ItemClass, CodeLists.PostalItemClass);
            at.Rule(postal.Barcode, CheckDigits.S10);
            at.Text(postal.Declaration, Line);
            at.Country(postal.SenderCountry);
            at.Country(postal.AddresseeCountry);
            at.Code(postal.Assembly, CodeLists.Assembly);
            at.Locode(postal.MailCentre);
            foreach (var (barcode, of) in at.Each(postal.LinkedParcels, 100)) of.Rule(barcode, CheckDigits.S10, "");
        }
        if (check.In(content.Online, out var online, out at))
        {
            at.Required(online.Channel);
            at.Code(online.Channel, CodeLists.OnlineChannel);
            at.Code(online.PaymentRail, CodeLists.PaymentRail);
            at.Text(online.VendorAlias, Name);
            at.Hash(online.ListingHash);
            at.Rule(online.FileFormat, format => FileFormat().IsMatch(format) ? null : "is not a file format: up to 12 letters and digits");
            at.Hash(online.FileHash);
        }
        if (check.In(content.Financing, out var financing, out at))
        {
            at.Required(financing.Method);
            at.Code(financing.Method, CodeLists.FinancingMethod);
            at.Rule(financing.Currency, code => code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? null : "is not an ISO 4217 code: three capital letters");
            at.Code(financing.AmountBand, CodeLists.AmountBand);
            at.Text(financing.FiuReference, 100);
        }
        foreach (var (prosecution, of) in check.Each(content.Prosecutions, 50))
        {
            of.Required(prosecution.Offence);
            of.Code(prosecution.Offence, CodeLists.Offence);
            of.Required(prosecution.Stage);
            of.Code(prosecution.Stage, CodeLists.ProsecutionStage);
            of.Country(prosecution.CourtCountry);
            of.PastDay(prosecution.Date);
            of.Text(prosecution.Sanction, Line);
        }
        if (check.In(content.Disaggregation, out var persons, out at)) CheckDisaggregation(at, persons);
    }

    private static void CheckDisaggregation(Check check, Disaggregation persons)
    {
        const int most = 1_000_000_000;
        check.Number(persons.Total, 1, most);
        foreach (var (list, codes, field) in new[] { (persons.Sex, CodeLists.Sex, "sex"), (persons.AgeBand, CodeLists.AgeBand, "ageBand") })
        {
            foreach (var (cell, at) in check.Each(list, codes.Count, field))
            {
                at.Required(cell.Code);
                at.Code(cell.Code, codes);
                at.Number(cell.Count, 1, most);
            }
            if (list is not null && list.DistinctBy(cell => cell?.Code).Count() != list.Count) check.Fault(field, "counts a code twice");
        }
        foreach (var (cell, at) in check.Each(persons.Disability, CodeLists.DisabilityDomain.Count * CodeLists.DisabilityLevel.Count))
        {
            at.Required(cell.Domain);
            at.Code(cell.Domain, CodeLists.DisabilityDomain);
            at.Required(cell.Level);
            at.Code(cell.Level, CodeLists.DisabilityLevel);
            at.Number(cell.Count, 1, most);
        }
    }

    private static void CheckWithheld(Check check, CaseContent content)
    {
        foreach (var (withheld, at) in check.Each(content.Withheld, 100))
        {
            at.Required(withheld.Field);
            at.Text(withheld.Field, FieldPath.MaxLength);
            at.Required(withheld.Reason);
            at.Code(withheld.Reason, CodeLists.WithheldReason);
            at.Text(withheld.Contact, Name);
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
