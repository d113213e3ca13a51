import cn.yjt.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.*;

/** Does through the Java binding what it reads: a command a line, its arguments in hex, tab-separated. See main.rs. */
public final class Actor {
    private static final Map<String, YjtClient> clients = new HashMap<>();

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "US-ASCII");
        for (String line; (line = in.readLine()) != null;) {
            String[] parts = line.split("\t");
            String[] a = Arrays.stream(parts).skip(1).map(Actor::argument).toArray(String[]::new);
            try {
                out.println("ok" + act(parts[0], a).stream().map(t -> "\t=" + hex(t)).collect(Collectors.joining()));
            } catch (YjtException e) {
                out.println("error\t" + e.getStatusCode() + "\t" + e.getHttpStatus() + "\t=" + hex(e.getGatewayCode())
                        + "\t=" + hex(e.getMessage()) + "\t=" + hex(e.getHint()));
            } catch (IllegalArgumentException | IllegalStateException | IOException | UnsatisfiedLinkError e) {
                out.println("refused\t=" + hex(e.getMessage()));
            }
        }
    }

    /** Not the sandbox's, which is looked for in the memory of this process, where its class file is too. */
    private static final String KEY = "00112233445566778899AABBCCDDEEFF";

    /** A key by its own method. */
    private static YjtConfig.Builder setting(YjtConfig.Builder to, String path, String value) {
        switch (path) {
            // [keys] written by yjt-tools from src/config/keys.rs
            case "appCode": return to.appCode(value);
            case "appKey": return to.appKey(value);
            case "paasId": return to.paasId(value);
            case "token": return to.token(value);
            case "appSecret": return to.appSecret(value);
            case "serviceId": return to.serviceId(value);
            case "baseUrl": return to.baseUrl(value);
            case "serviceIdIn.header": return to.serviceIdInHeader(value);
            case "serviceIdIn.query": return to.serviceIdInQuery(value);
            case "serviceIdIn": return to.serviceIdInPath();
            case "signature.template": return to.signatureTemplate(value);
            case "signature.timestampUnit": return to.signatureTimestampUnit(value);
            case "signature.hexCase": return to.signatureHexCase(value);
            case "encryptedFields.certificateNo": return to.encryptedField("certificateNo", value);
            case "encryptedFields.phone": return to.encryptedField("phone", value);
            case "encryptedFields.name": return to.encryptedField("name", value);
            case "encryptedFields.healthCardNo": return to.encryptedField("healthCardNo", value);
            case "clockCorrection": return to.clockCorrection(Boolean.parseBoolean(value));
            case "resendWhenClosed": return to.resendWhenClosed(Boolean.parseBoolean(value));
            case "codeMemorySeconds": return to.codeMemorySeconds(Integer.parseInt(value));
            case "connectTimeoutMs": return to.connectTimeoutMs(Integer.parseInt(value));
            case "timeoutMs": return to.timeoutMs(Integer.parseInt(value));
            case "maxResponseBytes": return to.maxResponseBytes(Integer.parseInt(value));
            case "maxIdleConnections": return to.maxIdleConnections(Integer.parseInt(value));
            case "proxy": return to.proxy(value);
            case "tls.caFile": return to.caFile(value);
            case "tls.caPem": return to.caPem(value);
            case "tls.pinnedSha256": return to.pinnedSha256(KEY + KEY, value);
            case "allowHttp": return to.allowHttp(Boolean.parseBoolean(value));
            case "extraHeaders": return to.extraHeader("X-A", value);
            // [/keys]
            default:
                throw new IllegalArgumentException("no method for " + path);
        }
    }

    private static List<String> act(String command, String[] a) throws Exception {
        switch (command) {
            case "version": return Arrays.asList(Yjt.version());
            case "file": return put(a[0], YjtConfig.fromFile(Paths.get(a[1])));
            case "client": return put(a[0], YjtConfig.fromJson(a[1]));
            case "built":
                return put(a[0], YjtConfig.custom(a[1], a[2]).appCode("HIS0000001").appKey(a[3]).paasId(a[4]).token(a[5])
                        .appSecret(a[6]).tls(a[7], null).connectTimeoutMs(60000).timeoutMs(60000).maxResponseBytes(100000)
                        .maxIdleConnections(8).clockCorrection(true).resendWhenClosed(true).codeMemorySeconds(0).allowHttp(false).serviceIdInHeader("x-tsp-serviceid")
                        .signature("{timestamp}{token}{nonce}{timestamp}", "s", null).signatureHexCase("upper")
                        .extraHeader("X-A", "1").extraHeader("X-B", "2").encryptedField("name", "auto")
                        .build());
            case "setting": return put("setting", setting(YjtConfig.custom("https://h.cn/x", "S").appCode("A").appKey(KEY).paasId("p").token("t"), a[0], a[1]).build());
            case "close":
                clients.get(a[0]).close();
                return Arrays.asList();
            case "exchange": return fields(clients.get(a[0]).exchangeCode(a[1], Integer.parseInt(a[2])));
            case "encrypt": return Arrays.asList(clients.get(a[0]).encrypt(a[1]));
            case "decrypt": return Arrays.asList(clients.get(a[0]).decrypt(a[1]));
            case "diagnose": return Arrays.asList(YjtConfig.fromJson(a[0]).diagnose(a[1]));
            case "diagnosebuilt": return Arrays.asList(YjtConfig.test().build().diagnose());
            case "link": return Arrays.asList(Yjt.codeFromLink(a[0]));
            case "sm4encrypt": return Arrays.asList(Sm4.encryptEcb(a[0], a[1]));
            case "sm4decrypt": return Arrays.asList(Sm4.decryptEcb(a[0], a[1]));
            case "sm4verify": return Arrays.asList(Sm4.verifyEcb(a[0], a[1], a[2]) ? "1" : "0");
            case "statustext": return Arrays.asList(Arrays.stream(YjtStatus.values())
                    .filter(s -> s.getNumber() == Integer.parseInt(a[0])).findFirst().get().getText());
            case "label": return Arrays.asList(Nation.of(a[1]).getLabel());
            case "threads": return inThreads(clients.get(a[0]), Arrays.copyOfRange(a, 1, a.length));
            case "underload": return underLoad(a[0]);
            case "logged": return logged(a[0]);
            case "cleared": return cleared(a[0]);
            case "setinside": return setInside(a[0]);
            case "secrets": return secrets(unmasked(a[0]), unmasked(a[1]));
            case "crowd": return crowd();
            case "virtual": return onVirtualThreads(clients.get(a[0]), Arrays.copyOfRange(a, 1, a.length));
            case "virtuallogger": return loggedOnAVirtualThread(a[0]);
            case "repeatdecrypt":
                for (int i = Integer.parseInt(a[2]); i > 0; i--) clients.get(a[0]).decrypt(a[1]);
                return Arrays.asList();
            case "repeatexchange":
                for (int i = Integer.parseInt(a[2]); i > 0; i--) clients.get(a[0]).exchangeCode(a[1], BusinessType.APPOINTMENT);
                return Arrays.asList();
            case "statuses":
                return Arrays.stream(YjtStatus.values()).filter(s -> s != YjtStatus.UNKNOWN)
                        .map(s -> s + "=" + s.getNumber()).collect(Collectors.toList());
            case "codes": return codes(a[0]);
            default: throw new Error(command);
        }
    }

    private static List<String> put(String slot, YjtConfig config) {
        clients.put(slot, new YjtClient(config));
        return Arrays.asList();
    }

    private static List<String> fields(YjtUser u) {
        return Arrays.asList(
            // [fields] written by yjt-tools from src/ffi/types.rs
            u.getCertificateNo(),
            u.getCertificateTypeCode(),
            u.getHealthCardNo(),
            u.getPhone(),
            u.getName(),
            String.valueOf(u.getGenderCode()),
            u.getNationCode(),
            u.getUserId(),
            u.getChannelCode(),
            u.getExtraJson(),
            // [/fields]
            u.toJson(), u.toString());
    }

    private static List<String> inThreads(YjtClient client, String[] codes) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(32);
        List<Future<String>> names = new ArrayList<>();
        for (String code : codes) names.add(pool.submit(() -> client.exchangeCode(code, BusinessType.APPOINTMENT).getName()));
        List<String> all = new ArrayList<>();
        for (Future<String> name : names) all.add(name.get());
        pool.shutdown();
        return all;
    }

    private static List<String> underLoad(String configuration) throws Exception {
        YjtClient client = new YjtClient(YjtConfig.fromJson(configuration));
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 32; t++) {
            String code = "load-" + t + "-";
            threads.add(new Thread(() -> {
                for (int n = 0; n < 50; n++) {
                    try {
                        client.exchangeCode(code + n, 1);
                    } catch (YjtException | IllegalStateException e) {
                        failures.incrementAndGet();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        Thread.sleep(20);
        client.close();
        for (Thread thread : threads) thread.join();
        return Arrays.asList(failures.toString());
    }

    private static List<String> logged(String link) {
        List<String> lines = new ArrayList<>();
        Yjt.setLogger((level, line) -> {
            lines.add(line);
            throw new RuntimeException("the host's own mistake");
        }, YjtLogger.Level.DEBUG);
        try {
            Yjt.codeFromLink(link);
        } catch (YjtException expected) {
            // Logged.
        }
        Yjt.clearLogger();
        return lines;
    }

    /** What the second logger has read while it was cleared by the first one's owner, and after it was by its own. */
    private static List<String> cleared(String link) {
        List<String> lines = new ArrayList<>();
        YjtLogger first = (level, line) -> lines.add("first");
        YjtLogger second = (level, line) -> lines.add("second");
        Yjt.setLogger(first, YjtLogger.Level.WARN);
        Yjt.setLogger(second, YjtLogger.Level.WARN);
        for (YjtLogger owner : new YjtLogger[] {first, second, first}) {
            Yjt.clearLogger(owner);
            try {
                Yjt.codeFromLink(link);
            } catch (YjtException expected) {
                lines.add("failed");
            }
        }
        return lines;
    }

    /** The other thread waits for the logger's end, and the logger must not wait for the other thread. */
    private static List<String> setInside(String link) throws Exception {
        AtomicInteger status = new AtomicInteger();
        Thread other = new Thread(Yjt::clearLogger);
        Yjt.setLogger((level, line) -> {
            other.start();
            try {
                Thread.sleep(200);
                Yjt.clearLogger();
            } catch (YjtException e) {
                status.set(e.getStatusCode());
            } catch (InterruptedException e) {
                throw new Error(e);
            }
        }, YjtLogger.Level.WARN);
        try {
            Yjt.codeFromLink(link);
        } catch (YjtException expected) {
            // Logged.
        }
        other.join();
        return Arrays.asList(status.toString());
    }

    /** All that is left of what went in are the Strings, which hold it in UTF-16. */
    private static List<String> secrets(String config, String text) {
        YjtClient client = new YjtClient(YjtConfig.fromJson(config));
        client.encrypt(text);
        client.encrypt(text.substring(1));
        try {
            client.encrypt(text + '\ud800');
            throw new Error("a lone surrogate was taken");
        } catch (IllegalArgumentException expected) {
            // Found when the text before it was written already.
        }
        client.close();
        return Arrays.asList();
    }

    /** More threads than there are places for memory, each with its own text: whose text came back as another's. */
    private static List<String> crowd() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(200);
        List<Callable<String>> calls = new ArrayList<>();
        for (int t = 0; t < 200; t++) {
            String text = (t % 2 == 0 ? "密" : "a") + String.join("", Collections.nCopies(t * 3, "x")) + t;
            calls.add(() -> {
                for (int n = 0; n < 200; n++) {
                    if (!Sm4.decryptEcb(KEY, Sm4.encryptEcb(KEY, text)).equals(text)) return text;
                }
                return null;
            });
        }
        List<String> wrong = new ArrayList<>();
        for (Future<String> call : pool.invokeAll(calls)) {
            if (call.get() != null) wrong.add(call.get());
        }
        pool.shutdown();
        return wrong;
    }

    /** Of each exchange: the gateway's code, whether an interrupt was kept, and whose class loader the logger saw. */
    private static List<String> onVirtualThreads(YjtClient client, String[] codes) throws Exception {
        ClassLoader own = new ClassLoader() {};
        ConcurrentMap<String, Boolean> loaders = new ConcurrentHashMap<>();
        Yjt.setLogger((level, line) -> loaders.put(Thread.currentThread().getContextClassLoader() == own ? "own" : "foreign", true),
                YjtLogger.Level.DEBUG);
        ExecutorService threads = virtualThreads();
        List<Future<String>> calls = new ArrayList<>();
        for (String code : codes) {
            calls.add(threads.submit(() -> {
                Thread.currentThread().setContextClassLoader(own);
                Thread.currentThread().interrupt();
                try {
                    client.exchangeCode(code, 1);
                    return "no failure";
                } catch (YjtException e) {
                    boolean mine = Arrays.stream(e.getStackTrace()).anyMatch(frame -> frame.getClassName().startsWith("Actor"));
                    return e.getGatewayCode() + " " + Thread.interrupted() + " " + mine;
                }
            }));
        }
        List<String> all = new ArrayList<>();
        for (Future<String> call : calls) all.add(call.get());
        Yjt.clearLogger();
        all.add(loaders.keySet().toString());
        return all;
    }

    /** The lines of a failure whose logger fails at calls of its own. */
    private static List<String> loggedOnAVirtualThread(String link) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        return virtualThreads().submit(() -> {
            Yjt.setLogger((level, line) -> {
                lines.add(line);
                new YjtClient(YjtConfig.fromJson("[]"));
            }, YjtLogger.Level.DEBUG);
            try {
                Yjt.codeFromLink(link);
            } catch (YjtException expected) {
                // Logged.
            }
            Yjt.clearLogger();
            return lines;
        }).get();
    }

    /** Of Java 21 and later. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static List<String> codes(String dictionary) {
        switch (dictionary) {
            case "1": return Arrays.stream(CertificateType.values()).filter(v -> v != CertificateType.UNKNOWN)
                    .map(v -> v.getCode() + "=" + v.getLabel()).collect(Collectors.toList());
            case "2": return Arrays.stream(Gender.values()).filter(v -> v != Gender.UNKNOWN)
                    .map(v -> v.getCode() + "=" + v.getLabel()).collect(Collectors.toList());
            case "3": return Arrays.stream(Nation.values()).filter(v -> v != Nation.UNKNOWN)
                    .map(v -> v.getCode() + "=" + v.getLabel()).collect(Collectors.toList());
            case "4": return Arrays.stream(Channel.values()).filter(v -> v != Channel.UNKNOWN)
                    .map(v -> v.getCode() + "=" + v.getLabel()).collect(Collectors.toList());
            case "5": return Arrays.stream(BusinessType.values()).filter(v -> v != BusinessType.UNKNOWN)
                    .map(v -> v.getCode() + "=" + v.getLabel()).collect(Collectors.toList());
            default: throw new Error(dictionary);
        }
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) hex.append(String.format("%02x", b));
        return hex.toString();
    }

    private static String argument(String part) {
        return part.equals("-") ? null : text(part.substring(1));
    }

    /** What the test masked, so that it is in this process only as a String. */
    private static String unmasked(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) chars[i] ^= 0x55;
        return new String(chars);
    }

    private static String text(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
