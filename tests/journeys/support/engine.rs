//! The browsers' engines, and how each is driven.

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// What draws the page and runs its scripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Chromium's.
    #[default]
    Chromium,
    /// Firefox's.
    Firefox,
    /// Safari's, here as WebKitGTK's MiniBrowser.
    WebKit,
}

impl Engine {
    /// In names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    fn driver(self) -> String {
        let (variable, usual) = match self {
            Self::Chromium => ("CROSSLINK_CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("CROSSLINK_GECKODRIVER", "geckodriver"),
            Self::WebKit => ("CROSSLINK_WEBKITDRIVER", "WebKitWebDriver"),
        };
        std::env::var(variable).unwrap_or_else(|_| usual.to_owned())
    }
}

/// What is ended with the value.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A WebDriver server, and the screen that it needs, where it needs one.
pub struct Driver {
    /// Its address.
    pub url: String,
    _server: Program,
    _screen: Option<Program>,
}

impl Driver {
    /// Starts one.
    pub fn start(engine: Engine) -> Self {
        let program = engine.driver();
        let mut command = Command::new(&program);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut screen = None;
        let mut chosen = None;
        match engine {
            Engine::Chromium => command.arg("--port=0"),
            // The second port is another way into the browser; left out, all of them take the same.
            Engine::Firefox => {
                let other = free_port().to_string();
                command.args(["--port", "0", "--websocket-port", &other])
            }
            Engine::WebKit => {
                let (server, display) = screen_of_its_own();
                screen = Some(server);
                let port = *chosen.insert(free_port());
                // Nobody has a graphics card here.
                command.env("LIBGL_ALWAYS_SOFTWARE", "1");
                command
                    .env("DISPLAY", display)
                    .arg(format!("--port={port}"))
            }
        };
        let mut child = command.spawn().unwrap_or_else(|error| {
            panic!("`{program}` can't be started ({error}); `cargo xtask test` installs it")
        });
        let output = child.stdout.take().expect("piped");
        let server = Program(child);
        let port = match chosen {
            Some(port) => wait_for(&program, port),
            None => said_port(&program, output),
        };
        Self {
            url: format!("http://127.0.0.1:{port}"),
            _server: server,
            _screen: screen,
        }
    }
}

/// "ChromeDriver was started successfully on port 34567.", "Listening on 127.0.0.1:34567"
fn said_port(program: &str, output: ChildStdout) -> u16 {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line
            .rsplit_once("on port ")
            .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"))?;
        // It says first that it was asked for any, as "port 0".
        port.trim_end_matches('.')
            .parse()
            .ok()
            .filter(|port| *port != 0)
    });
    // Whoever speaks into a closed pipe is ended.
    std::thread::spawn(move || lines.for_each(drop));
    port.unwrap_or_else(|| panic!("`{program}` says no port"))
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("a port").port()
}

/// The same port, once somebody listens there.
fn wait_for(program: &str, port: u16) -> u16 {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "`{program}` doesn't listen"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    port
}

/// A screen that nobody sees, and its name.
fn screen_of_its_own() -> (Program, String) {
    // It chooses a free number and says it, when it is ready.
    let mut child = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x1000x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("`Xvfb` can't be started ({error}); `cargo xtask test` installs it")
        });
    let mut said = BufReader::new(child.stdout.take().expect("piped"));
    let mut number = String::new();
    said.read_line(&mut number).expect("a number");
    // Nothing more is said; but whoever speaks into a closed pipe is ended.
    std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
    (Program(child), format!(":{}", number.trim()))
}
