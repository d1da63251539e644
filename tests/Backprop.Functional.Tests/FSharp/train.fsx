// Trains small networks with several optimizers, and explains a step: the library as F# sees it.
// Run by FSharpScriptTests, with the assemblies of the build as references.
open System
open System.Collections.Generic
open Backprop.Functional.Data
open Backprop.Functional.Functions
open Backprop.Functional.Narration
open Backprop.Functional.Networks
open Backprop.Functional.Numerics
open Backprop.Functional.Optimizers
open Backprop.Functional.Training

let layers : struct (int * Activation) list = [ struct (6, Activation.Tanh()); struct (1, Activation.Sigmoid()) ]
let blueprint = Blueprint(2, Values.From layers, BiasKind.PerNeuron, Precision.Float64)
let network = Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(blueprint, Key.Of 1UL)

let xor =
    Batch(
        Matrix.From(Precision.Float64, 4, 2, ReadOnlySpan [| 0.0; 0.0; 0.0; 1.0; 1.0; 0.0; 1.0; 1.0 |]),
        Matrix.From(Precision.Float64, 4, 1, ReadOnlySpan [| 0.0; 1.0; 1.0; 0.0 |]))

/// A run is a fold of the recipe's step over batches.
let train (recipe: Recipe) epochs =
    let start = TrainingState.Start(network, recipe.Optimizer)
    Batches.Of([ xor ]).Repeat(epochs).Fold(start, recipe.Step)

let recipeOf optimizer = Recipe(Loss.BinaryCrossEntropy(), Accumulation.Mean, optimizer)
let parsed text = OptimizerText.Parse(text, Nullable(), "script").OrThrow()

let optimizers : (string * Optimizer) list =
    [ "gradient descent", Optimizer.GradientDescent 1.0
      "the lecture's Adam", Presets.Lecture.Adam.At 0.05
      "PyTorch's RMSprop", Presets.PyTorch.RmsProp.At 0.01
      "Rprop, as text", parsed "rprop:variant=plus,delta0=0.05"
      "links before momentum, as text", parsed "l2=0.0001+clip-by-norm=1+momentum:eta=0.5,alpha=0.8"
      "a schedule",
      Optimizer.Create(Rule.Nesterov 0.9, LearningRate.WarmUp(10L, LearningRate.Cosine(0.5, 0.05, 400L)), [ Link.ClipByValue 1.0 :> Link ]).OrThrow() ]

let bit x = if x >= 0.5 then 1.0 else 0.0

for name, optimizer in optimizers do
    let recipe = recipeOf optimizer
    let trained = train recipe 1000
    let trace = recipe.Explain(trained, xor)
    let answers = [ for p in 1..4 -> bit trace[sprintf "y(2)_1@%d" p] ]
    if answers <> [ 0.0; 1.0; 1.0; 0.0 ] then failwithf "%s has not learned XOR: E = %g" name trace.Error.E
    if recipe.Step.Invoke(trained, xor).Sha256 <> trace.After.Sha256 then failwithf "%s: the step is not what it explains" name
    printfn "%-32s E %.6f after %d steps" name trace.Error.E trained.Steps

// Any function folds as well as the recipe's own step.
let adam = recipeOf (Presets.Lecture.Adam.At 0.05)
let counted = Dictionary<int64, float>()
let noting = Func<TrainingState, Batch, TrainingState>(fun state batch ->
    let next = adam.Step.Invoke(state, batch)
    counted[next.Steps] <- next.E.Value
    next)
let start = TrainingState.Start(network, adam.Optimizer)
let folded = Batches.Of([ xor ]).Repeat(3).Fold(start, noting)
if folded.Sha256 <> (train adam 3).Sha256 || counted.Count <> 3 then failwith "a lambda folds to other bits"

// One step of one weight, told by the rule itself.
for statement in RuleNarrative.Of(adam.Explain(folded, xor)).Tell(ValueName("w", 0, 1, 2)) do
    printfn "%O = %.6f" statement.Name statement.Value

// What is wrong is a value.
match Optimizer.Create(Rule.Momentum 1.5, LearningRate.Constant -1.0, []) with
| bad when not bad.IsGood -> for problem in bad.Problems do printfn "%O" problem
| _ -> failwith "a momentum of 1.5 is good"
