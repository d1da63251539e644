internal static class CsvHelperIsHidden
{
    public static Type Value => typeof(CsvHelper.CsvReader);
}
