internal import ArgumentParser

/// What the person who runs a script lets it do, beside what it asks for.
struct PermissionOptions: ParsableArguments {
  @Option(help: Words.current.help("allow"))
  var allow: [String] = []

  @Option(help: Words.current.help("deny"))
  var deny: [String] = []
}
