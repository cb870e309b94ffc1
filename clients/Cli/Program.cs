Console.WriteLine("exchange");
