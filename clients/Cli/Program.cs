using Exchange.Cli;

return await ExchangeCommand.InvokeAsync(args, Terminal.OfThisProcess());
