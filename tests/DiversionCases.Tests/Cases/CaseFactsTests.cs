using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Places;
using Xunit;

namespace Exchange.DiversionCases.Tests.Cases;

/// <summary>What other services are told of a case is what a summary shows of it, and no person.</summary>
public sealed class CaseFactsTests
{
    private static readonly PlaceLookup Places = new();
    private static readonly Principal Kenya = new() { Member = "KEN", Subject = "test", Addresses = ["KEN"] };

    [Fact]
    public void Tells_the_parties_and_documents_that_a_summary_shows()
    {
        var facts = FactsOf(CompleteCase.Read(CompleteCase.Json()));

        var party = Assert.Single(facts.Parties);
        Assert.Equal(
            """{"Role":"actual_recipient","Kind":"armed_group","Name":"S group","OtherNames":["S other name"],"Country":"SOM","Identifiers":[{"Scheme":"registration","Value":"S identifier"}]}""",
            JsonSerializer.Serialize(party));
        Assert.Equal([new CaseDocument("end_user_certificate", "S number", "TCD")], facts.Documents);
    }

    [Fact]
    public void Tells_nothing_that_is_for_full_only()
    {
        var told = JsonSerializer.Serialize(FactsOf(CompleteCase.Read(CompleteCase.Json(full: "SECRET"))));

        Assert.DoesNotContain("SECRET", told, StringComparison.Ordinal);
        Assert.All(CompleteCase.FullOnly, secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Tells_of_no_actor_that_may_be_a_person_whatever_its_role()
    {
        var actors = (from role in CodeLists.ActorRole.Select(code => code.Value).Append(null)
                      from kind in CodeLists.ActorKind.Select(code => code.Value).Append(null)
                      select new Actor { Role = role, Kind = kind, Name = $"{role}/{kind}" }).ToList();

        var told = FactsOf(new CaseContent { Actors = actors }).Parties;

        Assert.Equal(
            actors.Where(a => a.Kind is "state" or "company" or "armed_group" && a.Role is not (null or "victim" or "corrupt_official")).Select(a => a.Name),
            told.Select(p => p.Name));
        Assert.Equal((CodeLists.ActorRole.Count - 2) * 3, told.Count);
    }

    [Fact]
    public void Leaves_what_is_withheld_unsaid()
    {
        var json = Http.Case(
            ("actors", JsonNode.Parse("""[ { "role": "consignee", "kind": "company", "country": "ARE", "identifiers": [ { "scheme": "lei" } ] } ]""")),
            ("documents", JsonNode.Parse("""[ { "kind": "end_user_certificate", "issuingState": "TCD" } ]""")),
            ("withheld", JsonNode.Parse("""
                [ { "field": "actors[0].name", "reason": "commercial_secret" }, { "field": "actors[0].identifiers[0].value", "reason": "commercial_secret" },
                  { "field": "documents[0].number", "reason": "investigation" } ]
                """)));
        var facts = FactsOf(CompleteCase.Read(json));

        Assert.Equal(("consignee", null, "ARE"), (facts.Parties[0].Role, facts.Parties[0].Name, facts.Parties[0].Country));
        Assert.Empty(facts.Parties[0].Identifiers);
        Assert.Equal([new CaseDocument("end_user_certificate", null, "TCD")], facts.Documents);
    }

    [Fact]
    public void Tells_of_nobody_where_nobody_is_named()
    {
        var facts = FactsOf(new CaseContent { Summary = "Rifles." });
        Assert.Empty(facts.Parties);
        Assert.Empty(facts.Documents);
    }

    private static CaseFacts FactsOf(CaseContent content) =>
        DiversionCase.Report(Kenya, content, [], "KEN-2026-00000001", TimeProvider.System.GetUtcNow()).Facts(Places);
}
