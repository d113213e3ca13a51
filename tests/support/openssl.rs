//! Certificates as people make them: by the openssl program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::support::daemon::Daemon;
use crate::support::port::free_port;

/// What the scripts are made of. A certificate and its key are NAME.pem and NAME.key.
const WORDS: &str = r#"
rsa() { openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:${2:-2048}" -out "$1.key"; }
ec() { openssl genpkey -quiet -algorithm EC -pkeyopt "ec_paramgen_curve:${2:-P-256}" -out "$1.key"; }
root() { # NAME [OPTIONS]: an authority
    name=$1; shift
    [ -e "$name.key" ] || ec "$name"
    openssl req -x509 -new -key "$name.key" -days 30 -subj "/CN=Hospital $name" -out "$name.pem" "$@"
}
sign() { # NAME ISSUER EXTENSIONS [OPTIONS]: a certificate for localhost, or for $subject
    name=$1 issuer=$2 extensions=$3; shift 3
    [ -e "$name.key" ] || ec "$name"
    openssl req -new -key "$name.key" -subj "/CN=${subject:-localhost}" -out "$name.csr"
    printf "$extensions" >"$name.ext"
    [ ! -s "$name.ext" ] || set -- "$@" -extfile "$name.ext"
    openssl x509 -req -in "$name.csr" -CA "$issuer.pem" -CAkey "$issuer.key" -CAcreateserial -days 30 -out "$name.pem" "$@"
}
old() { # NAME ISSUER EXTENSIONS: as sign, of the year 2020; an ISSUER of the same name signs itself
    : >index.txt; echo 01 >serial
    printf "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=e\nunique_subject=no\n[p]\ncommonName=supplied\n[e]\n$3" >ca.cnf
    [ -e "$1.key" ] || ec "$1"
    openssl req -new -key "$1.key" -subj "/CN=${subject:-localhost}" -out "$1.csr"
    if [ "$1" = "$2" ]; then set -- "$1" "$2" "$3" -selfsign; else set -- "$1" "$2" "$3" -cert "$2.pem"; fi
    openssl ca -batch -notext -config ca.cnf -keyfile "$2.key" "$4" ${5:+"$5"} -in "$1.csr" -out "$1.pem" \
        -startdate 20200101000000Z -enddate 20200201000000Z
}
san='subjectAltName=DNS:localhost'
authority='basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n'
"#;

/// Runs a script of such words in a folder of its own, and tells which.
pub fn make(script: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("openssl-{}-{number}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let made = Command::new("sh")
        .args(["-euc", &format!("{WORDS}\n{script}")])
        .current_dir(&dir)
        .output()
        .unwrap();
    assert!(made.status.success(), "{script}: {}", String::from_utf8_lossy(&made.stderr));
    dir
}

/// A server that sends `chain.pem`, or the server's certificate alone; weak keys and all.
pub fn serve(dir: &Path) -> Daemon {
    let port = free_port();
    let mut command = Command::new("openssl");
    command.args(["s_server", "-www", "-quiet", "-cipher", "DEFAULT:@SECLEVEL=0"]);
    command.args(["-accept", &format!("127.0.0.1:{port}")]);
    command.args(["-cert", "server.pem", "-key", "server.key"]).current_dir(dir);
    if dir.join("chain.pem").exists() {
        command.args(["-cert_chain", "chain.pem"]);
    }
    Daemon::run(command, dir.to_owned(), port)
}
