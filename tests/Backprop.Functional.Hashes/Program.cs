using Backprop.Functional.Hashes;

return Application.Run(args, Console.Out, Console.Error);
