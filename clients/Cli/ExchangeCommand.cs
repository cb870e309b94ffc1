using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Exchange.Cli.Commands;
using Exchange.Cli.Commands.Alerts;
using Exchange.Cli.Commands.Brokers;
using Exchange.Cli.Commands.Cases;
using Exchange.Cli.Commands.Certificates;
using Exchange.Cli.Commands.Embargoes;
using Exchange.Cli.Commands.Inquiries;
using Exchange.Cli.Commands.Listening;
using Exchange.Cli.Commands.Marks;
using Exchange.Cli.Commands.Members;
using Exchange.Cli.Commands.Parked;
using Exchange.Cli.Commands.Places;
using Exchange.Cli.Commands.Subscriptions;

namespace Exchange.Cli;

/// <summary>The <c>exchange</c> command and its subcommands.</summary>
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
            // A group without a subcommand prints the list of its subcommands.
            errors.ShowHelp = true;
        }

        var exit = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Ctrl-C cancels the command, which then reports that itself.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
        }, ct);
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : exit;
    }

    // The library prints the whole help, which hides the message, and does not name the missing arguments.
    private static void Explain(ParseResult parsed, Verb verb, TextWriter error)
    {
        var missing = verb.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 }).ToList();
        if (missing.Count > 0) error.WriteLine($"Missing: {string.Join(", ", missing.Select(a => a.HelpName ?? a.Name))}.");
        foreach (var fault in parsed.Errors.Where(e => e.SymbolResult is not ArgumentResult result || !missing.Contains(result.Argument)).Select(e => e.Message).Distinct())
            error.WriteLine(fault);
        foreach (var example in verb.Examples.Take(1)) error.WriteLine($"Example: {example}");
    }

    internal static RootCommand Create(IReadOnlyList<string> args, Terminal terminal)
    {
        var root = new RootCommand("Exchange cases of diversion, end-user certificates and alerts on trafficking routes with the members of the network.")
        {
            GetToken.Create(terminal),
            Group("case", "Cases of diversion: report, read and release them", () =>
            [
                PostCase.Create(terminal), ListCases.Create(terminal), GetCase.Create(terminal), AmendCase.Create(terminal), WithdrawCase.Create(terminal),
                ReleaseCase.Create(terminal), PreviewRelease.Create(terminal), ShowHistory.Create(terminal),
            ]),
            Group("certificate", "End-user certificates: issue, verify and draw on them, confirm deliveries", () =>
            [
                IssueCertificate.Create(terminal), ListCertificates.Create(terminal), GetCertificate.Create(terminal), SaveDocument.Create(terminal),
                ChangeStatus.Revoke(terminal), ChangeStatus.Suspend(terminal), ChangeStatus.Reinstate(terminal),
                VerifyCertificate.Create(terminal), PrepareOffline.Create(terminal), ListVerifications.Create(terminal),
                DrawCertificate.Create(terminal), CommitDrawdown.Create(terminal), CancelDrawdown.Create(terminal), ListDrawdowns.Create(terminal),
                ConfirmDelivery.Create(terminal), WithdrawDelivery.Create(terminal), ListConfirmedDeliveries.Create(terminal), ListOutstanding.Create(terminal),
                RecordShipmentVerification.Create(terminal), ListShipmentVerifications.Create(terminal),
            ]),
            Group("broker", "Arms brokers: register them, change how they stand, read those of other States", () =>
            [
                RegisterBroker.Create(terminal), ListBrokers.Create(terminal), ShowBroker.Create(terminal), RegisterBroker.Amend(terminal), ReleaseBroker.Create(terminal), ShowBroker.History(terminal),
                ChangeStanding.Create(terminal), DecideProposal.List(terminal), DecideProposal.Confirm(terminal), DecideProposal.Reject(terminal),
            ]),
            Group("register", "States' registers of brokers: what the law asks, and whom to ask", () =>
            [
                Registers.List(terminal), Registers.Show(terminal), Registers.Set(terminal),
            ]),
            Group("marks", "Weapon marks: search the network for them", () => [SearchMarks.Create(terminal)]),
            Group("alert", "Alerts on trafficking routes", () =>
            [
                PostAlert.Create(terminal), ListAlerts.Create(terminal), FollowAlerts.Create(terminal), WithdrawAlert.Create(terminal),
            ]),
            Group("authentication", "Paper certificates: ask the issuing State if they are authentic, and answer such questions", () =>
            [
                AskInquiry.Authentication(terminal), ListInquiries.Create(terminal, InquiryKind.Authentication), ShowInquiry.Create(terminal, InquiryKind.Authentication),
                AcknowledgeInquiry.Create(terminal, InquiryKind.Authentication), AnswerInquiry.Authentication(terminal),
                WithdrawInquiry.Create(terminal, InquiryKind.Authentication),
            ]),
            Group("consent", "Re-exports: ask the State that must consent, and answer such requests", () =>
            [
                AskInquiry.Consent(terminal), ListInquiries.Create(terminal, InquiryKind.Consent), ShowInquiry.Create(terminal, InquiryKind.Consent),
                AcknowledgeInquiry.Create(terminal, InquiryKind.Consent), AnswerInquiry.Consent(terminal), WithdrawInquiry.Create(terminal, InquiryKind.Consent),
            ]),
            Group("subscription", "Webhooks that receive alerts", () =>
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
            Group("embargo", "The embargo data that certificates are screened against", () => [ListEmbargoes.Create(terminal), CheckEmbargoes.Create(terminal)]),
            Group("parked", "For the operator: messages that a service could not process", () => [ListParked.Create(terminal), ResendParked.Create(terminal)]),
            ShowVocabulary.Create(terminal),
            Listen.Create(terminal),
        };
        root.Options.Add(Settings.As);
        root.Options.Add(Settings.Json);
        Help.AddTo(root, terminal.Width);
        return root;

        // The subcommands of a group are built only if the command line names it: building all of them takes longer than most commands.
        Command Group(string name, string description, Func<IEnumerable<Command>> commands)
        {
            var group = new Command(name, description);
            foreach (var command in args.Contains(name) ? commands() : []) group.Subcommands.Add(command);
            return group;
        }
    }
}
