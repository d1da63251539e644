internal static class LanguageExtIsHidden
{
    public static object Value => LanguageExt.Prelude.unit;
}
