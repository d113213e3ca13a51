//! A Tomcat 8.5 as its makers release it, and the servlet example in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::site::{Options, Ready, Start};
use crate::support::abi::library;
use crate::support::builds::{self, REACTOR, files, out, words};
use crate::support::sandbox::SANDBOX;

/// What Tomcat's own start script hands to a JVM later than 8.
const OPENED: [&str; 4] = ["java.lang", "java.io", "java.util", "java.util.concurrent"];

/// Where Tomcat itself is; nothing is written there.
static HOME: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = out("tomcat");
    let mut arguments = words(
        "-q -B -f examples/servlet/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack",
    );
    arguments.push("-Dartifact=org.apache.tomcat:tomcat:8.5.100:tar.gz".to_owned());
    arguments.push(format!("-DoutputDirectory={}", folder.display()));
    // Where Maven notes what it has unpacked: without a project in a folder named ${project.basedir}.
    arguments.push(format!("-Dservlet.target={}", folder.display()));
    builds::run("mvn", &arguments);
    folder.join("apache-tomcat-8.5.100")
});

/// Where the binding and JNA are.
#[derive(Clone, Copy, PartialEq)]
pub enum Jars {
    /// In Tomcat's own lib, shared by all applications, as the example's README says.
    Shared,
    /// In the application, which each deployment loads anew.
    Own,
}

/// The example as Tomcat's only application, but for Tomcat's manager.
pub fn servlet(jars: Jars) -> Start {
    let command = move |configuration: &Path, port: u16, _: &Options| {
        let base = base(configuration, port, jars);
        let mut command = Command::new("java");
        for package in OPENED {
            command.arg(format!("--add-opens=java.base/{package}=ALL-UNNAMED"));
        }
        let file = |name: &str| HOME.join("bin").join(name).display().to_string();
        command
            .arg("-cp")
            .arg(format!("{}:{}", file("bootstrap.jar"), file("tomcat-juli.jar")))
            .arg(format!("-Dcatalina.home={}", HOME.display()))
            .arg(format!("-Dcatalina.base={}", base.display()))
            .arg(format!("-Dyjt.library.path={}", library().display()))
            .args(["org.apache.catalina.startup.Bootstrap", "start"]);
        command
    };
    Start {
        command: Box::new(command),
        picks_a_port: false,
        ready: Ready::Says("Server startup in"),
    }
}

/// A place of its own, where Tomcat finds its settings and the application and keeps what it writes.
fn base(configuration: &Path, port: u16, jars: Jars) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let base = SANDBOX.dir.join(format!("tomcat-{number}"));
    for folder in ["conf", "lib", "logs", "temp", "webapps", "work"] {
        fs::create_dir_all(base.join(folder)).unwrap();
    }
    fs::copy(HOME.join("conf/web.xml"), base.join("conf/web.xml")).unwrap();
    fs::write(base.join("conf/server.xml"), server(port)).unwrap();
    fs::write(base.join("conf/tomcat-users.xml"), USERS).unwrap();
    fs::copy(configuration, base.join("conf/yjt.json")).unwrap();
    let manager = HOME.join("webapps/manager");
    std::os::unix::fs::symlink(manager, base.join("webapps/manager")).unwrap();
    fs::copy(war(jars), base.join("webapps/ROOT.war")).unwrap();
    if jars == Jars::Shared {
        for jar in jars_of_the_binding() {
            fs::copy(&jar, base.join("lib").join(jar.file_name().unwrap())).unwrap();
        }
    }
    base
}

/// The example's war, with the binding in it when it is to have its own.
pub fn war(jars: Jars) -> PathBuf {
    let war = REACTOR.join("servlet/his.war");
    if jars == Jars::Shared {
        return war;
    }
    static FULL: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = out("his-with-jars");
        let lib = folder.join("WEB-INF/lib");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&lib).unwrap();
        for jar in jars_of_the_binding() {
            fs::copy(&jar, lib.join(jar.file_name().unwrap())).unwrap();
        }
        let full = folder.join("his.war");
        fs::copy(REACTOR.join("servlet/his.war"), &full).unwrap();
        let arguments = ["uf", full.to_str().unwrap(), "-C", folder.to_str().unwrap(), "WEB-INF"];
        builds::run("jar", &arguments.map(str::to_owned));
        full
    });
    FULL.clone()
}

fn jars_of_the_binding() -> Vec<PathBuf> {
    let binding = REACTOR.join(format!("java/yjt-{}.jar", env!("CARGO_PKG_VERSION")));
    let jna = files(REACTOR.join("java/dependency"), "jar").remove(0);
    vec![binding, jna.into()]
}

fn server(port: u16) -> String {
    format!(
        r#"<Server port="-1">
  <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
  <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
  <GlobalNamingResources>
    <Resource name="UserDatabase" type="org.apache.catalina.UserDatabase" pathname="conf/tomcat-users.xml"
              factory="org.apache.catalina.users.MemoryUserDatabaseFactory"/>
  </GlobalNamingResources>
  <Service name="Catalina">
    <Connector port="{port}" address="127.0.0.1" connectionTimeout="10000"/>
    <Engine name="Catalina" defaultHost="localhost">
      <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase"/>
      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
"#
    )
}

/// `engineer:sandbox` in Base64, as a browser sends it.
pub const ENGINEER: &str = "Basic ZW5naW5lZXI6c2FuZGJveA==";
const USERS: &str = r#"<tomcat-users><role rolename="manager-script"/>
<user username="engineer" password="sandbox" roles="manager-script"/></tomcat-users>"#;
