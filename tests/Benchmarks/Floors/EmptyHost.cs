namespace Exchange.Benchmarks.Floors;

/// <summary>The smallest web program: one endpoint, and the line <c>ready</c> when it listens.</summary>
internal static class EmptyHost
{
    public const string Name = "empty";

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("ready"));
        await app.RunAsync();
    }
}
