import AlignModel
import AlignNumerics
import AlignReports
import AlignWords
import AlignmentEngine
import Foundation
import Glibc

/// Looks at everything that Align needs of the machine it runs on.
struct Examination {
  let language: Language
  /// The folder in which work is done: that of the workspace, or the present one.
  let folder: String
  let environment: [String: String]

  private typealias Finding = InstallationReport.Finding

  /// What was found, in the order in which a person would look.
  func report() -> InstallationReport {
    let findings =
      [
        Finding("version", "\(Engine.name) (\(program))"),
        processor(), memory(), blas(), kernels(), arithmetic(),
      ] + libraries() + [locale(), fonts(), temporary(), place()]
    return InstallationReport(findings, in: language)
  }

  private func say(_ phrase: Phrase, _ values: String...) -> String { phrase.text(in: language, filling: values) }

  private func number(_ number: Int) -> String {
    NumberFormat(language: language, settings: Settings(), largest: 0).count(number)
  }

  /// The file that runs.
  private var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments.first
      ?? "align"
  }

  private func processor() -> Finding {
    let vectors = BLAS.kernels.processor?.name ?? "-"
    return Finding(
      "processor", say(.doctorProcessor, Machine.processor, number(Parallelism.processors), vectors))
  }

  private func memory() -> Finding {
    guard let memory = Machine.memory else { return Finding("memory", say(.doctorUnknown), .advice) }
    let found = say(.doctorMemory, number(memory.total), number(memory.free))
    guard let limit = Machine.memoryLimit, limit.megabytes < memory.total else { return Finding("memory", found) }
    let limited = found + "; " + say(.doctorMemoryLimit, number(limit.megabytes), limit.source)
    // Under 256 MB the program says that it cannot work; a budget of 100,000 lines takes about 300.
    guard limit.megabytes < 512 else { return Finding("memory", limited) }
    return Finding(
      "memory", limited, limit.megabytes < 256 ? .fault : .advice, remedy: say(.doctorMemoryRemedy, number(512)))
  }

  private func blas() -> Finding {
    guard BLAS.kernels.inUse == nil else { return Finding("blas", BLAS.description) }
    return Finding("blas", BLAS.description, .advice, remedy: say(.doctorBlasRemedy))
  }

  private func kernels() -> Finding {
    let kernels = BLAS.kernels
    guard let inUse = kernels.inUse else { return Finding("kernels", say(.doctorKernelsNone)) }
    let asked = environment["OPENBLAS_CORETYPE"] != nil
    var found =
      kernels.replaced.map { say(.doctorKernelsReplaced, inUse, $0) }
      ?? say(asked ? .doctorKernelsAsked : .doctorKernels, inUse)
    if !kernels.failed.isEmpty { found += "; " + say(.doctorKernelsFailed, language.list(kernels.failed)) }
    // Kernels for AVX2 are a choice; what is narrower is a fallback that something keeps in place.
    guard let processor = kernels.processor, processor >= .avx2, BLASKernels.Vectors(ofKernels: inUse) < .avx2 else {
      return Finding("kernels", found)
    }
    let remedy =
      kernels.failed.isEmpty && asked
      ? say(.doctorKernelsUnset, processor.name) : say(.doctorKernelsNewer, processor.name)
    return Finding("kernels", found, .advice, remedy: remedy)
  }

  private func arithmetic() -> Finding {
    KernelTest().passes
      ? Finding("arithmetic", say(.doctorPassed))
      : Finding("arithmetic", say(.doctorFailed), .fault, remedy: say(.doctorFailedRemedy))
  }

  private func libraries() -> [Finding] {
    LoadedLibrary.all.map { library in
      guard let version = library.version else {
        return Finding("library", say(.doctorLibraryMissing, library.name), .advice, remedy: say(.doctorLibraryRemedy))
      }
      return Finding("library", "\(library.name) \(version)" + (library.file.map { " (\($0))" } ?? ""))
    }
  }

  private func locale() -> Finding {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    guard setlocale(LC_CTYPE, "") != nil else {
      return Finding("locale", asked, .advice, remedy: say(.doctorLocaleMissing))
    }
    let characters = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
    setlocale(LC_CTYPE, "C")
    let found = say(.doctorLocale, asked, Language.ofProcess.rawValue, characters)
    guard characters == "UTF-8" else { return Finding("locale", found, .advice, remedy: say(.doctorLocaleRemedy)) }
    return Finding("locale", found)
  }

  private func fonts() -> Finding {
    let names = PersianFonts.found(in: PersianFonts.folders)
    guard !names.isEmpty else {
      return Finding("fonts", say(.doctorFontsNone), .advice, remedy: say(.doctorFontsRemedy))
    }
    return Finding("fonts", language.list(names))
  }

  private func temporary() -> Finding {
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    guard Machine.canWrite(in: folder) else {
      return Finding("temporary", say(.doctorNotWritable, folder), .fault, remedy: say(.doctorTemporaryRemedy))
    }
    return space("temporary", in: folder)
  }

  private func place() -> Finding {
    guard FileManager.default.isReadableFile(atPath: folder) else {
      return Finding("folder", say(.doctorNotReadable, folder), .fault, remedy: say(.doctorNotReadableRemedy))
    }
    guard Machine.canWrite(in: folder) else {
      return Finding("folder", say(.doctorNotWritable, folder), .advice, remedy: say(.doctorFolderRemedy))
    }
    return space("folder", in: folder)
  }

  /// A folder that can be written: it is ok where there is space.
  private func space(_ check: String, in folder: String) -> Finding {
    let free = Machine.freeSpace(in: folder)
    let found = say(.doctorWritable, folder, free.map(number) ?? "?")
    guard let free, free < 100 else { return Finding(check, found) }
    return Finding(check, found, .advice, remedy: say(.doctorSpaceRemedy, number(100)))
  }
}
