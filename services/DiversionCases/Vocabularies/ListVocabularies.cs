using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases.Vocabularies;

/// <summary>Returns the code lists that cases and certificates are written in, and their sources.</summary>
internal static class ListVocabularies
{
    /// <summary>A code list.</summary>
    /// <param name="Name">The name of the list.</param>
    /// <param name="Title">What one of its codes is called.</param>
    /// <param name="Source">The document that it is taken from.</param>
    /// <param name="Certainty"><c>found</c>: the source was read; <c>located</c>: known from parts of it; <c>known</c>: general knowledge of the field.</param>
    /// <param name="Codes">The codes.</param>
    public sealed record Vocabulary(string Name, string Title, string Source, string Certainty, IReadOnlyList<Entry> Codes);

    /// <summary>A code.</summary>
    /// <param name="Code">The code as it is written in JSON.</param>
    /// <param name="Label">What it means, in English.</param>
    /// <param name="Native">The standard's own code, where it has one.</param>
    /// <param name="Certainty">As of the list.</param>
    public sealed record Entry(string Code, string Label, string? Native, string Certainty);

    /// <summary>All code lists.</summary>
    /// <param name="Items">The code lists.</param>
    public sealed record Response(IReadOnlyList<Vocabulary> Items);

    private static readonly Response Everything = new([.. CodeLists.All.Select(Serve)]);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var vocabularies = endpoints.MapGroup("/v1/vocabularies").WithTags("Vocabularies").RequireMember();
        vocabularies.MapGet("/", All).WithName("ListVocabularies").WithSummary("Lists all code lists");
        vocabularies.MapGet("/{name}", One).WithName("GetVocabulary").WithSummary("Shows one code list");
    }

    internal static Ok<Response> All() => TypedResults.Ok(Everything);

    internal static Results<Ok<Vocabulary>, ProblemHttpResult> One(string name) =>
        CodeLists.Find(name) is { } list ? TypedResults.Ok(Serve(list)) : Problems.NotFound();

    private static Vocabulary Serve(CodeList list) =>
        new(list.Name, list.Title, list.Source, Word(list.Certainty), [.. list.Select(code => new Entry(code.Value, code.Label, code.Native, Word(code.Certainty)))]);

    private static string Word(Certainty certainty) => certainty switch
    {
        Certainty.Found => "found",
        Certainty.Located => "located",
        Certainty.Known => "known",
        _ => throw new InvalidOperationException($"{certainty} has no word."),
    };
}
