import AlignReports
import AlignWords
import HTTPTypes

/// Pages of the server itself, which are of no workspace.
enum Pages {
  /// The workspaces, each with its name.
  static func shelf(_ shelf: Shelf, for visitor: Visitor, language: Language) -> Answer {
    // Folders that were put there since.
    shelf.look()
    let names = shelf.workspaces.map { served in
      (
        served.current().workspace.settings.name(in: language.rawValue) ?? WorkspaceState.name(of: served.path),
        served.slug
      )
    }
    let title = Phrase.serveWorkspaces.text(in: language)
    return .page(
      HTMLPage(
        language: language, title: title, kicker: "", meta: "",
        sections: [
          HTMLSection(
            id: "workspaces", heading: title, lead: "",
            blocks: [.list(names.map { HTMLCell.link($0.0, "\($0.1)/\(language.rawValue)/index.html") })]
              + (visitor.role >= .officer
                ? names.prefix(1).map { first in
                  .list([
                    HTMLCell.link(
                      Phrase.uploadNewTitle.text(in: language), "\(first.1)/\(language.rawValue)/open.html#new")
                  ])
                } : []))
        ], footer: ""
      ).served(style: "style.css"))
  }

  /// The door for people with a password.
  static func signIn(
    language: Language, refused: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Answer {
    var form = HTMLForm()
    if let refused {
      form.add("<div class=\"refused\" role=\"alert\"><p>")
      form.add(text: refused)
      form.add("</p></div>")
    }
    form.open("sign-in", with: [("class", "narrow")])
    form.field(
      Phrase.serveName.text(in: language), "name",
      with: [("autocomplete", "username"), ("required", nil), ("autofocus", nil)])
    form.field(
      Phrase.servePassword.text(in: language), "password", type: "password",
      with: [("autocomplete", "current-password"), ("required", nil)])
    form.button(Phrase.serveSignIn.text(in: language), style: "primary")
    form.close()
    let title = Phrase.serveSignIn.text(in: language)
    return .page(
      HTMLPage(
        language: language, title: title, kicker: "", meta: "",
        sections: [HTMLSection(id: "sign-in", heading: title, lead: "", blocks: [.form(form)])], footer: ""
      ).served(style: "style.css"), status)
  }

  /// A page that leads on by itself, so that the next request comes from a page of ours and carries the cookie.
  static func opened(language: Language, to address: String = "../") -> Answer {
    let title = Phrase.serveDesk.text(in: language)
    let html = HTMLPage(
      language: language, title: title, kicker: "", meta: "",
      sections: [
        HTMLSection(
          id: "open", heading: title, lead: "",
          blocks: [.list([HTMLCell.link(Phrase.deskOpen.text(in: language), address)])])
      ], footer: ""
    ).served(style: address + "style.css", leadingTo: address)
    return .page(html)
  }

  /// Why a request is not met.
  static func refusal(_ refusal: Refusal, language: Language, root: String) -> Answer {
    let (title, more): (Phrase, String) =
      switch refusal.reason {
      case .notFound: (.serveNotFound, "")
      case .foreign: (.serveForeign, "")
      case .closed: (.serveClosed, Phrase.serveClosedMore.text(in: language))
      case .notAllowed(let role): (.serveNotAllowed, role.words(in: language))
      case .tooLarge(let megabytes):
        (.verbatim(Phrase.serveTooLarge.text(in: language, NumberFormat(language: language).count(megabytes))), "")
      case .busy: (.deskOffline, "")
      }
    var answer = plain(title.text(in: language), more, language, refusal.status, root)
    if refusal.status == .serviceUnavailable { answer.headers.append((.retryAfter, "2")) }
    return answer
  }

  /// What should not have happened.
  static func defect(language: Language, root: String) -> Answer {
    plain(Phrase.serveDefect.text(in: language), "", language, .internalServerError, root)
  }

  private static func plain(
    _ title: String, _ more: String, _ language: Language, _ status: HTTPResponse.Status, _ root: String
  )
    -> Answer
  {
    .page(
      HTMLPage(
        language: language, title: title, kicker: status.kind == .successful ? "" : String(status.code), meta: more,
        sections: [], footer: ""
      ).served(style: root + "/style.css"), status)
  }
}
