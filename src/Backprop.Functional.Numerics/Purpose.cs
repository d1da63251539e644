namespace Backprop.Functional.Numerics;
/// <summary>Purpose.</summary>
public enum Purpose { /// <summary>i</summary>
Init = 1, /// <summary>i</summary>
Shuffle = 2, /// <summary>i</summary>
Split = 3, /// <summary>i</summary>
Dropout = 4, /// <summary>i</summary>
Data = 5 }
