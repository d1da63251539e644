using Backprop.Functional.Lecture;
var r = ExampleReport.Calculate();
Console.Write(args is ["m"] ? ExampleMarkdown.Of(r, 4, false) : args is ["j"] ? ExampleJson.Of(r) : ExampleText.Of(r, 4, false));
