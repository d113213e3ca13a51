package cn.yjt;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says why a login would fail, from within the JVM that the HIS uses: {@code java -cp yjt.jar;jna.jar cn.yjt.Doctor
 * CONFIG.json}. The same as the program {@code yjt-doctor}, and what JNA and the JVM have to do with it.
 */
public final class Doctor {
    private static final String USAGE = "用法 | usage: java -cp yjt.jar;jna.jar cn.yjt.Doctor [选项 options] CONFIG.json\n\n"
            + "走一遍登录要走的路,指出第一处不对的地方和办法;不用真的 code\n"
            + "(walks the way of a login, names the first thing that is wrong and what to do; uses no real code)\n\n"
            + "  --json                    只输出报告(JSON) | the report alone, as JSON\n"
            + "  --output FILE             报告另存为文件(JSON) | the report into a file besides, as JSON\n"
            + "  --only ID,...             只做这些检查 | these checks alone\n"
            + "  --strict                  有警告也算失败 | a warning counts as a failure\n"
            + "  --discover                验签失败时,试出指引没写清的签名约定 | tries the variants of signing that the guide leaves open\n"
            + "  --discover-in-production  对生产环境也试 | the same against the production environment\n"
            + "  --help                    显示本说明 | this text\n\n"
            + "退出状态 | exit status: 0 没有失败 | no check failed, 1 有失败或没做成 | one did or could not be made, 2 没能运行 | it could not run\n";
    private static final int WRONG = 1;
    private static final int BROKEN = 2;

    private final Map<String, String> options = new LinkedHashMap<>();
    private Path configuration;
    private Path output;
    private boolean json;
    private boolean strict;
    private boolean help;

    private Doctor(String[] arguments) {
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext();) {
            take(rest.next(), rest);
        }
        if (configuration == null && !help) {
            throw new IllegalArgumentException("缺少配置文件 | the configuration file is missing");
        }
    }

    /**
     * The program; it ends the JVM with its exit status.
     *
     * @param arguments the options and the configuration file, see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            return new Doctor(arguments).run();
        } catch (YjtException e) {
            complain(e.getStatusCode() + " " + e.getMessage() + "\n→ " + e.getHint());
        } catch (IOException e) {
            complain("文件读写失败 | a file cannot be read or written: " + e);
        } catch (IllegalArgumentException e) {
            complain(e.getMessage() + "\n\n" + USAGE);
        }
        return BROKEN;
    }

    private void take(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--help":
            case "-h":
                help = true;
                break;
            case "--json":
                json = true;
                break;
            case "--output":
                output = Paths.get(value(argument, rest));
                break;
            case "--only":
                options.put("only", list(value(argument, rest)));
                break;
            case "--strict":
                strict = true;
                break;
            case "--discover":
                options.put("discover", "true");
                break;
            case "--discover-in-production":
                options.put("discover", "true");
                options.put("discoverInProduction", "true");
                break;
            default:
                file(argument);
        }
    }

    private void file(String argument) {
        if (argument.startsWith("-")) {
            throw new IllegalArgumentException("没有这个选项 | no such option: " + argument);
        }
        if (configuration != null) {
            throw new IllegalArgumentException("只能有一个配置文件 | there is one configuration file");
        }
        configuration = Paths.get(argument);
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " 后面缺少内容 | " + argument + " lacks its value");
        }
        return rest.next();
    }

    private static String list(String ids) {
        return Arrays.stream(ids.split(",")).map(id -> Json.quoted(id.trim())).collect(Collectors.joining(",", "[", "]"));
    }

    private int run() throws IOException {
        if (help) {
            print(new FileOutputStream(FileDescriptor.out), USAGE);
            return 0;
        }
        Report report = report();
        if (report.isEmpty()) {
            throw new IllegalArgumentException("--only:这份配置用不着这些检查 | this configuration needs none of these checks");
        }
        if (output != null) {
            Files.write(output, (report.json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        print(new FileOutputStream(FileDescriptor.out), json ? report.json() + "\n" : report.text());
        return report.isWell() && !(strict && report.has("warning")) ? 0 : WRONG;
    }

    private Report report() throws IOException {
        try {
            YjtConfig config = YjtConfig.fromFile(configuration);
            Loader.load();
            Report report = new Report(config.diagnose(wanted()));
            return options.containsKey("only") ? report : report.behind(Jvm.check());
        } catch (NotLoaded e) {
            return Report.of(Jvm.failure(e));
        } catch (IOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) {
                throw e;
            }
            String[] remedy = {"用记事本等另存为 UTF-8", "save it as UTF-8"};
            return Report.of(new Check("configuration", "failed", e.getMessage().split(" \\| ", 2), remedy));
        }
    }

    private String wanted() {
        return options.entrySet().stream().map(option -> Json.quoted(option.getKey()) + ":" + option.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** In UTF-8, unless it goes to a console, which has its own. */
    private static void print(FileOutputStream to, String text) throws IOException {
        to.write(text.getBytes(Jvm.consoleCharset()));
    }

    private static void complain(String text) {
        try {
            print(new FileOutputStream(FileDescriptor.err), "yjt-doctor: " + text + "\n");
        } catch (IOException e) {
            // The exit status tells as well.
        }
    }
}
