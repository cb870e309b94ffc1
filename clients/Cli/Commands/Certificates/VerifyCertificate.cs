using System.CommandLine;
using System.Text;
using System.Text.Json;
using Exchange.Cli.Api;
using Exchange.Cli.Offline;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate verify</c>: a verdict with every check, from the network or, offline, from stored keys and status lists.</summary>
internal static class VerifyCertificate
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("file")
        {
            Description = "The credential, or the text of the QR code (EUC1:…); use - for standard input",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var number = Inputs.Optional("--number", "Instead of a file: the number of the certificate, with --state and --hash", "NUMBER");
        var state = Inputs.Optional("--state", "The issuing State", "ALPHA-3");
        var hash = Inputs.Optional("--hash", "The document hash printed below the QR code", "SHA-256");
        var read = Inputs.Optional("--read", "A file with the fields as you read them on the paper, as JSON; the verdict names each difference", "FILE");
        var lines = Inputs.Several("--line", "The quantity to be shipped, by line of the certificate", "LINE=QUANTITY");
        var exporter = Inputs.Optional("--exporter", "The exporting State", "ALPHA-3");
        var broker = Inputs.Optional("--broker", "The broker, by its State and registration number", "ALPHA-3/NUMBER");
        var carrier = Inputs.Optional("--carrier", "The carrier, by its State and name", "ALPHA-3/NAME");
        var vessel = Inputs.Optional("--vessel", "The vessel, by its flag State and name", "ALPHA-3/NAME");
        var route = Inputs.Several("--route", "The places of the route in order, as UN/LOCODEs", "LOCODE");
        var receipt = Inputs.Optional("--receipt", "Write the signed receipt to this file", "FILE");
        var offline = new Option<bool>("--offline") { Description = "Verify without a connection, with the keys and status lists from `exchange certificate prepare`" };
        return new Verb("verify", "Verify a certificate and show each check",
            "exchange certificate verify euc.jwt --line 1=200 --as CZE/licensing",
            "exchange certificate verify --number TCD-0042 --state TCD --hash 3f2a… --as KEN/customs",
            "exchange certificate verify qr.txt --offline")
        {
            file, number, state, hash, read, lines, exporter, broker, carrier, vessel, route, receipt, offline,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var text = parsed.GetValue(file) is { } path ? Encoding.UTF8.GetString(await session.ReadAsync(path, ct)).Trim() : null;
            if (parsed.GetValue(offline))
            {
                if (text is null) throw new UsageException("Offline verification needs a file: a credential, or the text of a QR code.");
                Show(session, new OfflineVerifier(session.Offline, session.Network, session.Clock).Verify(text).ToJson());
                return;
            }
            var answer = await session.Api.PostAsync("/v1/certificates/verify", new Dictionary<string, object?>
            {
                ["credential"] = text?.StartsWith("EUC", StringComparison.Ordinal) == false ? text : null,
                ["qr"] = text?.StartsWith("EUC", StringComparison.Ordinal) == true ? text : null,
                ["number"] = parsed.GetValue(number),
                ["issuingState"] = parsed.GetValue(state),
                ["documentHash"] = parsed.GetValue(hash),
                ["fieldsAsRead"] = parsed.GetValue(read) is { } fields ? ReadJson(await session.ReadAsync(fields, ct), fields) : null,
                ["shipment"] = Shipment(parsed.GetValue(lines) ?? [], parsed.GetValue(exporter), parsed.GetValue(route) ?? [],
                    ("broker", "state", "number", parsed.GetValue(broker)), ("carrier", "state", "name", parsed.GetValue(carrier)), ("vessel", "flag", "name", parsed.GetValue(vessel))),
            }.Where(p => p.Value is not null).ToDictionary(), ct);
            if (parsed.GetValue(receipt) is { } receiptFile) await Session.WriteAsync(receiptFile, answer.Body!.Value.TextAt("receipt"), ct);
            Show(session, answer.Body!.Value);
        });
    }

    /// <exception cref="RefusedVerdictException">The verdict is not <c>authentic</c>: scripts see it by the exit code.</exception>
    private static void Show(Session session, JsonElement verdict)
    {
        if (session.Json)
        {
            session.Screen.WriteJson(verdict);
        }
        else
        {
            var checks = new List<string[]>();
            foreach (var check in verdict.ListAt("checks")) checks.Add([Outcome(check.TextAt("outcome")), check.TextAt("check"), Why(check)]);
            session.Screen.Line(Headline(verdict, checks));
            if (verdict.TextAt("says") is { Length: > 0 } says) session.Screen.Line(says);
            session.Screen.Line("");
            session.Screen.Rows(checks);
            session.Screen.Line("");
            session.Screen.Line("A verdict is advice. The national authority decides.");
        }
        if (verdict.TextAt("verdict") != "authentic") throw new RefusedVerdictException();
    }

    private static string Headline(JsonElement verdict, List<string[]> checks)
    {
        var (failed, warned) = (0, 0);
        foreach (var check in checks)
        {
            if (check[0] == "FAIL") failed++;
            else if (check[0] == "warn") warned++;
        }
        var words = verdict.TextAt("verdict").Replace('_', ' ').ToUpperInvariant();
        var caution = verdict.TextAt("verdict") == "authentic" && failed + warned > 0
            ? $", but see {(failed > 0 ? $"{failed} failed check{(failed == 1 ? "" : "s")}" : "")}{(failed > 0 && warned > 0 ? " and " : "")}{(warned > 0 ? $"{warned} warning{(warned == 1 ? "" : "s")}" : "")}"
            : "";
        var number = verdict.TextAt("certificate.number") is { Length: > 0 } online ? online : verdict.TextAt("number");
        var state = verdict.TextAt("certificate.issuingState") is { Length: > 0 } issuing ? issuing : verdict.TextAt("issuingState");
        return number.Length > 0 ? $"{words}{caution}: {number} of {state}" : $"{words}{caution}";
    }

    private static string Why(JsonElement check)
    {
        var why = check.TextAt("reason");
        if (check.TextAt("details") is { Length: > 0 } details) why += $" {details}";
        if (check.TextAt("age") is { Length: > 0 } age) why += $" ({age})";
        else if (check.TextAt("factsAsOf") is { Length: > 0 } facts) why += $" (facts of {facts})";
        return why;
    }

    private static string Outcome(string outcome) => outcome switch { "not_checked" => "not checked", "fail" => "FAIL", _ => outcome };

    private static Dictionary<string, object>? Shipment(string[] lines, string? exporter, string[] route, params (string Who, string State, string Name, string? Value)[] named)
    {
        var shipment = new Dictionary<string, object>();
        if (lines.Length > 0) shipment["lines"] = LineQuantities.Read(lines);
        if (exporter is not null) shipment["exporter"] = exporter;
        foreach (var (who, state, name, value) in named)
        {
            if (value is null) continue;
            if (value.Split('/', 2) is not [{ Length: 3 } country, { Length: > 0 } rest])
                throw new UsageException($"--{who} needs a State and a {name}, for example CZE/{(name == "number" ? "BR-17" : "Example")}.");
            shipment[who] = new Dictionary<string, string> { [state] = country, [name] = rest };
        }
        if (route.Length == 1) throw new UsageException("--route needs two or more places, in order.");
        if (route.Length > 1) shipment["route"] = route.Zip(route.Skip(1), (from, to) => new { from, to }).ToList();
        return shipment.Count > 0 ? shipment : null;
    }

    private static JsonElement ReadJson(byte[] json, string file)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            throw new UsageException($"The file {Safe.Line(file)} is not valid JSON.");
        }
    }
}
