package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the library: an explicit path, then this jar's own resources, then the system's paths. It may be newer than this
 * binding, not older. A failure names what was tried, what it was tried on, and what to do.
 */
final class Loader {
    private static final String OLDER = "旧于本绑定 | older than this binding";
    private static final String PROPERTY = "yjt.library.path";
    private static final String ENVIRONMENT = "YJT_LIBRARY";
    private static volatile boolean loaded;
    /** Why JNA's own library did not load, which the JVM tells only once. */
    private static String jnaFailure;

    private Loader() {}

    static void load() {
        if (!loaded) {
            find();
        }
    }

    /** Throws the same failure in full each time, instead of a NoClassDefFoundError that tells nothing. */
    private static synchronized void find() {
        if (loaded) {
            return;
        }
        // JNA begins a thread that never ends. Nothing in it may keep the web application that happened to be the first.
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(Loader.class.getClassLoader());
        try {
            AccessController.doPrivileged((PrivilegedAction<Void>) Loader::loadNow);
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    private static Void loadNow() {
        List<String> tried = new ArrayList<>();
        LinkageError cause = null;
        try {
            Native.isProtected(); // JNA's own library first, so that its failure is not taken for ours.
            NativeLibrary library = find(tried);
            if (library != null && !isOlder(library, tried)) {
                Native.register(Raw.class, library);
                loaded = true;
                return null;
            }
        } catch (LinkageError e) {
            // JNA's own library does not load, or what was found is no yjt.
            if (jnaFailure == null || !(e instanceof NoClassDefFoundError)) {
                jnaFailure = oneLine((e instanceof ExceptionInInitializerError ? e.getCause() : e).toString());
            }
            tried.add("JNA (" + jnaFailure + ")");
            cause = e;
        }
        throw new NotLoaded(String.join("; ", tried), remedy(String.join(" ", tried)), cause);
    }

    /** Null when it is nowhere. */
    private static NativeLibrary find(List<String> tried) {
        String explicit = System.getProperty(PROPERTY);
        if (explicit == null || explicit.isEmpty()) {
            explicit = System.getenv(ENVIRONMENT);
        }
        if (explicit != null && !explicit.isEmpty()) {
            // Whoever names a path wants that one and no other.
            return open(inFolder(explicit), tried);
        }
        NativeLibrary library = fromResources(tried);
        return library != null ? library : open("yjt", tried);
    }

    private static boolean isOlder(NativeLibrary library, List<String> tried) {
        String version = Door.read(library.getFunction("yjt_version").invokePointer(new Object[0]));
        boolean older = Version.isOlder(version);
        if (older) {
            tried.add(library.getFile() + " (" + version + ": " + OLDER + ", " + Version.BINDING + ")");
        }
        return older;
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
            tried.add(name + " (" + oneLine(e.getMessage()) + ")");
            return null;
        }
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.trim().replaceAll("\\s+", " ");
    }

    private static String remedy(String causes) {
        if (causes.contains("NoClassDefFoundError: com/sun/jna/")) {
            return "类路径上没有 JNA:-cp 里写上 yjt 和 jna 两个 jar(java -jar 不看 -cp) | there is no JNA on the class path: name"
                    + " both jars, yjt's and jna's, behind -cp, which java -jar ignores";
        }
        if (causes.contains("NoSuchMethodError") || causes.contains("NoSuchFieldError")) {
            return "类路径上先找到的 JNA 太旧,要 4.1.0 及以上:换掉或移走旧的 jna jar | the JNA that comes first on the class path is too"
                    + " old, 4.1.0 or later is needed: replace or remove the old jna jar";
        }
        if (causes.contains(OLDER)) {
            return "把所列的库文件换成与 yjt-" + Version.BINDING + ".jar 同一发布包里的 | replace that library file by the one of this jar's"
                    + " release, " + Version.BINDING;
        }
        if (causes.contains("Illegal native access")) {
            return "Java 24 起要允许 JNA 加载本地库:java 命令加 --enable-native-access=ALL-UNNAMED(JNA 在模块路径上时为"
                    + " com.sun.jna),或在可执行 jar 的清单里写 Enable-Native-Access: ALL-UNNAMED"
                    + " | Java 24 and later: allow JNA to load native code by --enable-native-access=ALL-UNNAMED (com.sun.jna when"
                    + " it is on the module path), or Enable-Native-Access: ALL-UNNAMED in the manifest of the jar that is started";
        }
        if (causes.contains("GLIBC_")) {
            return "系统的 glibc 太旧,请使用发布包里的库(glibc 2.17 起) | this glibc is too old: use the released library";
        }
        if (causes.contains("failed to map segment") || causes.contains("Operation not permitted")) {
            return "JNA 的临时目录禁止执行(noexec):用 -Djna.tmpdir=可执行的目录"
                    + " | JNA's temporary folder is noexec: name another by -Djna.tmpdir";
        }
        if (causes.contains("wrong ELF class") || causes.contains("%1")) {
            return "库与 JVM 的位数不同(32/64 位) | the library and this JVM differ in bitness";
        }
        return "用 -D" + PROPERTY + "=库文件或其目录(或环境变量 " + ENVIRONMENT + ")指定位置,并确认与本机的系统、CPU 和位数一致"
                + " | name the file or its folder by -D" + PROPERTY + " or " + ENVIRONMENT
                + ", built for this system, CPU and bitness";
    }
}
