using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Exchange.Cli.Commands;
using Exchange.Cli.Commands.Alerts;
using Exchange.Cli.Commands.Authentications;
using Exchange.Cli.Commands.Cases;
using Exchange.Cli.Commands.Certificates;
using Exchange.Cli.Commands.Consents;
using Exchange.Cli.Commands.Embargoes;
using Exchange.Cli.Commands.Inquiries;
using Exchange.Cli.Commands.Listening;
using Exchange.Cli.Commands.Marks;
using Exchange.Cli.Commands.Members;
using Exchange.Cli.Commands.Parked;
using Exchange.Cli.Commands.Places;
using Exchange.Cli.Commands.Subscriptions;

namespace Exchange.Cli;

/// <summary>The <c>exchange</c> command: all that it can do, by name.</summary>
internal static class ExchangeCommand
{
    /// <summary>Runs one command line.</summary>
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken ct = default)
    {
        var parsed = Create(args, terminal).Parse(args);
        if (parsed.Action is ParseErrorAction errors)
        {
            if (parsed.CommandResult.Command is Verb verb)
            {
                Explain(parsed, verb, terminal.Error);
                return ExitCodes.Usage;
            }
            // A command of commands is told what there is.
            errors.ShowHelp = true;
        }

        var exit = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Ctrl-C ends what is under way, and the command then says so itself.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
        }, ct);
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : exit;
    }

    // The whole help beneath a mistyped option would hide the message; and the library does not say which argument is missing.
    private static void Explain(ParseResult parsed, Verb verb, TextWriter error)
    {
        var missing = verb.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 }).ToList();
        if (missing.Count > 0) error.WriteLine($"Missing: {string.Join(", ", missing.Select(a => a.HelpName ?? a.Name))}.");
        foreach (var fault in parsed.Errors.Where(e => e.SymbolResult is not ArgumentResult of || !missing.Contains(of.Argument)).Select(e => e.Message).Distinct())
            error.WriteLine(fault);
        foreach (var example in verb.Examples.Take(1)) error.WriteLine($"Such as: {example}");
    }

    private static RootCommand Create(IReadOnlyList<string> args, Terminal terminal)
    {
        var root = new RootCommand("Exchanges cases of diversion, end-user certificates and alerts on trafficking routes with the members of the network.")
        {
            GetToken.Create(terminal),
            Group("case", "Cases of diversion: report them, read them, release them", () =>
            [
                PostCase.Create(terminal), ListCases.Create(terminal), GetCase.Create(terminal), AmendCase.Create(terminal), WithdrawCase.Create(terminal),
                ReleaseCase.Create(terminal), PreviewRelease.Create(terminal), ShowHistory.Create(terminal),
            ]),
            Group("certificate", "End-user certificates: issue and verify them, draw on them, follow what arrives", () =>
            [
                IssueCertificate.Create(terminal), ListCertificates.Create(terminal), GetCertificate.Create(terminal), SaveDocument.Create(terminal),
                ChangeStatus.Revoke(terminal), ChangeStatus.Suspend(terminal), ChangeStatus.Reinstate(terminal),
                VerifyCertificate.Create(terminal), PrepareOffline.Create(terminal), ListVerifications.Create(terminal),
                DrawCertificate.Create(terminal), CommitDrawdown.Create(terminal), CancelDrawdown.Create(terminal), ListDrawdowns.Create(terminal),
                ConfirmDelivery.Create(terminal), WithdrawDelivery.Create(terminal), ListConfirmedDeliveries.Create(terminal), ListOutstanding.Create(terminal),
                RecordShipmentVerification.Create(terminal), ListShipmentVerifications.Create(terminal),
            ]),
            Group("marks", "Weapon marks: ask the network who knows them", () => [SearchMarks.Create(terminal)]),
            Group("alert", "Alerts on trafficking routes", () =>
            [
                PostAlert.Create(terminal), ListAlerts.Create(terminal), FollowAlerts.Create(terminal), WithdrawAlert.Create(terminal),
            ]),
            Group("authentication", "Certificates on paper: ask the State that issued them, and answer", () =>
            [
                AskAuthentication.Create(terminal), ListInquiries.Create(terminal, InquiryKind.Authentication), ShowInquiry.Create(terminal, InquiryKind.Authentication),
                AcknowledgeInquiry.Create(terminal, InquiryKind.Authentication), AnswerAuthentication.Create(terminal),
                WithdrawInquiry.Create(terminal, InquiryKind.Authentication),
            ]),
            Group("consent", "Re-exports: ask the State that a certificate names for its consent, and answer", () =>
            [
                AskConsent.Create(terminal), ListInquiries.Create(terminal, InquiryKind.Consent), ShowInquiry.Create(terminal, InquiryKind.Consent),
                AcknowledgeInquiry.Create(terminal, InquiryKind.Consent), AnswerConsent.Create(terminal), WithdrawInquiry.Create(terminal, InquiryKind.Consent),
            ]),
            Group("subscription", "Webhooks that alerts are sent to", () =>
            [
                AddSubscription.Create(terminal), ListSubscriptions.Create(terminal), RemoveSubscription.Create(terminal),
                ListDeliveries.Create(terminal), ReplayDelivery.Create(terminal), EnableSubscription.Create(terminal),
            ]),
            Group("member", "The members of the network", () =>
            [
                ListMembers.Create(terminal), ShowMember.Create(terminal), AdmitMember.Create(terminal), SuspendMember.Create(terminal),
                ReinstateMember.Create(terminal),
            ]),
            Group("places", "Places by UN/LOCODE", () => [ImportPlaces.Create(terminal), SearchPlaces.Create(terminal)]),
            Group("embargo", "The embargo data that certificates are screened by", () => [ListEmbargoes.Create(terminal), CheckEmbargoes.Create(terminal)]),
            Group("parked", "For the operator: messages that a service could not process", () => [ListParked.Create(terminal), ResendParked.Create(terminal)]),
            ShowVocabulary.Create(terminal),
            Listen.Create(terminal),
        };
        root.Options.Add(Settings.As);
        root.Options.Add(Settings.Json);
        Help.AddTo(root, terminal.Width);
        return root;

        // What a group can do is made out only where the command line speaks of it: it takes longer than most commands.
        Command Group(string name, string description, Func<IEnumerable<Command>> commands)
        {
            var group = new Command(name, description);
            foreach (var command in args.Contains(name) ? commands() : []) group.Subcommands.Add(command);
            return group;
        }
    }
}
