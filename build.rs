//! How the program is linked.

/// The addresses that the loader puts right are written as DT_RELR (System V gABI, 2022): a bit for most of them instead of 24 bytes. That is
/// 2.5 MB less to keep on the disk and to read at each start. It needs glibc 2.36 (2022) or newer where the program runs; an older linker
/// says that it does not know the option, and goes on.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let of_target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if of_target("OS") == "linux" && of_target("ENV") == "gnu" {
        for kind in ["bins", "examples"] {
            println!("cargo::rustc-link-arg-{kind}=-Wl,-z,pack-relative-relocs");
        }
    }
}
