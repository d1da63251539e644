using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>A slip of the slides that is not a number: a label, an index, a formula.</summary>
/// <param name="Id">B: labels of the worked example; C: formulas.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Printed">What is printed.</param>
/// <param name="Meant">What is meant.</param>
public sealed record Erratum(string Id, string Place, string Printed, string Meant);

/// <summary>What is misprinted, contradictory or left open in lecture 06, beside the numbers of <see cref="PrintedValues"/>.</summary>
public static class Errata
{
    /// <summary>Labels in the worked example.</summary>
    public static Values<Erratum> Labels { get; } =
    [
        new("B1", "the result 0.1502", "dE/dw_1(0)", "dE/dy(1)_1"),
        new("B2", "the result 0.0818", "dE/dw_1,2(0)", "dE/dy(1)_2; the next line uses the label again, rightly, for 0.0004"),
        new("B3", "update of w_2,1(1)", "w_2,2(1),old - eta ...", "w_2,1(1),old - eta ...: 0.9 is w(1)_2,1"),
        new("B4", "update lines", "dE/dw(old)", "dE/dw at w = w_old"),
        new("B5", "second expansion of dE/dy_2(1)", "dy_1(2)/dy_1(2)", "dy_1(2)/dv_1(2)"),
        new("B6", "titles of the w_1,1(0) and w_1,2(0) slides", "1st layer (last layer)", "1st layer (hidden layer)"),
        new("B7", "the algorithm, forward step", "error signal (t_k y_k(N))", "(t_k - y_k(N))"),
        new("B8", "the algorithm, initialization", "training set with (x_i, y_i)", "(x_i, t_i): y is the output everywhere else"),
        new("B9", "the bias", "w_0(n)", "one number shared by a layer, so its gradient is the sum over the layer's neurons; usual practice is one bias a neuron"),
    ];

    /// <summary>Formulas, here and in the second half.</summary>
    public static Values<Erratum> Formulas { get; } =
    [
        new("C1", "derivative of E", "dE/dw = sum_p sum_j d/dw (t - y)^2", "the factor 1/2 is missing; the next line is right"),
        new("C2", "two layer network", "two sets of weights w(1) and w(2)", "w(0) and w(1)"),
        new("C3", "hidden delta, four times", "delta_k(n) = (sum_k delta_k(n+1) w_gk(n)) f'(sum_j y_j(n-1) w_jk(n-1))", "delta_g(n) = (sum_k delta_k(n+1) w_gk(n)) f'(sum_j y_j(n-1) w_jg(n-1))"),
        new("C4", "the algorithm, point 3", "an update for each pattern p, by a formula that sums over p", "either online, without the sum, or batch, one update after it"),
        new("C5", "cross-entropy slides", "in case of MSE", "the sum of squares / 2; no mean is taken"),
        new("C6", "multi-class cross-entropy", "E = -sum t_p log y", "E = -sum_p sum_j t_j(p) log y_j(p)"),
        new("C7", "its delta with sigmoid outputs", "(t/y) f'", "formally right, but t (1 - y) never pushes a wrong class down; use softmax, or the binary form, whose delta is t - y"),
        new("C8", "its delta with softmax outputs", "(t_k/y_k) f'(v_k)", "f' is not elementwise: delta_k = t_k - y_k sum_j t_j"),
        new("C9", "batch average", "-(eta/N) sum dE/dw = zeta sum dE/dw", "-zeta sum dE/dw with zeta = eta/N"),
        new("C10", "linear activation", "f(sum_i y_j w_jk), sum_i sum_i x_i w_ij w_jk", "f(sum_j y_j w_jk) = f(sum_i x_i sum_j w_ij w_jk)"),
        new("C11", "linear activation", "equivalent to a linear single layer network", "a single layer with the output f; linear only if the output is"),
        new("C12", "momentum", "eta sum delta_g(n) y_h(t)(n-1)", "eta sum delta_g(n+1) y_h(n), all at time t"),
        new("C13", "momentum constant", "range 0-1", "0 <= alpha < 1: at 1 the series does not converge"),
        new("C14", "Adagrad", "diagonal matrix G(t) = sum g g^T", "the matrix is full; the rule uses its diagonal"),
        new("C15", "epsilon", "inside the root for Adagrad, Adadelta, RMSprop, outside for Adam", "both occur in the literature, and differ visibly"),
        new("C16", "Adadelta, first form", "eta / RMS[g]", "that is RMSprop; Adadelta is -RMS[dw]_(t-1) / RMS[g]_t g; no window of fixed size is kept"),
        new("C17", "RMSprop", "R = gamma R + gamma g^2", "R = gamma R + (1 - gamma) g^2"),
        new("C18", "Adam", "in the same way as in Adadelta and RMSprop", "epsilon has moved outside the root"),
        new("C19", "AdaMax", "in the contents, on no slide", "m = b1 m + (1 - b1) g; u = max(b2 u, |g|); w -= eta/(1 - b1^t) m/u"),
        new("C20", "Rprop", "start, bounds, zero product, sign change: not said", "the literal reading is Rprop-: no backtracking"),
        new("C21", "RMSprop", "the authors propose gamma 0.9, eta 0.001", "they stand on Hinton's slides"),
        new("C22", "example, last layer", "dE/dw_1,1(1) = 0.0765, analogous to the formula of delta_k(N)",
            "dE/dw(1)_h,g = -delta_g(2) y_h(1): delta has the other sign, and not the factor y; so dw = +eta delta y is w - eta dE/dw"),
        new("C23", "example, hidden layer", "0.1502, analogous to the formula of delta_k(n)", "-0.1502 is the sum in its brackets; delta(1)_1 = -0.1502 (0.0132)"),
        new("C24", "the algorithm, backward computation", "propagate error backward to each neuron of NN and update weights values",
            "first all errors, by the old weights, then all updates, as in the example; the new w(1) would give dE/dy(1) = 0.1500, 0.0816 for 0.1502, 0.0818"),
        new("C25", "batch average", "a batch of size N, the sum from i = 1 to N", "N is the number of layers elsewhere, and i an input; of Adagrad's g(t) = 1/n sum, n is a layer"),
        new("C26", "batch average", "average or sum are equivalent: there exist pairs of learning rates for which they produce the same update",
            "for gradient descent and momentum, in batches of one size: a shorter last batch has another N, and adaptive rules divide by the size of the gradient"),
        new("C27", "number of hidden units", "MLP can approximate ANY function", "any continuous function on a compact set, with enough hidden units of an activation that is no polynomial"),
        new("C28", "more neurons near the input", "the later network layers will tend to have larger local gradients than the earlier layers",
            "that speaks for a smaller learning rate in the later layers, not for more neurons in the earlier ones"),
        new("C29", "cross-entropy", "log y, t/y", "undefined at y = 0, to which a saturated output rounds; E and delta are computed from v, where the pair of loss and output allows it"),
        new("C30", "Adam, defaults", "0.9 for beta_1, 0.999 for beta_2, 10^-8 for epsilon", "and 0.001 for eta, which is not given"),
        new("C31", "Adam, bias correction", "1 - beta_1^t, 1 - beta_2^t", "t is 1 in the first step: from t = 0 on it is 0/0"),
        new("C32", "Adam, v_t", "v_t, the second moment", "v is the net input everywhere else"),
        new("C33", "Adam, biased moments", "the decay rates are small (i.e. beta_1 and beta_2 are close to 1)", "1 - beta is small"),
        new("C34", "Adadelta, RMSprop, Adam, typesetting", "rac, heta, eta_1, ar, arepsilon, egin",
            "\\frac, \\theta, \\beta_1, \\bar, \\varepsilon, \\begin: 1 - eta_1^t is 1 - beta_1^t, no learning rate"),
    ];
}
