package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the library: an explicit path, then this jar's own resources, then the system's paths. A failure names what was
 * tried, what it was tried on, and what to do.
 */
final class Loader {
    private static final String PROPERTY = "yjt.library.path";
    private static final String ENVIRONMENT = "YJT_LIBRARY";
    private static boolean loaded;

    private Loader() {}

    /** Throws the same failure in full each time, instead of a NoClassDefFoundError that tells nothing. */
    static synchronized void load() {
        if (!loaded) {
            Native.register(Raw.class, find());
            loaded = true;
        }
    }

    private static NativeLibrary find() {
        List<String> tried = new ArrayList<>();
        String explicit = System.getProperty(PROPERTY);
        if (explicit == null || explicit.isEmpty()) {
            explicit = System.getenv(ENVIRONMENT);
        }
        if (explicit != null && !explicit.isEmpty()) {
            // Whoever names a path wants that one and no other.
            NativeLibrary library = open(inFolder(explicit), tried);
            if (library != null) {
                return library;
            }
            throw failure(tried);
        }
        NativeLibrary library = fromResources(tried);
        if (library == null) {
            library = open("yjt", tried);
        }
        if (library == null) {
            throw failure(tried);
        }
        return library;
    }

    private static String inFolder(String path) {
        File file = new File(path);
        return file.isDirectory() ? new File(file, System.mapLibraryName("yjt")).getPath() : path;
    }

    private static NativeLibrary fromResources(List<String> tried) {
        String resource = "/" + Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("yjt");
        if (Loader.class.getResource(resource) == null) {
            tried.add("jar:" + resource + " (没有 | not there)");
            return null;
        }
        try {
            File file = Native.extractFromResourcePath(resource, Loader.class.getClassLoader());
            return open(file.getPath(), tried);
        } catch (IOException e) {
            tried.add("jar:" + resource + " (" + e.getMessage() + ")");
            return null;
        }
    }

    private static NativeLibrary open(String name, List<String> tried) {
        try {
            return NativeLibrary.getInstance(name);
        } catch (UnsatisfiedLinkError e) {
            tried.add(name + " (" + firstLine(e.getMessage()) + ")");
            return null;
        }
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.trim().split("[\r\n]")[0];
    }

    private static UnsatisfiedLinkError failure(List<String> tried) {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version") + " " + (8 * Native.POINTER_SIZE) + "-bit, " + Platform.RESOURCE_PREFIX;
        return new UnsatisfiedLinkError("加载 yjt 动态库失败 | the yjt library cannot be loaded\n"
                + "  本机 | machine: " + machine + "\n"
                + "  已尝试 | tried: " + String.join("; ", tried) + "\n"
                + "  办法 | remedy: " + remedy(String.join(" ", tried)));
    }

    private static String remedy(String causes) {
        if (causes.contains("GLIBC_")) {
            return "系统的 glibc 太旧,请使用发布包里的库(glibc 2.17 起) | this glibc is too old: use the released library";
        }
        if (causes.contains("failed to map segment") || causes.contains("Operation not permitted")) {
            return "临时目录禁止执行(noexec):用 -Djna.tmpdir=可执行的目录,或 -D" + PROPERTY + "=库文件"
                    + " | the temporary folder is noexec: set -Djna.tmpdir or -D" + PROPERTY;
        }
        if (causes.contains("wrong ELF class") || causes.contains("%1")) {
            return "库与 JVM 的位数不同(32/64 位) | the library and this JVM differ in bitness";
        }
        return "用 -D" + PROPERTY + "=库文件或其目录(或环境变量 " + ENVIRONMENT + ")指定位置,并确认与本机的系统、CPU 和位数一致"
                + " | name the file or its folder by -D" + PROPERTY + " or " + ENVIRONMENT
                + ", built for this system, CPU and bitness";
    }
}
