//! One local Azure DevOps for all tests of this binary. It runs in a thread of its own, because each test's runtime ends
//! with the test.

use local_azure_devops::{Config, Running};
use std::sync::OnceLock;

/// The local Azure DevOps.
pub fn azure() -> &'static Running {
    static AZURE: OnceLock<Running> = OnceLock::new();
    AZURE.get_or_init(|| {
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let folder = tempfile::tempdir().expect("a folder");
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                let config = Config {
                    listen: "127.0.0.1:0".parse().expect("an address"),
                    data_dir: folder.path().to_owned(),
                    sdk_dir: None,
                    publisher: "crosslink".to_owned(),
                    gallery_listen: "127.0.0.1:0".parse().expect("an address"),
                };
                sender
                    .send(local_azure_devops::start(config).await.expect("starts"))
                    .expect("awaited");
                std::future::pending::<()>().await;
            });
        });
        receiver.recv().expect("a local Azure DevOps")
    })
}
