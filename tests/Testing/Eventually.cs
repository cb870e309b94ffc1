using System.Diagnostics;

namespace Exchange.Testing;

/// <summary>Waits for what happens elsewhere: until it is so or the deadline has passed, never a bare delay.</summary>
public static class Eventually
{
    /// <summary>How long is waited unless told: far more than anything should take, as it is only spent on failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until <paramref name="condition"/> holds; fails saying <paramref name="what"/> did not come about.</summary>
    public static Task HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null) =>
        GetAsync(what, async () => await condition() ? new object() : null, within);

    /// <inheritdoc cref="HoldsAsync(string, Func{Task{bool}}, TimeSpan?)"/>
    public static Task HoldsAsync(string what, Func<bool> condition, TimeSpan? within = null) =>
        HoldsAsync(what, () => Task.FromResult(condition()), within);

    /// <summary>Waits until <paramref name="probe"/> gives something, and gives that.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> probe, TimeSpan? within = null) where T : class
    {
        var patience = within ?? Patience;
        for (var watch = Stopwatch.StartNew(); ;)
        {
            if (await probe() is { } found) return found;
            if (watch.Elapsed > patience) throw new TimeoutException($"Not within {patience.TotalSeconds:0.#} s: {what}.");
            await Task.Delay(Step);
        }
    }
}
