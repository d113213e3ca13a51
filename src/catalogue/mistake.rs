//! Why a configuration is not JSON, and what to do about it: each cause and remedy in Chinese and English.

use crate::error::Mistake;

type Pair = (&'static str, &'static str);

pub(super) fn describe(mistake: Mistake) -> (Pair, Pair) {
    match mistake {
        Mistake::Empty => (
            ("文本为空", "the text is empty"),
            (
                "传入配置的 JSON 文本;文件不要存成 UTF-16(记事本的“Unicode”)",
                "pass the configuration's JSON text; do not save the file as UTF-16 (Notepad's \"Unicode\")",
            ),
        ),
        Mistake::Path => (
            ("这是一个文件路径", "this is the path of a file"),
            (
                "先读出文件,传入其中的 JSON 文本而不是文件路径",
                "read the file and pass the JSON text in it, not a file's path",
            ),
        ),
        Mistake::Utf16 => (
            ("文本在第一个字符之后就结束了", "the text ends behind its first character"),
            (
                "文件多半存成了 UTF-16(记事本的“Unicode”):另存为 UTF-8",
                "the file is most likely UTF-16 (Notepad's \"Unicode\"): save it as UTF-8",
            ),
        ),
        Mistake::CutShort => (
            ("文本没有写完就结束了", "the text ends before the configuration does"),
            (
                "补上缺少的引号、方括号或花括号;检查文本是否被截断",
                "supply the missing quote, bracket or brace; check whether the text was cut off",
            ),
        ),
        Mistake::Comment => (
            ("JSON 里不能写注释", "JSON has no comments"),
            (
                "去掉注释,或写成以 // 开头的键:\"// 说明\": \"……\"",
                "remove the comment, or make it a key that begins with //: \"// note\": \"…\"",
            ),
        ),
        Mistake::CommaTooMany => (
            ("多了一个逗号", "a comma too many"),
            (
                "最后一项之后不写逗号,两项之间只写一个逗号",
                "no comma behind the last entry, one comma between two",
            ),
        ),
        Mistake::CommaMissing => (
            ("两项之间缺少逗号", "a comma is missing between two entries"),
            ("在上一项之后补上逗号", "put a comma behind the entry before"),
        ),
        Mistake::ColonMissing => (
            ("键的后面缺少冒号", "a colon is missing behind the key"),
            ("写成 \"键\": 值,不用等号", "write \"key\": value, without an equals sign"),
        ),
        Mistake::FullWidth => (
            ("这里是全角字符", "there is a full-width character"),
            (
                "用英文输入法重新输入逗号、冒号、括号和数字",
                "type commas, colons, brackets and digits again in half width",
            ),
        ),
        Mistake::Quotes => (
            ("引号不是英文双引号", "a quote is not the straight double quote"),
            (
                "引号一律用英文双引号 \";Word、微信会把它换成弯引号",
                "use the straight double quote \" only; word processors and chat programs turn it into another",
            ),
        ),
        Mistake::Invisible => (
            ("这里有一个不可见的字符", "there is an invisible character"),
            (
                "从网页或聊天里复制来的空格:删掉,重新输入",
                "a blank copied from a web page or a chat: delete it and type it again",
            ),
        ),
        Mistake::NameWithoutQuotes => (
            ("键没有加双引号", "a key's name needs quotes"),
            ("写成 \"键\": 值", "write \"key\": value"),
        ),
        Mistake::Escaped => (
            ("引号前多了反斜杠", "there is a backslash before a quote"),
            (
                "文本被转义过一次(取自另一段 JSON、脚本或命令行):还原后再传入",
                "the text was escaped once (taken out of other JSON, a script or a command line): pass it unescaped",
            ),
        ),
        Mistake::NotAValue => (
            ("这里不是 JSON 的值", "this is not a JSON value"),
            (
                "文本加双引号;开关写 true 或 false;数字写十进制,不带单位",
                "put texts in quotes; write switches as true or false, numbers in decimals without a unit",
            ),
        ),
        Mistake::Backslash => (
            ("反斜杠后面的字符不对", "a backslash stands before a character that it cannot escape"),
            (
                "路径写成 C:/目录/ca.pem 或 C:\\\\目录\\\\ca.pem;\\u 之后是四位十六进制,且须成对",
                "write a path as C:/dir/ca.pem or C:\\\\dir\\\\ca.pem; \\u takes four hex digits, surrogates in pairs",
            ),
        ),
        Mistake::LineBreak => (
            ("文本里有换行或制表符", "there is a line break or a tab within a text"),
            (
                "写成 \\n 或 \\t;证书最好放在文件里,用 tls.caFile",
                "write \\n or \\t; a certificate is best kept in a file, for tls.caFile",
            ),
        ),
        Mistake::TwoObjects => (
            ("有两个 JSON 对象", "there are two objects"),
            ("只留一个,把键合并进去", "keep one, with the keys of both"),
        ),
        Mistake::AfterEnd => (
            ("配置结束之后还有内容", "there is something after its end"),
            ("去掉最后一个 } 之后的内容", "remove what follows the last }"),
        ),
        Mistake::Other => (
            ("配置应以 { 开头", "a configuration begins with {"),
            (
                "传入的是 JSON 文本,并确认它是 UTF-8",
                "pass JSON text, and make sure that it is UTF-8",
            ),
        ),
    }
}
