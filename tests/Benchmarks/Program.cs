using Exchange.Benchmarks;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;

// Exchange.Benchmarks [NAME…] [--quick]     measures (./bench)
// Exchange.Benchmarks floor NAME ARGUMENT…  is one of the servers that a measurement is compared with
// Exchange.Benchmarks timed NAME ARGUMENT…  does something in this process, and prints how long it took
Dictionary<string, Func<Run, Task<Findings>>> benchmarks = new()
{
    ["report"] = ReportBenchmark.MeasureAsync,
    ["alert"] = AlertBenchmark.MeasureAsync,
    ["marks"] = MarksBenchmark.MeasureAsync,
    ["drawdown"] = DrawdownBenchmark.MeasureAsync,
    ["verify"] = VerifyBenchmark.MeasureAsync,
    ["offline"] = OfflineBenchmark.MeasureAsync,
    ["standalone"] = StandaloneBenchmark.MeasureAsync,
};

if (args is ["floor", var floor, ..])
{
    await (floor switch
    {
        BareReport.Name => BareReport.RunAsync(args[2..]),
        BareMarkSearch.Name => BareMarkSearch.RunAsync(args[2..]),
        BareVerification.Name => BareVerification.RunAsync(args[2..]),
        BareProxy.Name => BareProxy.RunAsync(args[2..]),
        EmptyHost.Name => EmptyHost.RunAsync(args[2..]),
        _ => throw new ArgumentException($"There is no floor {floor}.", nameof(args)),
    });
    return 0;
}

if (args is ["timed", OfflineBenchmark.Floor, ..])
{
    await Console.Error.WriteLineAsync(OfflineBenchmark.TimeFloor(args[2..]).ToString(System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

var quick = args.Contains("--quick");
var names = args.Where(a => a != "--quick").ToList();
if (names.Find(n => n != QualityReport.Name && !benchmarks.ContainsKey(n)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}; there are: {string.Join(", ", benchmarks.Keys)}, {QualityReport.Name}. See ./bench --help.");
    return 2;
}
if (names.Count == 0) names = [.. benchmarks.Keys, QualityReport.Name];

var failed = false;
await using var run = new Run(quick);
foreach (var name in names)
{
    Progress.Say($"{name}: starting");
    try
    {
        if (name == QualityReport.Name)
        {
            // No server and no load: the figures are the same in a smoke run.
            var report = QualityReport.Make();
            Console.WriteLine($"\n{report}");
            PerformanceDocument.Replace(name, report, QualityReport.Document);
            continue;
        }
        var section = Markdown.Of(await benchmarks[name](run), await Machine.DescribeAsync(run), quick);
        Console.WriteLine($"\n{section}");
        if (!quick) PerformanceDocument.Replace(name, section);
    }
    catch (Exception e)
    {
        // The other benchmarks can still run.
        Console.Error.WriteLine($"{name} could not be measured: {e}");
        failed = true;
    }
}
return failed ? 1 : 0;
