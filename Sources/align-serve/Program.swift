import AlignServer
import AlignWords
import ArgumentParser
import Foundation

/// `align-serve WS` opens the workbench, `align-serve users …` says who may come in. `align serve` runs it.
@main
enum Program {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let command: any ParsableCommand.Type = arguments.first == "users" ? UsersCommand.self : OpenCommand.self
    do {
      var parsed = try command.parseAsRoot(arguments.first == "users" ? Array(arguments.dropFirst()) : arguments)
      if let open = parsed as? OpenCommand { try await open.run() } else { try parsed.run() }
    } catch {
      let status = command.exitCode(for: error)
      let text = ParserWords(language: .ofProcess).translated(command.fullMessage(for: error))
      if !text.isEmpty {
        let stream: FileHandle = status.isSuccess ? .standardOutput : .standardError
        stream.write(Data((text + "\n").utf8))
      }
      command.exit(withError: status)
    }
  }

  static func said(_ phrase: Phrase) -> String { phrase.text(in: .ofProcess) }
}

extension ArgumentHelp {
  /// The help of an option, in the language of the process.
  static func of(_ phrase: Phrase) -> ArgumentHelp { ArgumentHelp(Program.said(phrase)) }
}

extension Language: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}

/// Says a line on standard error, so that results stay clean.
func say(_ phrase: Phrase, _ values: String...) {
  FileHandle.standardError.write(Data((phrase.text(in: .ofProcess, filling: values) + "\n").utf8))
}

/// Opens the workbench.
struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align serve", abstract: Program.said(.helpServe), discussion: Program.said(.helpServeMore))

  @Argument(help: .of(.helpServeWorkspace), completion: .directory)
  var workspace: String

  @Option(help: .of(.helpServePort))
  var port = 8450

  @Option(help: .of(.helpServeHost))
  var host = "127.0.0.1"

  @Option(name: .customLong("allow-host"), help: .of(.helpServeAllow))
  var allowed: [String] = []

  @Flag(name: .customLong("public"), help: .of(.helpServePublic))
  var isPublic = false

  @Option(help: .of(.helpServePrefix))
  var prefix = ""

  @Flag(name: .customLong("behind-https"), help: .of(.helpServeSecure))
  var isSecure = false

  @Option(help: .of(.helpServeLang))
  var lang: Language?

  func run() async throws {
    var options = ServeOptions(workspace: workspace)
    (options.port, options.host, options.furtherHosts) = (port, host, allowed)
    (options.isPublic, options.isSecure, options.language) = (isPublic, isSecure, lang)
    let parts = prefix.split(separator: "/")
    options.prefix = parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    do {
      let application = try ServeApplication(options)
      try await application.run { port in
        // The address is the result: another program may read it.
        if let address = application.openingAddress(port: port) {
          print(Phrase.serveOpenOnce.text(in: .ofProcess, address))
        } else {
          print(Phrase.serveListening.text(in: .ofProcess, application.address(port: port)))
        }
        fflush(nil)
      }
    } catch let failure as ServeFailure {
      switch failure {
      case .needsUsers: say(.serveNeedsUsers)
      case .noWorkspace(let path): say(.serveNoWorkspace, path)
      case .cannotListen(let host, let port): say(.serveCannotListen, host, String(port))
      }
      throw ExitCode(64)
    }
  }
}

/// People who may sign in.
struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align serve users", abstract: Program.said(.helpServeUsers),
    subcommands: [AddCommand.self, ListCommand.self, RemoveCommand.self])

  struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: Program.said(.helpServeUsersAdd))

    @Argument(help: .of(.helpServeUsersName))
    var name: String

    @Option(help: .of(.helpServeUsersRole))
    var role: Role

    @Option(help: .of(.helpServeUsersOwner))
    var owner: String?

    @Option(help: .of(.helpServeWorkspace), completion: .directory)
    var workspace = "."

    func run() throws {
      var users = try Users(of: workspace)
      do {
        try users.add(name, role: role, owner: owner, password: Self.password(for: name))
      } catch let refusal as Users.Refusal {
        switch refusal {
        case .name: say(.serveUserName)
        case .owner: say(.serveUserOwner)
        case .passwordTooShort(let least): say(.servePasswordShort, String(least))
        case .notMade: say(.serveDefect)
        }
        throw ExitCode(64)
      }
      say(.serveUserAdded, name, Phrase.of("role", role.rawValue).text(in: .ofProcess))
    }

    /// A line of standard input; a terminal does not show what is typed.
    private static func password(for name: String) -> String {
      guard isatty(STDIN_FILENO) != 0 else { return readLine() ?? "" }
      FileHandle.standardError.write(Data(Phrase.serveEnterPassword.text(in: .ofProcess, name).utf8))
      var settings = termios()
      tcgetattr(STDIN_FILENO, &settings)
      var hidden = settings
      hidden.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
      defer {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        FileHandle.standardError.write(Data("\n".utf8))
      }
      return readLine() ?? ""
    }
  }

  struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: Program.said(.helpServeUsersList))

    @Option(help: .of(.helpServeWorkspace), completion: .directory)
    var workspace = "."

    func run() throws {
      for person in try Users(of: workspace).listed {
        print("\(person.name)\t\(person.role.rawValue)" + (person.owner.map { "\t\($0)" } ?? ""))
      }
    }
  }

  struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: Program.said(.helpServeUsersRemove))

    @Argument(help: .of(.helpServeUsersName))
    var name: String

    @Option(help: .of(.helpServeWorkspace), completion: .directory)
    var workspace = "."

    func run() throws {
      var users = try Users(of: workspace)
      guard try users.remove(name) else {
        say(.serveUserUnknown, name)
        throw ExitCode(64)
      }
      say(.serveUserRemoved, name)
    }
  }
}
