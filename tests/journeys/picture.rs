//! The picture of the README, made of the real thing: `cargo xtask picture` keeps it.

use crate::support::{Names, Page, Place, Role, Settings, World, journey, root};

fn names<'a>(local: &'a str, remote: &'a str, connection: &'a str) -> Names<'a> {
    Names {
        local,
        remote,
        connection,
    }
}

/// Initiates a connection in Azure DevOps. Returns the code.
async fn initiate(page: &Page, world: &World, names: &Names<'_>) -> String {
    page.open_console(&world.a, Place::AzureDevOps, "light")
        .await;
    let code = page.initiate(&world.b.node, names).await;
    page.press("Done").await;
    page.find(Role::Link, names.connection).await;
    code
}

async fn accept(page: &Page, world: &World, code: &str) {
    page.open_console(&world.b, Place::AzureDevOps, "light")
        .await;
    page.accept(code).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_of_every_kind_in_one_list() {
    journey("picture", async |page| {
        let world = World::start(&Settings::default()).await;
        let payments = names("Payments", "Fabrikam", "Payments with Fabrikam");
        let hardware = names("Hardware", "Tailspin", "Hardware of Tailspin Toys");
        let support = names("Support", "Contoso", "Support cases of Contoso");
        for names in [&payments, &support] {
            let code = initiate(&page, &world, names).await;
            accept(&page, &world, &code).await;
        }
        initiate(&page, &world, &hardware).await;
        page.open_connection(support.connection).await;
        page.press("Deactivate").await;
        page.find(Role::Button, "Activate").await;
        page.act(Role::Link, "Connections").await;
        page.row_with(&[payments.connection, "Active", "Responding"])
            .await;
        page.row_with(&[support.connection, "Deactivated"]).await;
        page.driver()
            .set_window_rect(0, 0, 1440, 800)
            .await
            .unwrap();
        page.picture("picture").await;
        if let Some(kept) = std::env::var_os("CROSSLINK_PICTURE") {
            std::fs::copy(root().join("screenshots/picture.png"), kept).expect("a picture");
        }
    })
    .await;
}
