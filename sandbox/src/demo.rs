//! A login, watched: the sandbox mints a code, and a hospital's program exchanges it through the C ABI.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Instant;

use serde_json::{Value, json};

use crate::library::{Failure, User, Yjt, text};
use crate::server::{self, HTTP_PORT, Options};

/// The walk, and then the failures that a newcomer meets first.
pub fn run() -> Result<(), Box<dyn Error>> {
    let dir = std::env::temp_dir().join(format!("yjt-demo-{}", std::process::id()));
    let runtime = tokio::runtime::Runtime::new()?;
    let options = Options {
        port: Some(0),
        http_port: Some(0),
        dir: dir.clone(),
        quiet: true,
        ..Options::default()
    };
    let running = runtime.block_on(server::start(options))?;
    let configuration = fs::read_to_string(&running.configuration)?;
    let plain: Value = serde_json::from_str(&fs::read_to_string(dir.join("yjt-http.json"))?)?;
    let admin = Admin::of(plain["baseUrl"].as_str().unwrap_or_default());
    println!("粤健通登录演示 | a 粤健通 login against the sandbox at {}\n", running.address);
    let walked = walk(&configuration, &admin);
    let _ = fs::remove_dir_all(&dir);
    walked?;
    println!("\n接着自己试 | go on by yourself: yjt-sandbox serve → http://127.0.0.1:{HTTP_PORT}/");
    Ok(())
}

fn walk(configuration: &str, admin: &Admin) -> Result<(), Box<dyn Error>> {
    let mut step = Step::default();
    let yjt = Yjt::load()?;
    step.done("加载动态库", "library loaded", &format!("{} {}", yjt.path.display(), yjt.version()));

    let client = yjt.init(configuration).map_err(unexpected)?;
    step.done("读取配置,建立 client", "client made", "environment=custom, TLS, CA of the sandbox");

    let minted = admin.mint(json!({"citizen": "xiaoming"}))?;
    let link = minted["link"].as_str().unwrap_or_default();
    step.done("用户在小程序里点击链接", "the patient taps the link", &masked_link(link));

    let code = yjt.code_from_link(link).map_err(unexpected)?;
    step.done("从落地页取出 code", "code taken out of the link", &mask(&code, 4, 0));

    let user = yjt.exchange(client, &code, 1).map_err(unexpected)?;
    step.done("签名、发送、解密", "signed, sent, decrypted", "HTTPS, SM4");
    show_request(&admin.report(&code)?);
    show_user(&yjt, user);

    yjt.free(user.cast());
    yjt.free(client);
    step.done("归还内存(已清零)", "given back, wiped", "yjt_free");

    println!("\n新手最常遇到的失败 | the failures a newcomer meets first");
    let wrong = |key: &str, value: Value| {
        let mut changed: Value = serde_json::from_str(configuration).expect("written by ourselves");
        changed[key] = value;
        changed.to_string()
    };
    let other_key = wrong("appKey", json!("00000000000000000000000000000000"));
    expect_failure(&yjt, admin, "appKey 填错", "a wrong appKey", &other_key, json!({}), 420)?;
    let other_token = wrong("token", json!("not-the-token"));
    expect_failure(&yjt, admin, "token 填错", "a wrong token", &other_token, json!({}), 304)?;
    let uncorrected = wrong("clockCorrection", json!(false));
    let clock = json!({"fault": "clock:600"});
    expect_failure(
        &yjt,
        admin,
        "本机时间慢 10 分钟",
        "a clock 10 minutes behind",
        &uncorrected,
        clock,
        303,
    )?;

    println!(
        "\n说不清哪里不对,就问诊断程序 | the doctor, when it is not clear what is wrong: yjt-doctor"
    );
    println!("(这份配置的 token 填错了 | this configuration has a wrong token)\n");
    let report = yjt.diagnose(&other_token).map_err(unexpected)?;
    let report: yjt_doctor::Report = serde_json::from_str(&report)?;
    if report.first.as_deref() != Some("gateway") {
        return Err(format!("意外的诊断 | an unexpected diagnosis\n{report}").into());
    }
    print!("{report}");
    Ok(())
}

fn expect_failure(
    yjt: &Yjt,
    admin: &Admin,
    zh: &str,
    en: &str,
    configuration: &str,
    order: Value,
    status: i32,
) -> Result<(), Box<dyn Error>> {
    let client = yjt.init(configuration).map_err(unexpected)?;
    let minted = admin.mint(order)?;
    let outcome = yjt.exchange(client, minted["code"].as_str().unwrap_or_default(), 1);
    yjt.free(client);
    match outcome {
        Err(failure) if failure.status == status => {
            println!("  ✗ {zh} | {en}");
            println!("      {} {}\n      → {}", failure.status, failure.message, failure.hint);
            Ok(())
        }
        Err(failure) => Err(unexpected(failure)),
        Ok(_) => Err(format!("{en}: 本应失败 | should have failed").into()),
    }
}

fn unexpected(failure: Failure) -> Box<dyn Error> {
    format!(
        "意外的失败 | unexpected failure {}: {} → {}",
        failure.status, failure.message, failure.hint
    )
    .into()
}

/// Numbers the steps and times them.
struct Step {
    number: u32,
    since: Instant,
}

impl Default for Step {
    fn default() -> Step {
        Step { number: 0, since: Instant::now() }
    }
}

impl Step {
    fn done(&mut self, zh: &str, en: &str, detail: &str) {
        self.number += 1;
        let took = self.since.elapsed().as_secs_f64() * 1000.0;
        println!("{}. {zh} | {en} ({took:.1} ms)\n     {detail}", self.number);
        self.since = Instant::now();
    }
}

fn show_request(report: &Value) {
    let request = &report["lastRequest"];
    let target = request["target"].as_str().unwrap_or_default();
    println!("     GET {}", masked_link(target));
    for header in request["headers"].as_array().into_iter().flatten() {
        let (name, value) =
            (header[0].as_str().unwrap_or_default(), header[1].as_str().unwrap_or_default());
        let secret = ["x-tsp-appsecret", "x-tsp-signature", "x-tsp-paasid"].contains(&name);
        println!("     {name}: {}", if secret { mask(value, 3, 0) } else { value.to_owned() });
    }
}

fn show_user(yjt: &Yjt, user: *const User) {
    // SAFETY: handed out by the library and not freed yet.
    let user = unsafe { &*user };
    let labelled = |dictionary, code: String| format!("{} {code}", yjt.label(dictionary, &code));
    println!("     姓名 | name:              {}", mask(&text(user.name), 1, 0));
    println!("     证件 | certificateNo:     {}", mask(&text(user.certificate_no), 4, 4));
    println!("     类型 | certificateType:   {}", labelled(1, text(user.certificate_type)));
    println!("     手机 | phone:             {}", mask(&text(user.phone), 3, 4));
    println!("     性别 | gender:            {}", labelled(2, user.gender.to_string()));
    println!("     民族 | nation:            {}", labelled(3, text(user.nation)));
    println!("     渠道 | channel:           {}", labelled(4, text(user.channel)));
    println!("     健康码 | healthCardNo:    {}", mask(&text(user.health_card_no), 4, 2));
    println!("     用户 | userId:            {}", mask(&text(user.user_id), 2, 2));
}

/// Stars in the middle.
fn mask(text: &str, front: usize, back: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let hidden = letters.len().saturating_sub(front + back);
    let tail = letters.len().saturating_sub(back).max(front.min(letters.len()));
    let (front, back) = (&letters[..front.min(letters.len())], &letters[tail..]);
    let stars = "*".repeat(hidden.min(12));
    front.iter().collect::<String>() + &stars + &back.iter().collect::<String>()
}

fn masked_link(link: &str) -> String {
    let Some(at) = link.find("code=").map(|at| at + "code=".len()) else {
        return link.to_owned();
    };
    let end = link[at..].find(['&', '#']).map_or(link.len(), |end| at + end);
    format!("{}{}{}", &link[..at], mask(&link[at..end], 4, 0), &link[end..])
}

/// The sandbox's own interface, over plain HTTP on loopback.
struct Admin {
    authority: String,
}

impl Admin {
    fn of(base_url: &str) -> Admin {
        let authority = base_url.trim_start_matches("http://").split('/').next();
        Admin { authority: authority.unwrap_or_default().to_owned() }
    }

    fn mint(&self, order: Value) -> Result<Value, Box<dyn Error>> {
        self.call("POST", "/sandbox/codes", &order.to_string())
    }

    fn report(&self, code: &str) -> Result<Value, Box<dyn Error>> {
        self.call("GET", &format!("/sandbox/codes/{code}"), "")
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Result<Value, Box<dyn Error>> {
        let mut stream = TcpStream::connect(&self.authority)?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.authority,
            body.len()
        )?;
        let last = BufReader::new(stream).lines().last().ok_or("no answer")??;
        Ok(serde_json::from_str(&last)?)
    }
}
