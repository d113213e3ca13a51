//! The README's first command: every step is there, and nothing secret is printed.

use std::process::Command;

#[test]
fn the_demo_walks_through_a_login_and_its_failures() {
    let output = Command::new(env!("CARGO_BIN_EXE_yjt-sandbox")).arg("demo").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for step in [
        "1. 加载动态库 | library loaded",
        "5. 签名、发送、解密 | signed, sent, decrypted",
        "GET /data_center/gateway/common/api?appCode=HIS0000001&command=01&code=",
        "姓名 | name:              小*",
        "6. 归还内存(已清零) | given back, wiped",
        "420 ",
        "304 ",
        "303 ",
        // A second or two may pass before the gateway answers.
        "本机时间比网关慢 60",
        "失败 failed   gateway",
        "先解决 gateway:",
    ] {
        assert!(said.contains(step), "{step} is not in:\n{said}");
    }
    for secret in
        ["A7E2D00B4058086CBD3D4B8A5E0B2697", "sandboxToken7Hq2", "sandboxSecret5Rd3", "小明"]
    {
        assert!(!said.contains(secret), "{secret} is in:\n{said}");
    }
}
