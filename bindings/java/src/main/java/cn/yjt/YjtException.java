package cn.yjt;

import com.sun.jna.Pointer;

/**
 * A failure in full. {@link #getMessage()} says what is wrong and {@link #getHint()} what to do, both "中文 | English".
 * Neither holds a secret, a code or a person's data, so that all of it may be logged.
 */
public final class YjtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status as the library's number. */
    private final int statusCode;
    /** The HTTP status, 0 without an answer. */
    private final int httpStatus;
    /** The gateway's own code. */
    private final String gatewayCode;
    /** What to do. */
    private final String hint;

    /** Copies a {@code yjt_error}: two int32 and three texts. */
    YjtException(Pointer error) {
        super(Door.read(error.getPointer(8L + com.sun.jna.Native.POINTER_SIZE)));
        statusCode = error.getInt(0);
        httpStatus = error.getInt(4);
        gatewayCode = Door.read(error.getPointer(8));
        hint = Door.read(error.getPointer(8L + 2L * com.sun.jna.Native.POINTER_SIZE));
    }

    /**
     * The status.
     *
     * @return {@link YjtStatus#UNKNOWN} when this binding is older than the library; see {@link #getStatusCode()}
     */
    public YjtStatus getStatus() {
        return YjtStatus.of(statusCode);
    }

    /**
     * The status as a number, one of yjt.h's.
     *
     * @return 1, 2 or 3 as the interface says, otherwise 100 or more
     */
    public int getStatusCode() {
        return statusCode;
    }

    /**
     * The HTTP status of the gateway's answer.
     *
     * @return 0 when there was no answer
     */
    public int getHttpStatus() {
        return httpStatus;
    }

    /**
     * The gateway's own code as text, such as "AGW.1433".
     *
     * @return empty when it sent none
     */
    public String getGatewayCode() {
        return gatewayCode;
    }

    /**
     * What to do about it, "中文 | English".
     *
     * @return never null
     */
    public String getHint() {
        return hint;
    }

    @Override
    public String toString() {
        return "YjtException " + statusCode + ": " + getMessage() + " -> " + hint;
    }
}
