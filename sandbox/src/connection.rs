//! One accepted connection: TLS or not, HTTP until a script takes over.

use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::raw::{Control, End, Script};

/// Serves until the program ends.
pub async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, router: Router) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        tokio::spawn(connection(stream, tls.clone(), router.clone()));
    }
}

async fn connection(stream: TcpStream, tls: Option<TlsAcceptor>, router: Router) {
    // A second handle to the socket, because a reset is the socket's business and not TLS's.
    let Ok(stream) = stream.into_std() else {
        return;
    };
    let Ok(socket) = stream.try_clone().map(socket2::Socket::from) else {
        return;
    };
    let Ok(stream) = TcpStream::from_std(stream) else {
        return;
    };
    let end = match tls {
        None => serve(stream, router).await,
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => serve(stream, router).await,
            Err(_) => return,
        },
    };
    if let Some(End::Reset) = end {
        let _ = socket.set_linger(Some(Duration::ZERO));
    }
}

/// HTTP on one stream. The stream is closed on return.
async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, router: Router) -> Option<End> {
    let control = Arc::new(Control::default());
    let service = TowerToHyperService::new(router.layer(Extension(control.clone())));
    let mut http = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let script = tokio::select! {
        _ = &mut http => return None,
        script = control.ordered() => script,
    };
    let mut stream = http.into_parts().io.into_inner();
    play(&mut stream, script).await
}

async fn play(stream: &mut (impl AsyncWrite + Unpin), script: Script) -> Option<End> {
    for (pause, bytes) in script.pieces {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        stream.write_all(&bytes).await.ok()?;
        stream.flush().await.ok()?;
    }
    match script.end {
        End::Close => {
            let _ = stream.shutdown().await;
        }
        // Long enough for every client's patience.
        End::Hang => tokio::time::sleep(Duration::from_secs(120)).await,
        End::Reset => {}
    }
    Some(script.end)
}
