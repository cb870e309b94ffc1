using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using Exchange.Cli.Api;
using Exchange.Cli.Offline;
using Exchange.Cli.Output;
using Exchange.Cli.Profiles;

namespace Exchange.Cli;

/// <summary>One run of a command: the identity, the address of the exchange, and the output format.</summary>
internal sealed class Session : IDisposable
{
    private readonly Terminal terminal;
    private readonly string? identity;
    // Lazy: commands without a connection finish before an HttpClient would be ready.
    private readonly Lazy<HttpClient> http = new(Transport.Create);
    private ExchangeApi? api;

    private Session(Terminal terminal, ParseResult parsed)
    {
        this.terminal = terminal;
        identity = parsed.GetValue(Settings.As);
        Screen = new Screen(terminal, parsed.GetValue(Settings.Json));
    }

    public Screen Screen { get; }

    public bool Json => Screen.Json;

    public TimeProvider Clock => terminal.Clock;

    /// <summary>The API of the exchange, called as the identity of <c>--as</c>.</summary>
    public ExchangeApi Api => api ??= Connect(Profile(identity ?? terminal.Variable("EXCHANGE_AS")));

    /// <summary>Whether an identity was given.</summary>
    public bool HasIdentity => (identity ?? terminal.Variable("EXCHANGE_AS")) is { Length: > 0 };

    /// <summary>Gets an access token for an identity.</summary>
    public Task<string> TokenAsync(string name, CancellationToken ct) => TokensOf(Profile(name)).GetAsync(ct);

    /// <summary>The keys and status lists for offline verification.</summary>
    public OfflineStore Offline => new(Path.Combine(ProfileFolder.Of(terminal).Path, "offline"), Clock);

    /// <summary>The public address of the network.</summary>
    public Uri Network => Address(null);

    /// <summary>Gets a public resource; no identity is needed.</summary>
    /// <exception cref="RefusedException">It does not exist.</exception>
    public async Task<string> GetPublicAsync(string path, CancellationToken ct)
    {
        using var response = await http.Value.GetAsync(new Uri(Network, path), ct);
        await Answers.RequireSuccessAsync(response, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public async Task<byte[]> ReadAsync(string file, CancellationToken ct)
    {
        if (file == "-")
            return System.Text.Encoding.UTF8.GetBytes(await terminal.In().ReadToEndAsync(ct));
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {Safe.Line(file)} cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : "permission denied, or a disk error")}.");
        }
    }

    /// <summary>Writes a text to a file.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task WriteAsync(string file, string text, CancellationToken ct)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {Safe.Line(file)} cannot be written.");
        }
    }

    /// <summary>Prints an answer: its JSON with <c>--json</c>, otherwise by <paramref name="person"/>.</summary>
    public void Print(Answer answer, Action<JsonElement> person)
    {
        if (Json && answer.Body is { } body)
            Screen.WriteJson(body);
        else if (!Json)
            person(answer.Body ?? default);
    }

    /// <summary>Prints a list: <c>{"items": [...]}</c> with <c>--json</c>, otherwise a table.</summary>
    public async Task PrintListAsync(IAsyncEnumerable<JsonElement> list, string whenEmpty, Column[] columns, CancellationToken ct)
    {
        var items = await list.ToListAsync(ct);
        if (Json)
            Screen.WriteJson(JsonSerializer.SerializeToElement(new { items }));
        else
            Screen.Table(items, whenEmpty, columns);
    }

    public void Dispose()
    {
        if (http.IsValueCreated)
            http.Value.Dispose();
    }

    /// <summary>Runs the work of a command and turns exceptions into a message and an exit code.</summary>
    public static async Task<int> RunAsync(Terminal terminal, ParseResult parsed, Func<Session, ParseResult, CancellationToken, Task> work, CancellationToken ct)
    {
        using var session = new Session(terminal, parsed);
        try
        {
            await work(session, parsed, ct);
            return ExitCodes.Done;
        }
        catch (UsageException e)
        {
            session.Screen.Failure(e.Message);
            return ExitCodes.Usage;
        }
        catch (InvalidFileException e)
        {
            session.Screen.Failure(e.Message);
            foreach (var fault in e.Faults) session.Screen.Note($"  {fault}");
            return ExitCodes.Refused;
        }
        catch (RefusedVerdictException)
        {
            return ExitCodes.Refused;
        }
        catch (RefusedException e)
        {
            session.Show(e.Problem);
            return e.Problem.IsOutage ? ExitCodes.Unreachable : ExitCodes.Refused;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (NotTheExchangeException e)
        {
            session.Screen.Failure(e.Message);
            return ExitCodes.Unreachable;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            session.Screen.Failure($"The exchange at {session.Where} cannot be reached: {Reason(e)}.");
            return ExitCodes.Unreachable;
        }
    }

    private string Where => (api?.Address ?? Address(null)).GetLeftPart(UriPartial.Authority);

    private static string Reason(Exception e) => e switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "nothing listens there",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name is unknown",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its TLS certificate is not trusted",
        _ => "the connection was lost",
    };

    private void Show(Problem problem)
    {
        if (Json && problem.Body is { } body)
        {
            Screen.Note(JsonSerializer.Serialize(body));
            return;
        }

        Screen.Failure($"{problem.Title} ({(int)problem.Status})", problem.Faults);
        // The detail of a validation problem repeats the fields.
        if (problem.Detail.Length > 0 && problem.Faults.Count == 0)
            Screen.Note(problem.Detail);
        if (problem.RetryAfter is { } wait)
            Screen.Note($"Try again in {wait.TotalSeconds:0} seconds.");
        if (problem.TraceId.Length > 0)
            Screen.Note($"Trace {problem.TraceId}");
    }

    private Profile Profile(string? name)
    {
        var folder = ProfileFolder.Of(terminal);
        return name is { Length: > 0 }
            ? folder.Read(Identity.Parse(name), Screen.Note)
            : throw new UsageException($"Name the identity to act as: --as MEMBER/IDENTITY. {folder.Describe()}");
    }

    private Tokens TokensOf(Profile profile) => new(http.Value, profile, Clock);

    private ExchangeApi Connect(Profile profile) => new(http.Value, Address(profile), TokensOf(profile), Clock);

    private Uri Address(Profile? profile)
    {
        if (terminal.Variable("EXCHANGE_URL") is not { Length: > 0 } named)
            return profile?.Url ?? new(Settings.DefaultUrl);
        return Uri.TryCreate(named, UriKind.Absolute, out var url) ? Transport.RequireSafe(url)
            : throw new UsageException($"EXCHANGE_URL is not a valid address: {Safe.Line(named)}");
    }
}
