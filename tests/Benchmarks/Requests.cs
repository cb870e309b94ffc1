using System.Net.Http.Headers;

namespace Exchange.Benchmarks;

/// <summary>Requests as clients send them.</summary>
internal static class Requests
{
    public static HttpRequestMessage Report() => Post("/v1/cases", SampleCase.Next());

    public static HttpRequestMessage Post(string path, byte[] json) => new(HttpMethod.Post, path)
    {
        Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };
}
