namespace Exchange.RouteAlerts.Webhooks;

/// <summary>
/// The deliveries that this process has leased and not yet sent, in a queue per subscription. Each queue sends a few at a time, so
/// that a slow receiver delays only its own deliveries.
/// </summary>
internal sealed class DeliveryQueues : IDisposable
{
    private const int PerSubscription = 4;
    private const int Parallel = 128;

    private readonly Dictionary<Guid, SubscriptionQueue> queues = [];
    private readonly HashSet<Task> running = [];
    private readonly SemaphoreSlim slots = new(Parallel);
    private Func<DeliveryLease, Task>? send;

    /// <summary>Starts sending, including what was added before.</summary>
    public void Start(Func<DeliveryLease, Task> sender)
    {
        lock (queues)
        {
            send = sender;
            foreach (var queue in queues.Values)
            {
                for (var i = 0; i < queue.Waiting.Count; i++) Run(queue);
            }
        }
    }

    /// <summary>Stops sending, and waits for the running attempts. The remaining leases expire.</summary>
    public Task StopAsync()
    {
        lock (queues)
        {
            send = null;
            queues.Clear();
            return Task.WhenAll([.. running]);
        }
    }

    public void Add(IEnumerable<DeliveryLease> leases)
    {
        lock (queues)
        {
            foreach (var lease in leases)
            {
                if (!queues.TryGetValue(lease.SubscriptionId, out var queue)) queues.Add(lease.SubscriptionId, queue = new(lease.SubscriptionId));
                queue.Waiting.Enqueue(lease);
                Run(queue);
            }
        }
    }

    /// <summary>Subscriptions whose queues are full: this process leases nothing more for them.</summary>
    public Guid[] Busy()
    {
        lock (queues) return [.. queues.Values.Where(l => l.Waiting.Count > 0 || l.Senders >= PerSubscription).Select(l => l.SubscriptionId)];
    }

    public void Dispose() => slots.Dispose();

    private void Run(SubscriptionQueue queue)
    {
        if (send is null || queue.Senders >= PerSubscription) return;
        queue.Senders++;
        var sender = Task.Run(() => SendAsync(queue));
        running.Add(sender);
        _ = sender.ContinueWith(Forget, TaskScheduler.Default);

        void Forget(Task done)
        {
            lock (queues) running.Remove(done);
        }
    }

    private async Task SendAsync(SubscriptionQueue queue)
    {
        while (true)
        {
            Func<DeliveryLease, Task> sender;
            DeliveryLease lease;
            lock (queues)
            {
                if (send is null || !queue.Waiting.TryDequeue(out lease))
                {
                    if (--queue.Senders == 0 && queue.Waiting.Count == 0) queues.Remove(queue.SubscriptionId);
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

    private sealed class SubscriptionQueue(Guid subscriptionId)
    {
        public Guid SubscriptionId { get; } = subscriptionId;
        public Queue<DeliveryLease> Waiting { get; } = [];
        public int Senders { get; set; }
    }
}
