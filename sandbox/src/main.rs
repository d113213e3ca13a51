//! The local stand-in for the province: the gateway, as strict and as awkward as the real one, and the
//! mini-program's part that mints codes.

mod acceptance;
mod certificates;
mod citizens;
mod codes;
mod connection;
mod crypto;
mod demo;
mod disturbance;
mod events;
mod faults;
mod files;
mod gateway;
mod guard;
mod hospitals;
mod interface;
mod journal;
mod library;
mod page;
mod raw;
mod record;
mod reply;
mod server;
mod settings;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about = "粤健通网关的本地替身 | the local stand-in for the 粤健通 gateway")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 启动沙箱 | start the sandbox
    Serve(server::Options),
    /// 用动态库走一遍登录 | walk through a login with the shared library
    Demo,
    /// 用沙箱的 CA 再签发一张证书 | issue another certificate of the sandbox's CA
    Cert {
        /// 沙箱目录 | the sandbox's folder
        #[arg(long, default_value = "yjt-sandbox")]
        dir: PathBuf,
        /// 主机名 | the host name
        #[arg(long)]
        name: String,
        /// 已过期 | already expired
        #[arg(long)]
        expired: bool,
        /// 输出 OUT.pem 和 OUT-key.pem | writes OUT.pem and OUT-key.pem
        #[arg(long)]
        out: String,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(options) => server::serve(options),
        Command::Demo => demo::run(),
        Command::Cert { dir, name, expired, out } => {
            certificates::issue_to(&dir, &name, expired, &out)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("yjt-sandbox: {problem}");
            ExitCode::from(2)
        }
    }
}
