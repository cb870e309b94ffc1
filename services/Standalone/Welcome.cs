namespace Exchange.Standalone;

/// <summary>Says where the exchange listens, where its data is, and how to take the next step.</summary>
internal static class Welcome
{
    public static void Write(ICollection<string> urls, DataFolder data, Options options)
    {
        var url = urls.First();
        Console.WriteLine($"""

            The exchange runs, all services in this process.
              API and its documentation   {url}/docs
              data                        {data.Path}
              identities of the samples   {data.Profiles}{(options.Demo ? "\n  documented cases            loaded (facts from public reports, to look at), and sample certificates (invented)" : "")}

            Next, in another terminal:
              export EXCHANGE_URL={url} EXCHANGE_HOME='{data.Profiles}'
              dotnet run --project clients/Cli -- case list --as KEN/customs

            Ctrl-C stops it; data stays.
            """);
        Console.WriteLine($"ready {url}");
    }
}
