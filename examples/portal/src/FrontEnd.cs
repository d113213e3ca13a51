using System.Collections.Generic;
using System.IO;

namespace Portal
{
    /// <summary>The files of a folder, read once at start: no address leads anywhere else.</summary>
    internal sealed class FrontEnd
    {
        private static readonly Dictionary<string, string> Types = new Dictionary<string, string>
        {
            { ".html", "text/html; charset=utf-8" },
            { ".js", "text/javascript; charset=utf-8" },
            { ".css", "text/css; charset=utf-8" },
        };

        private readonly Dictionary<string, byte[]> files = new Dictionary<string, byte[]>();

        /// <param name="folder">null: there is none</param>
        internal FrontEnd(string folder)
        {
            if (folder == null)
                return;
            foreach (string path in Directory.GetFiles(folder))
                if (Types.ContainsKey(Path.GetExtension(path)))
                    files.Add(Path.GetFileName(path), File.ReadAllBytes(path));
        }

        /// <summary>Whether there is such a file.</summary>
        internal bool Answer(Request request, string name)
        {
            string file = name == "" ? "index.html" : name;
            byte[] bytes;
            if (!files.TryGetValue(file, out bytes))
                return false;
            request.AnswerFile(Types[Path.GetExtension(file)], bytes);
            return true;
        }
    }
}
