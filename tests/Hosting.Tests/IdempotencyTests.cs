using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Exchange.Hosting.Http;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.Hosting.Tests;

public sealed class IdempotencyTests
{
    private static async Task<HttpResponseMessage> PostAsync(PipelineHost host, string? key, string text = "a", string identity = "KEN/customs", DateTimeOffset? at = null)
    {
        using var client = host.As(identity, at);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes")
        {
            Content = new StringContent(text == "" ? "{}" : $$"""{"text":"{{text}}"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (key is not null) request.Headers.TryAddWithoutValidation(Idempotency.Header, key);
        return await client.SendAsync(request);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task The_same_key_gets_the_same_answer_and_changes_nothing(Provider provider)
    {
        await using var host = await PipelineHost.StartAsync(provider);
        var first = await PostAsync(host, "k1");
        var second = await PostAsync(host, "k1");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal((1, 1), (host.Handled, await host.NotesAsync()));
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Ten_at_once_with_the_same_key_change_once(Provider provider)
    {
        await using var host = await PipelineHost.StartAsync(provider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(host, "k1")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(answers.Select(a => a.Headers.Location).Distinct());
        Assert.Equal(1, await host.NotesAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422()
    {
        await using var host = await PipelineHost.StartAsync();
        await PostAsync(host, "k1", "a");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(host, "k1", "b")).StatusCode);
        Assert.Equal(1, await host.NotesAsync());
    }

    [Fact]
    public async Task Another_callers_key_is_another_key()
    {
        await using var host = await PipelineHost.StartAsync();
        await PostAsync(host, "k1", identity: "KEN/customs");
        var other = await PostAsync(host, "k1", identity: "UGA/customs");
        Assert.False(other.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(2, await host.NotesAsync());
    }

    [Fact]
    public async Task A_refused_request_may_be_mended_and_sent_with_its_key()
    {
        await using var host = await PipelineHost.StartAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(host, "k1", "")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(host, "k1", "a")).StatusCode);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_24_hours()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await PipelineHost.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await PostAsync(host, "k1", at: clock.GetUtcNow());
        clock.Advance(TimeSpan.FromHours(24));
        var late = await PostAsync(host, "k1", at: clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.Created, late.StatusCode);
        Assert.False(late.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(2, await host.NotesAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    public async Task A_key_of_no_or_too_many_characters_is_400(string key)
    {
        await using var host = await PipelineHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(host, key == "long" ? new string('k', 256) : key)).StatusCode);
        Assert.Equal(0, host.Handled);
    }
}
