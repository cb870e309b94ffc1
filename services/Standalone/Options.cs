using System.CommandLine;

namespace Exchange.Standalone;

/// <summary>What the command line of the standalone exchange takes.</summary>
internal sealed record Options(string Urls, string? Data, bool Demo)
{
    public const int Refused = 1;
    private const int UsageError = 2;
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Null when there is nothing to run: help was asked for, or a word is off; then it was said on the terminal.</summary>
    public static Options? Parse(string[] args, out int exitCode)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => DefaultUrl };
        var data = new Option<string?>("--data") { Description = "Where data and profiles live (default: the user's data folder)." };
        var demo = new Option<bool>("--demo") { Description = "Load documented cases and sample certificates to look at." };
        var command = new RootCommand("The whole exchange in one process, for evaluation, training and first steps.") { urls, data, demo };
        Options? options = null;
        command.SetAction(read => { options = new(read.GetRequiredValue(urls), read.GetValue(data), read.GetValue(demo)); });
        var parsed = command.Parse(args);
        exitCode = parsed.Errors.Count > 0 ? UsageError : 0;
        parsed.Invoke();
        return options;
    }

    /// <summary>The configuration that the command line stands for.</summary>
    public string[] HostArguments(DataFolder data) =>
    [
        $"--urls={Urls}",
        $"--Exchange:PublicUrl={Urls.Split(';')[0]}",
        $"--Exchange:DataDirectory={data.Path}",
        $"--Identity:SampleMembers=true",
        $"--Identity:ProfilesDirectory={data.Profiles}",
        $"--RouteAlerts:AllowedNetworks:0=127.0.0.0/8",
        $"--RouteAlerts:AllowedNetworks:1=::1/128",
        $"--DiversionCases:Demo={Demo}",
        $"--EndUserCertificates:Demo={Demo}",
    ];
}
