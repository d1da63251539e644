using Backprop.Functional.Cli;

return Application.Run(args, Terminal.OfConsole());
