package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * A patient's identity (guide, section 4). Immutable. Texts are never null: empty where the gateway sent nothing. What it
 * prints of itself is masked.
 */
public final class YjtUser {
    private final String certificateNo;
    private final String certificateTypeCode;
    private final String healthCardNo;
    private final String phone;
    private final String name;
    private final int genderCode;
    private final String nationCode;
    private final String userId;
    private final String channelCode;
    private final String extraJson;

    /** Copies a {@code yjt_user}: every member has a pointer's place, the int32 too. */
    YjtUser(Pointer user) {
        certificateNo = text(user, 0);
        certificateTypeCode = text(user, 1);
        healthCardNo = text(user, 2);
        phone = text(user, 3);
        name = text(user, 4);
        genderCode = user.getInt(5L * Native.POINTER_SIZE);
        nationCode = text(user, 6);
        userId = text(user, 7);
        channelCode = text(user, 8);
        extraJson = text(user, 9);
    }

    private static String text(Pointer user, int member) {
        return Door.read(user.getPointer((long) member * Native.POINTER_SIZE));
    }

    /**
     * certificateNo: 证件号码.
     *
     * @return empty when the gateway sent none
     */
    public String getCertificateNo() {
        return certificateNo;
    }

    /**
     * healthCardNo: 电子健康码.
     *
     * @return empty when the gateway sent none
     */
    public String getHealthCardNo() {
        return healthCardNo;
    }

    /**
     * phone: 手机号码.
     *
     * @return empty when the gateway sent none
     */
    public String getPhone() {
        return phone;
    }

    /**
     * name: 用户姓名.
     *
     * @return empty when the gateway sent none
     */
    public String getName() {
        return name;
    }

    /**
     * userId: 粤健通用户 ID.
     *
     * @return empty when the gateway sent none
     */
    public String getUserId() {
        return userId;
    }

    /**
     * extraJson: fields that the guide does not name, as one JSON object.
     *
     * @return empty when the gateway sent none
     */
    public String getExtraJson() {
        return extraJson;
    }

    /**
     * All of it as JSON with the guide's field names, the gateway's further fields behind them, as
     * {@code yjt_user_to_json} writes it. Not masked.
     *
     * @return one JSON object
     */
    public String toJson() {
        StringBuilder json = new StringBuilder("{\"gender\":").append(genderCode);
        member(json, "certificateNo", certificateNo);
        member(json, "certificateType", certificateTypeCode);
        member(json, "healthCardNo", healthCardNo);
        member(json, "phone", phone);
        member(json, "name", name);
        member(json, "nation", nationCode);
        member(json, "userId", userId);
        member(json, "channel", channelCode);
        if (extraJson.isEmpty()) {
            return json.append('}').toString();
        }
        return json.append(',').append(extraJson, 1, extraJson.length()).toString();
    }

    private static void member(StringBuilder json, String name, String text) {
        json.append(",\"").append(name).append("\":").append(Json.quoted(text));
    }

    /**
     * 证件类型.
     *
     * @return {@link CertificateType#UNKNOWN} when the code is none of the guide's; see {@link #getCertificateTypeCode()}
     */
    public CertificateType getCertificateType() {
        return CertificateType.of(certificateTypeCode);
    }

    /**
     * 证件类型, as the gateway sent it; 8 is told as 08.
     *
     * @return empty when it sent none
     */
    public String getCertificateTypeCode() {
        return certificateTypeCode;
    }

    /**
     * 性别.
     *
     * @return {@link Gender#UNKNOWN} when the code is none of the guide's; see {@link #getGenderCode()}
     */
    public Gender getGender() {
        return Gender.of(Integer.toString(genderCode));
    }

    /**
     * 性别, as the gateway sent it.
     *
     * @return 0 when it sent none
     */
    public int getGenderCode() {
        return genderCode;
    }

    /**
     * 民族.
     *
     * @return {@link Nation#UNKNOWN} when the code is none of the guide's; see {@link #getNationCode()}
     */
    public Nation getNation() {
        return Nation.of(nationCode);
    }

    /**
     * 民族, as the gateway sent it; 8 is told as 08.
     *
     * @return empty when it sent none
     */
    public String getNationCode() {
        return nationCode;
    }

    /**
     * 渠道.
     *
     * @return {@link Channel#UNKNOWN} when the code is none of the guide's; see {@link #getChannelCode()}
     */
    public Channel getChannel() {
        return Channel.of(channelCode);
    }

    /**
     * 渠道, as the gateway sent it.
     *
     * @return empty when it sent none
     */
    public String getChannelCode() {
        return channelCode;
    }

    /** Stars: enough for a log, nothing of a person. */
    @Override
    public String toString() {
        return "YjtUser(name=" + stars(name) + ", certificateNo=" + stars(certificateNo) + ", phone=" + stars(phone) + ")";
    }

    private static String stars(String text) {
        return text.isEmpty() ? "" : "***";
    }
}
