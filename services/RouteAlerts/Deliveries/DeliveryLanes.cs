namespace Exchange.RouteAlerts;

/// <summary>
/// What this process has leased and not yet sent, in a lane for each subscription: a few at a time each, so that a slow
/// receiver holds up its own deliveries and no other's.
/// </summary>
internal sealed class DeliveryLanes : IDisposable
{
    private const int PerSubscription = 4;
    private const int Together = 128;

    private readonly Dictionary<Guid, Lane> lanes = [];
    private readonly HashSet<Task> running = [];
    private readonly SemaphoreSlim slots = new(Together);
    private Func<Lease, Task>? send;

    /// <summary>Starts sending, also what was added before.</summary>
    public void Start(Func<Lease, Task> sender)
    {
        lock (lanes)
        {
            send = sender;
            foreach (var lane in lanes.Values)
            {
                for (var i = 0; i < lane.Waiting.Count; i++) Run(lane);
            }
        }
    }

    /// <summary>Sends nothing more, and waits for what is being sent. Leases that are left end by themselves.</summary>
    public Task StopAsync()
    {
        lock (lanes)
        {
            send = null;
            lanes.Clear();
            return Task.WhenAll([.. running]);
        }
    }

    public void Add(IEnumerable<Lease> leases)
    {
        lock (lanes)
        {
            foreach (var lease in leases)
            {
                if (!lanes.TryGetValue(lease.SubscriptionId, out var lane)) lanes.Add(lease.SubscriptionId, lane = new(lease.SubscriptionId));
                lane.Waiting.Enqueue(lease);
                Run(lane);
            }
        }
    }

    /// <summary>Subscriptions that have enough to do; more is not to be claimed for them here.</summary>
    public Guid[] Busy()
    {
        lock (lanes) return [.. lanes.Values.Where(l => l.Waiting.Count > 0 || l.Senders >= PerSubscription).Select(l => l.SubscriptionId)];
    }

    public void Dispose() => slots.Dispose();

    private void Run(Lane lane)
    {
        if (send is null || lane.Senders >= PerSubscription) return;
        lane.Senders++;
        var sender = Task.Run(() => SendAsync(lane));
        running.Add(sender);
        _ = sender.ContinueWith(Forget, TaskScheduler.Default);

        void Forget(Task done)
        {
            lock (lanes) running.Remove(done);
        }
    }

    private async Task SendAsync(Lane lane)
    {
        while (true)
        {
            Func<Lease, Task> sender;
            Lease lease;
            lock (lanes)
            {
                if (send is null || !lane.Waiting.TryDequeue(out lease))
                {
                    if (--lane.Senders == 0 && lane.Waiting.Count == 0) lanes.Remove(lane.SubscriptionId);
                    return;
                }
                sender = send;
            }
            await slots.WaitAsync();
            try
            {
                await sender(lease);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private sealed class Lane(Guid subscriptionId)
    {
        public Guid SubscriptionId { get; } = subscriptionId;
        public Queue<Lease> Waiting { get; } = [];
        public int Senders { get; set; }
    }
}
