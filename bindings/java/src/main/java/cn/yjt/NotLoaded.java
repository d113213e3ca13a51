package cn.yjt;

/** The library did not load: on what, what was tried, and what to do about it. */
final class NotLoaded extends UnsatisfiedLinkError {
    private static final long serialVersionUID = 1L;
    /** Files, and what the system said of each. */
    final String tried;
    /** In Chinese and in English. */
    final String remedy;

    NotLoaded(String tried, String remedy, Throwable cause) {
        super("加载 yjt 动态库失败 | the yjt library cannot be loaded\n"
                + "  本机 | machine: " + Jvm.machine() + "\n"
                + "  已尝试 | tried: " + tried + "\n"
                + "  办法 | remedy: " + remedy);
        this.tried = tried;
        this.remedy = remedy;
        initCause(cause);
    }
}
