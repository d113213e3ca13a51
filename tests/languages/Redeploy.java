import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** A web container that redeploys: the binding is loaded again and again in one JVM, each time by a class loader of its own. */
public final class Redeploy {
    public static void main(String[] args) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String jar : System.getProperty("jars").split(File.pathSeparator)) {
            jars.add(new File(jar).toURI().toURL());
        }
        URLClassLoader first = deploy(jars);
        URLClassLoader second = deploy(jars);
        first.close();
        System.gc();
        use(second);
        use(deploy(jars));
    }

    private static URLClassLoader deploy(List<URL> jars) throws Exception {
        URLClassLoader loader = new URLClassLoader(jars.toArray(new URL[0]), null);
        use(loader);
        return loader;
    }

    private static void use(ClassLoader loader) throws Exception {
        Method decrypt = loader.loadClass("cn.yjt.Sm4").getMethod("decryptEcb", String.class, String.class);
        Object text = decrypt.invoke(null, "A7E2D00B4058086CBD3D4B8A5E0B2697", "0a504c329ff631c16bd487b2fdc3489f");
        System.out.println(text.equals("小明"));
    }
}
