namespace Backprop.Functional.Pictures;

/// <summary>The style sheet of all pictures: it stands in each file, and once in a page.</summary>
internal static class PictureStyle
{
    public static string Text { get; } = Resource.Text("picture.css");
}
