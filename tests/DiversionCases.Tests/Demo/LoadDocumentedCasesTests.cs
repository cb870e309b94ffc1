using System.Text.Json;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Demo;
using Exchange.Hosting;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Exchange.DiversionCases.Tests.Demo;

public sealed class LoadDocumentedCasesTests
{
    private static readonly Dictionary<string, string?> Demo = new() { [LoadDocumentedCases.Setting] = "true" };

    private static IReadOnlyList<LoadDocumentedCases.DocumentedCase> Documented()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ExchangeDefaults.ConfigureJson(json);
        return LoadDocumentedCases.Read(json);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Every_case_is_loaded_once_and_shown_as_released(Provider provider)
    {
        using var network = new TestNetwork();
        await using var storage = await TestStorage.CreateAsync(provider, DiversionCasesModule.Name);
        foreach (var _ in new[] { "first start", "second start" })
        {
            await using var service = await ServiceHost.StartAsync<CaseContent>(storage, network, Demo);
            await Eventually.HoldsAsync("every documented case that Kenya may see is loaded", async () => await CountAsync(service, "KEN/customs") == VisibleTo("KEN"));
            await Eventually.HoldsAsync("and every one that Czechia may see", async () => await CountAsync(service, "CZE/customs") == VisibleTo("CZE"));
        }

        async Task<int> CountAsync(ServiceHost service, string identity) =>
            (await service.As(network.Token(identity)).GetJsonAsync("/v1/cases?limit=200"))["items"]!.AsArray().Count;
        static int VisibleTo(string member) => Documented().Count(c => c.Originator == member
            || c.Case.Releases!.Any(r => r.Level != "hit" && r.To!.Any(to => to == "*" || to == member || (to == "EAC/*" && member == "KEN"))));
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_loaded()
    {
        using var network = new TestNetwork();
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, DiversionCasesModule.Name);
        await using var service = await ServiceHost.StartAsync<CaseContent>(storage, network);
        Assert.DoesNotContain(service.Services.GetServices<IHostedService>(), hosted => hosted is LoadDocumentedCases);
    }

    [Fact]
    public void Every_case_says_that_it_is_an_example_what_it_rests_on_and_names_no_person()
    {
        string[] members = ["KEN", "UGA", "TZA", "SOM", "CZE", "TCD", "EAC", "ECOWAS"];
        Assert.All(Documented(), documented =>
        {
            Assert.StartsWith("Documented example, loaded by the sample;", documented.Case.Summary, StringComparison.Ordinal);
            Assert.Matches("(Finding|Allegation)", documented.Case.Summary!);
            Assert.Contains("Source: ", documented.Case.Summary, StringComparison.Ordinal);
            Assert.Contains(documented.Originator, members);
            Assert.StartsWith($"{documented.Originator}-", documented.Reference, StringComparison.Ordinal);
            Assert.DoesNotContain(documented.Case.Actors ?? [], actor => actor.Kind == "person");
        });
        Assert.Equal(Documented().Count, Documented().Select(c => c.Reference).Distinct().Count());
    }
}
