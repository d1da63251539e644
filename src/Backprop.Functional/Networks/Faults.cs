using Backprop.Functional.Numerics;
using LanguageExt;

namespace Backprop.Functional.Networks;

/// <summary>Where LanguageExt, which gathers faults inside the library, meets <see cref="Checked{T}"/>, its public door.</summary>
internal static class Faults
{
    public static Checked<T> ToChecked<T>(this Validation<Problem, T> validation) =>
        validation.Match(Succ: Checked.Good, Fail: problems => Checked.Bad<T>(problems));

    public static Checked<T> ToChecked<T>(this Either<Problem, T> either) =>
        either.Match(Right: Checked.Good, Left: problem => Checked.Bad<T>(problem));

    public static Validation<Problem, T> ToValidation<T>(this Checked<T> result) =>
        result.Match(Validation<Problem, T>.Success, problems => Validation<Problem, T>.Fail(Prelude.toSeq(problems)));
}
