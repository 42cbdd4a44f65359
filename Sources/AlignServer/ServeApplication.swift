import AlignNumerics
import AlignWords
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// Why the workbench does not start.
package enum ServeFailure: Error {
  /// An address beyond this machine, and nobody who could sign in.
  case needsUsers
  case noWorkspace(String)
  case cannotListen(host: String, port: Int)
}

/// The workbench as a program: it listens, says where, and ends what is under way before it stops.
package struct ServeApplication: Sendable {
  package let options: ServeOptions
  private let opening: String?
  private let workbench: Workbench
  private let threads: NIOThreadPool
  private let logger: Logger

  /// Browsers beyond this wait to be let in.
  private static let mostConnections = 1000

  /// Prepares the workbench.
  ///
  /// - Throws: ``ServeFailure``, and what is wrong with the file of users.
  package init(_ options: ServeOptions) throws {
    self.options = options
    let users = try Users(of: options.workspace)
    if !options.isLoopback, !options.isPublic, users.isEmpty { throw ServeFailure.needsUsers }
    // With users a password opens the door, and for the public it stands open.
    opening = users.isEmpty && !options.isPublic ? Secret.word() : nil
    BLAS.useOneThread()
    var logger = Logger(label: "align-serve")
    logger.logLevel = .warning
    self.logger = logger
    threads = NIOThreadPool(numberOfThreads: Workbench.threadCount(options))
    workbench = Workbench(options, users: users, opening: opening, threads: threads)
    if workbench.shelf.workspaces.isEmpty { throw ServeFailure.noWorkspace(options.workspace) }
  }

  /// The address at which it listens on a port.
  package func address(port: Int) -> String {
    let name = options.host.contains(":") ? "[\(options.host)]" : options.host
    return "http://\(name):\(port)\(options.prefix)/"
  }

  /// The address that opens it once; nil where a password does, or nothing has to.
  package func openingAddress(port: Int) -> String? { opening.map { "\(address(port: port))open/\($0)" } }

  /// Listens until the process is told to end; what is under way by then is answered.
  ///
  /// - Parameters:
  ///   - endsOnSignal: whether SIGTERM and Ctrl-C end it; else the cancelling of the task alone does.
  ///   - ready: told the port once it listens.
  package func run(endsOnSignal: Bool = true, ready: @escaping @Sendable (Int) async -> Void) async throws {
    threads.start()
    defer { threads.shutdownGracefully { _ in } }
    do {
      try await application(ready, quietly: !endsOnSignal).runService(
        gracefulShutdownSignals: endsOnSignal ? [.sigterm, .sigint] : [])
    } catch let error as IOError {
      _ = error
      throw ServeFailure.cannotListen(host: options.host, port: options.port)
    }
  }

  private func application(
    _ ready: @escaping @Sendable (Int) async -> Void, quietly: Bool
  ) -> some ApplicationProtocol {
    var logger = logger
    // A task that is cancelled ends its connections in the middle, which is no error.
    if quietly { logger.logLevel = .critical }
    // A browser that sends slowly, or nothing, does not hold its connection for ever.
    return Application(
      responder: workbench,
      server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: .init(
        address: .hostname(options.host, port: options.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? options.port) },
      logger: logger)
  }
}
