namespace Backprop.Functional.Optimizers;

/// <summary>Where the small number stands that keeps a denominator from 0.</summary>
public enum EpsilonPlace
{
    /// <summary>sqrt(R + epsilon): the lecture's Adagrad, Adadelta and RMSprop.</summary>
    Inside,

    /// <summary>sqrt(R) + epsilon: PyTorch.</summary>
    Outside,
}
