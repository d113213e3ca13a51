package cn.yjt.spring;

import cn.yjt.YjtException;

/** A hospital whose configuration is wrong. The message names the property and the reason, and holds no secret. */
final class HospitalRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do; null when the message tells it. */
    final String remedy;

    HospitalRefused(String hospital, RuntimeException cause) {
        super(property(hospital) + ": " + cause.getMessage(), cause);
        remedy = cause instanceof YjtException ? ((YjtException) cause).getHint() : null;
    }

    private static String property(String hospital) {
        return hospital.equals(YjtClients.DEFAULT) ? YjtProperties.PREFIX : YjtProperties.PREFIX + ".hospitals." + hospital;
    }
}
