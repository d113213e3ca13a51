package cn.yjt;

import com.sun.jna.Native;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the JVM and JNA have to do with loading. Runs nothing of JNA, which may be what failed. */
final class Jvm {
    private static final String[] NOTHING = {"", ""};

    private Jvm() {}

    static String machine() {
        return property("os.name") + " " + property("os.arch") + ", Java " + property("java.version") + " "
                + property("sun.arch.data.model") + "-bit";
    }

    /** When the library is loaded. */
    static Check check() {
        String seen = machine() + " (" + property("java.vendor") + "), JNA " + Native.class.getPackage().getImplementationVersion()
                + ", jna.tmpdir=" + withoutHome(System.getProperty("jna.tmpdir", "(默认 default)")) + ", yjt.jar " + Version.BINDING;
        if (isNativeAccessPermitted()) {
            return new Check("library.jvm", "ok", new String[] {seen, seen}, NOTHING);
        }
        return new Check("library.jvm", "warning", new String[] {seen, seen}, new String[] {
            "Java 24 起,JNA 加载本地库会有警告,以后的版本会拒绝:java 命令加 --enable-native-access=ALL-UNNAMED",
            "since Java 24 JNA's loading native code is warned of, and will be refused: add --enable-native-access=ALL-UNNAMED"});
    }

    /** When it is not. */
    static Check failure(NotLoaded failure) {
        String tried = withoutHome(failure.tried);
        String[] seen = {
            "加载失败,本机 " + machine() + ",已尝试 " + tried, "it does not load on " + machine() + "; tried: " + tried};
        return new Check("library", "failed", seen, failure.remedy.split(" \\| ", 2));
    }

    /** UTF-8, but for a console of Windows, which has its own. */
    static Charset consoleCharset() {
        String console = System.getProperty("sun.stdout.encoding", System.getProperty("stdout.encoding"));
        boolean windows = property("os.name").startsWith("Windows");
        return windows && System.console() != null && console != null ? Charset.forName(console) : StandardCharsets.UTF_8;
    }

    /** Java 24 and later warn when it is not. */
    private static boolean isNativeAccessPermitted() {
        try {
            Object module = Class.class.getMethod("getModule").invoke(Native.class);
            return (Boolean) module.getClass().getMethod("isNativeAccessEnabled").invoke(module) || !warns();
        } catch (NoSuchMethodException e) {
            return true; // Before Java 22.
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean warns() {
        return Double.parseDouble(property("java.specification.version")) >= 24;
    }

    /** A home folder names a person. */
    private static String withoutHome(String text) {
        String home = property("user.home");
        return home.length() > 1 ? text.replace(home, "~") : text; // A service's may be / or empty.
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
