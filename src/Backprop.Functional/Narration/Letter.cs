using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// The name of a symbol, taken apart for notations that have more than one line: a sign, a derivative, a letter, what stands above and below it.
/// </summary>
/// <param name="IsMinus">Whether it is told with a minus: -delta(2)_1.</param>
/// <param name="Name">The name without it.</param>
/// <param name="Of">For the derivative along a signal path, dy(2)_1/dw(0)_3,1: the weight that it is taken by.</param>
internal sealed record Letter(bool IsMinus, ValueName Name, ValueName? Of)
{
    public static Letter Read(string text)
    {
        var (isMinus, name) = text.StartsWith('-') ? (true, text[1..]) : (false, text);
        return name.Split("/d") is [['d', 'y', '(', ..] and ['d', .. var y], var w] && ValueName.Parse(y) is { } output && ValueName.Parse(w) is { } weight
            ? new(isMinus, output, weight)
            : new(isMinus, ValueName.Parse(name) ?? new(name), null);
    }

    /// <summary>The letter of a symbol as LaTeX and as one character or word; a letter of one character stands in italics.</summary>
    public static (string Latex, string Text) Glyph(string symbol) => symbol switch
    {
        "delta" => (@"\delta", "δ"),
        "eta" => (@"\eta", "η"),
        "alpha" => (@"\alpha", "α"),
        "gamma" => (@"\gamma", "γ"),
        "lambda" => (@"\lambda", "λ"),
        "mu" => (@"\mu", "μ"),
        "psi" => (@"\psi", "ψ"),
        "tau" => (@"\tau", "τ"),
        "epsilon" => (@"\varepsilon", "ε"),
        "beta1" => (@"\beta_1", "β₁"),
        "beta2" => (@"\beta_2", "β₂"),
        "etaPlus" => (@"\eta_+", "η₊"),
        "etaMinus" => (@"\eta_-", "η₋"),
        "Rg2" => ("R[g^2]", "R[g²]"),
        "Rdw2" => (@"R[\Delta w^2]", "R[Δw²]"),
        "dw" => (@"\Delta w", "Δw"),
        "dwPrev" => (@"{\Delta w(t-1)}", "Δw(t−1)"),
        "db" => (@"\Delta b", "Δb"),
        "vMax" => (@"v^{\max}", "vᵐᵃˣ"),
        ['l', 'a', 'm', 'b', 'd', 'a', .. var link] => ($@"\lambda_{{{link}}}", $"λ{string.Concat(link.Select(static digit => (char)(digit - '0' + '₀')))}"),
        { Length: 1 } => (symbol, symbol),
        _ => ($@"\mathrm{{{LatexNotation.Escape(symbol)}}}", symbol),
    };
}
