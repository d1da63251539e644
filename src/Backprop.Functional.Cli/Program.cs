using Backprop.Functional.Cli;
using Backprop.Functional.Numerics;

_ = Rehearsal.Begin(args);
var terminal = Terminal.OfConsole();
if (args is ["train" or "verify", ..] && SelfCheck.Slowness is { } slowness) terminal.Error.WriteLine($"warning: {slowness}");
return Application.Run(args, terminal);
