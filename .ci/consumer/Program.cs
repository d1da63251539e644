using System.Linq.Expressions;
using System.Reflection;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;

// LINQ's Zip gives pairs with First and Second; LanguageExt's would not, and this line would not compile.
int[] xs = [1, 2];
string[] ys = ["one", "two"];
Check("First is what was zipped", xs.Zip(ys).First().First == 1);
Check("Zip is LINQ's", Called(() => xs.Zip(ys)).DeclaringType == typeof(Enumerable));

// A lambda in a fold of batches: our own instance method, whatever else is in the global namespace.
var row = Matrix.From(Precision.Float64, 1, 2, [1, 4]);
var batches = Batches.Of(new Batch(row, row), new Batch(row, row));
Check("Fold goes through all batches", batches.Fold(0, (count, batch) => count + batch.Count) == 2);
Check("Fold is ours", Called(() => batches.Fold(0, (count, batch) => count + batch.Count)).DeclaringType == typeof(Batches));
Check("Scan is ours", Called(() => batches.Scan(0, (count, batch) => count + batch.Count)).DeclaringType == typeof(Batches));
Values<int> values = [1, 2];
Check("values fold by their own method", Called(() => values.Fold(0, (sum, x) => sum + x)).DeclaringType == typeof(Values<int>));

// Hidden from the compiler, but there when the library runs: a table with a fault goes through both of them.
var (_, problems) = Csv.Parse("a,b,kind\n1,2,x\n1,two,y\n", "table", new CsvOptions());
Check("faults are gathered", problems.Count > 0);
Check("LanguageExt is there at run time", Assembly.Load("LanguageExt.Core").GetType("LanguageExt.Prelude") is not null);
Check("CsvHelper is there at run time", Assembly.Load("CsvHelper").GetType("CsvHelper.CsvReader") is not null);

Console.WriteLine("consumer: good");

static MethodInfo Called<T>(Expression<Func<T>> call) => ((MethodCallExpression)call.Body).Method;

static void Check(string what, bool holds)
{
    if (!holds) throw new InvalidOperationException($"not so: {what}");
}
