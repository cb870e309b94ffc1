using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Exchange.Hosting.OpenApi;

/// <summary>What an operation says of itself besides its types: its refusals, its headers, an example of its body.</summary>
public static class EndpointTexts
{
    /// <summary>The operation can refuse with this problem, besides those that every operation of its kind has.</summary>
    /// <param name="code">The end of the problem's type.</param>
    /// <param name="when">When it does, as a clause: "the case was withdrawn".</param>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, int status, string code, string when) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Refusal(status, code, when));

    /// <summary>The operation honours <c>If-Match</c>.</summary>
    public static TBuilder HonoursIfMatch<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestHeader("If-Match", "The `ETag` that you were shown. The change is refused with 412 if the record has changed since."))
            .Refuses(StatusCodes.Status412PreconditionFailed, "precondition-failed", "`If-Match` names another version than the current one");

    /// <summary>The operation reads this header.</summary>
    public static TBuilder ReadsHeader<TBuilder>(this TBuilder endpoint, string name, string description) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestHeader(name, description));

    /// <summary>The successful answer has this header.</summary>
    public static TBuilder SendsHeader<TBuilder>(this TBuilder endpoint, string name, string description) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AnswerHeader(name, description));

    /// <summary>The problems of this status can have one more member, a whole number.</summary>
    public static TBuilder WithProblemMember<TBuilder>(this TBuilder endpoint, int status, string name, string description) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ProblemMember(status, name, description));

    /// <summary>The example of its body: <c>docs/examples/{name}.json</c>.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder endpoint, string name) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new BodyExample(name));

    /// <summary>The answer is not JSON: its media types, for a body that no schema describes.</summary>
    public static TBuilder Answers<TBuilder>(this TBuilder endpoint, int status, string contentType, params string[] more) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(string), [contentType, .. more]));
}

/// <summary>A problem that an operation can answer with.</summary>
internal sealed record Refusal(int Status, string Code, string When);

/// <summary>A member that problems of one status have beside those of every problem.</summary>
internal sealed record ProblemMember(int Status, string Name, string Description);

/// <summary>A header of a successful answer.</summary>
internal sealed record AnswerHeader(string Name, string Description);

/// <summary>A header that an operation reads.</summary>
internal sealed record RequestHeader(string Name, string Description);

/// <summary>The file of an example body.</summary>
internal sealed record BodyExample(string Name)
{
    /// <summary>The example's JSON.</summary>
    public string Read()
    {
        using var stream = typeof(BodyExample).Assembly.GetManifestResourceStream($"examples/{Name}.json")
            ?? throw new InvalidOperationException($"There is no docs/examples/{Name}.json.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
