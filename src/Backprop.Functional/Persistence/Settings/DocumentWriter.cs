using System.Globalization;
using System.Text;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>Writes every setting of a document, in the order of the table.</summary>
internal static class DocumentWriter
{
    public static string Write(ExperimentDocument document, bool withHelp)
    {
        var text = new StringBuilder("{\n");
        if (withHelp) text.Append("  // An experiment: every setting with its default. Leave out what you do not change; backprop train FILE runs it.\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"formatVersion\": {ExperimentDocument.FormatVersion}");
        Members(text, document, "", 1, withHelp);
        return text.Append("\n}\n").ToString();
    }

    /// <summary>The settings below a prefix, each after a comma; the objects among them with their own.</summary>
    private static void Members(StringBuilder text, ExperimentDocument document, string prefix, int depth, bool withHelp)
    {
        var isFirst = prefix.Length > 0;
        foreach (var key in DocumentReader.Keys(prefix))
        {
            text.Append(isFirst ? "\n" : ",\n");
            isFirst = false;
            var (indent, path) = (new string(' ', 2 * depth), prefix + key);
            if (SettingTable.Find(path) is { } setting)
            {
                if (withHelp) text.Append(CultureInfo.InvariantCulture, $"{indent}// {setting.Help}\n");
                text.Append(CultureInfo.InvariantCulture, $"{indent}\"{key}\": {setting.Write(document).Replace("\n", $"\n{indent}", StringComparison.Ordinal)}");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}\"{key}\": {{");
                Members(text, document, $"{path}.", depth + 1, withHelp);
                text.Append(CultureInfo.InvariantCulture, $"\n{indent}}}");
            }
        }
    }
}
