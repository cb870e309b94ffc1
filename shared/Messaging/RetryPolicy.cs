using Exchange.Storage;
using MassTransit;
using MassTransit.RetryPolicies;

namespace Exchange.Messaging;

/// <summary>
/// When a failed message is tried again. An outage says nothing about the message: it is tried until the outage ends,
/// with a growing delay. Anything else is tried a few times, then parked.
/// </summary>
internal sealed class RetryPolicy(TimeProvider clock, CancellationToken stopping) : IRetryPolicy
{
    internal static readonly TimeSpan[] DelaysAfterFailure =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(2500)];

    private static readonly TimeSpan FirstDelayInOutage = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelayInOutage = TimeSpan.FromSeconds(30);

    public bool IsHandled(Exception exception) => true;

    public RetryPolicyContext<T> CreatePolicyContext<T>(T context) where T : class, PipeContext => new Retries<T>(this, context);

    public void Probe(ProbeContext context) => context.CreateScope("retry-until-outage-ends");

    private async Task WaitAsync(TimeSpan delay, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping);
        await Task.Delay(delay, clock, either.Token);
    }

    private sealed class Retries<T>(RetryPolicy policy, T context) : BaseRetryPolicyContext<T>(policy, context) where T : class, PipeContext
    {
        protected override RetryContext<T> CreateRetryContext(Exception exception, CancellationToken cancellationToken) =>
            Retry<T>.After(exception, policy, Context, outages: 0, failures: 0, cancellationToken);
    }

    private sealed class Retry<T>(RetryPolicy policy, T context, Exception exception, int outages, int failures, TimeSpan? delay, CancellationToken ct)
        : BaseRetryContext<T>(context, exception, outages + failures - 1, ct), RetryContext<T> where T : class, PipeContext
    {
        public static Retry<T> After(Exception exception, RetryPolicy policy, T context, int outages, int failures, CancellationToken ct) =>
            Outages.IsOutage(exception)
                ? new(policy, context, exception, outages + 1, failures, DelayInOutage(outages), ct)
                : new(policy, context, exception, outages, failures + 1, DelayAfterFailure(failures), ct);

        public bool CanRetry(Exception exception, out RetryContext<T> retryContext)
        {
            var next = After(exception, policy, Context, outages, failures, CancellationToken);
            retryContext = next;
            return next.IsAllowed && !CancellationToken.IsCancellationRequested;
        }

        // Not by Delay, which knows neither our clock nor the host's stop.
        public override Task PreRetry() => policy.WaitAsync(delay ?? TimeSpan.Zero, CancellationToken);

        private bool IsAllowed => delay is not null;

        private static TimeSpan DelayInOutage(int before) =>
            TimeSpan.FromTicks(Math.Min((FirstDelayInOutage * Math.Pow(2, Math.Min(before, 16))).Ticks, LongestDelayInOutage.Ticks));

        private static TimeSpan? DelayAfterFailure(int before) => before < DelaysAfterFailure.Length ? DelaysAfterFailure[before] : null;
    }
}
