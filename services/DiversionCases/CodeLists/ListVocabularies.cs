using Exchange.Contracts;
using Exchange.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.DiversionCases;

/// <summary>Tells any member which codes a case is written in, and where they come from.</summary>
internal static class ListVocabularies
{
    /// <summary>A vocabulary as served.</summary>
    public sealed record Vocabulary(string Name, string Title, string Source, string Certainty, IReadOnlyList<Entry> Codes);

    /// <summary>A code as served; <c>Native</c> is the standard's own code, where it has one.</summary>
    public sealed record Entry(string Code, string Label, string? Native, string Certainty);

    /// <summary>All vocabularies.</summary>
    public sealed record Response(IReadOnlyList<Vocabulary> Items);

    private static readonly Response Everything = new([.. CodeLists.All.Select(Serve)]);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var vocabularies = endpoints.MapGroup("/v1/vocabularies").WithTags("Vocabularies").RequireAuthorization();
        vocabularies.MapGet("/", () => TypedResults.Ok(Everything)).WithName("ListVocabularies");
        vocabularies.MapGet("/{name}", One).WithName("GetVocabulary");
    }

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
