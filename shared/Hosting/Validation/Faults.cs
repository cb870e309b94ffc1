using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Hosting.Validation;

/// <summary>
/// Collects every fault of a request by its JSON path (<c>items[0].category</c>), so that the sender can mend all of
/// them at once.
/// </summary>
public sealed class Faults
{
    private const int Most = 200;
    private readonly Dictionary<string, List<string>> byField = [];

    public bool Any => byField.Count > 0;

    public void Add(string path, string message)
    {
        if (!byField.TryGetValue(path, out var messages))
        {
            // A hostile body can hold a hundred thousand faults; the first ones tell enough.
            if (byField.Count == Most) return;
            byField.Add(path, messages = []);
        }
        messages.Add(message);
    }

    /// <summary>422 with <c>errors</c> by field.</summary>
    public ProblemHttpResult ToProblem() => Problems.Validation(byField.ToDictionary(f => f.Key, f => f.Value.ToArray()));

    /// <summary>The faults found, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByField =>
        byField.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Value);
}
