using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NSec.Cryptography;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class ListenTests(FakeExchange exchange) : IClassFixture<FakeExchange>, IDisposable
{
    private readonly Key _key = NSec.Cryptography.Key.Create(SignatureAlgorithm.Ed25519);
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _key.Dispose();
        _http.Dispose();
    }

    private string PublicKey => "whpk_" + Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    [Fact]
    public async Task Verifies_with_the_keys_of_the_identitys_subscriptions_and_prints()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { items = new[] { new { id = "s1", publicKey = PublicKey } }, next = (string?)null });
        var (running, url) = await ListenAsync("--as", "KEN/customs", "--count", "1");
        Assert.Equal(HttpStatusCode.NoContent, await DeliverAsync(url, """{"type":"alert.issued","data":{"id":"a1"}}"""));
        var run = await running.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, run.Exit);
        Assert.Contains("delivery msg_1, signature valid", run.Out, StringComparison.Ordinal);
        Assert.Contains("alert.issued", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("id")]
    [InlineData("time")]
    [InlineData("key")]
    [InlineData("old")]
    [InlineData("unsigned")]
    [InlineData("symmetric")]
    public async Task Refuses_what_was_not_signed_so(string wrong)
    {
        var (running, url) = await ListenAsync("--key", PublicKey, "--count", "1");
        Assert.Equal(HttpStatusCode.Unauthorized, await DeliverAsync(url, """{"forged":true}""", wrong));
        Assert.Equal(HttpStatusCode.NoContent, await DeliverAsync(url, """{"genuine":true}"""));
        var run = await running.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("forged", run.Out, StringComparison.Ordinal);
        Assert.Contains("Refused a delivery", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_when_a_port_is_taken()
    {
        var (running, url) = await ListenAsync("--key", PublicKey, "--count", "1");
        var second = await Run.Of(exchange, "listen", "--key", PublicKey, "--port", new Uri(url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2, second.Exit);
        Assert.Contains("it is in use", second.Error, StringComparison.Ordinal);
        await DeliverAsync(url, "{}");
        await running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private async Task<(Task<Run> Running, string Url)> ListenAsync(params string[] args)
    {
        var listening = new TaskCompletionSource<string>();
        var (output, error) = (new StringWriter(), new Watched(listening));
        var terminal = Run.Terminal(exchange, [], 200, output, error);
        var running = RunAsync();
        return (running, await listening.Task.WaitAsync(TimeSpan.FromSeconds(10)));

        async Task<Run> RunAsync()
        {
            var exit = await ExchangeCommand.InvokeAsync(["listen", "--port", "0", .. args], terminal);
            return new(exit, output.ToString(), error.ToString());
        }
    }

    private async Task<HttpStatusCode> DeliverAsync(string url, string body, string wrong = "")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - (wrong == "old" ? 3600 : 0);
        using var other = NSec.Cryptography.Key.Create(SignatureAlgorithm.Ed25519);
        var signature = SignatureAlgorithm.Ed25519.Sign(wrong == "key" ? other : _key, Encoding.UTF8.GetBytes($"msg_1.{now}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(wrong == "body" ? body + " " : body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", wrong == "id" ? "msg_2" : "msg_1");
        request.Headers.Add("webhook-timestamp", (wrong == "time" ? now + 1 : now).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (wrong != "unsigned")
            request.Headers.TryAddWithoutValidation("webhook-signature", $"v1,{Convert.ToBase64String(new byte[32])} {(wrong == "symmetric" ? "v1" : "v1a")},{Convert.ToBase64String(signature)}");
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Standard error, which prints the address.</summary>
    private sealed class Watched(TaskCompletionSource<string> listening) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (Regex.Match(ToString(), @"Listening at (\S+)\. ") is { Success: true } match)
                listening.TrySetResult(match.Groups[1].Value);
        }
    }
}
