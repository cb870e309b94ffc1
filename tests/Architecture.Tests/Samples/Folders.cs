using Exchange.Architecture.Tests.Folders;

namespace Exchange.Architecture.Tests.Samples
{
    internal sealed class SampleFolders : FolderTable
    {
        public override string Project => "Exchange.Architecture.Tests.Samples.Rooms";

        public override IReadOnlyDictionary<string, string[]> Uses { get; } = new Dictionary<string, string[]>
        {
            ["Data"] = ["East"],
            ["East"] = ["Data", "North"],
            ["South"] = ["East", "North"],
        };
    }

    public sealed class SeenByAll
    {
        public sealed class Nested;
    }

    public static class SampleModule;
}

namespace Exchange.Architecture.Tests.Samples.Rooms
{
    internal sealed class Chart;

    internal sealed class SampleOptions;
}

namespace Exchange.Architecture.Tests.Samples.Rooms.North
{
    internal class Compass
    {
        // In a closure, as an argument of a generic method.
        public static Func<int> Count(SampleOptions options) => () => options is null ? 0 : Array.Empty<South.Swallow>().Length;

        public static Chart Draw() => new();
    }
}

namespace Exchange.Architecture.Tests.Samples.Rooms.South
{
    internal sealed record Swallow(IReadOnlyList<East.Coast.Sunrise[]> Seen);
}

namespace Exchange.Architecture.Tests.Samples.Rooms.East.Coast
{
    internal sealed class Sunrise : Data.Sky
    {
        public static void Turn<T>() where T : North.Compass
        {
        }
    }
}

namespace Exchange.Architecture.Tests.Samples.Rooms.Data
{
    internal class Sky
    {
        public East.Coast.Sunrise? Next { get; init; }
    }
}
