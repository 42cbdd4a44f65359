import AlignServer
import Foundation
import Testing

/// What strangers and other sites try.
@Suite struct SecurityTests {
  @Test("without the one-time address nothing is shown, and the address opens it for one browser only")
  func oneTimeAddress() async throws {
    let served = try await ServedWorkbench()
    #expect(try await served.send("GET", "/en/index.html").status == 401)
    #expect(try await served.send("GET", "/open/0123456789").status == 403)
    let opened = try await served.send("GET", served.openingPath)
    #expect(opened.status == 200)
    let cookie = try #require(opened.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
    #expect(try await served.send("GET", served.openingPath).status == 403)
    #expect(try await served.get("/en/index.html", opened.cookie ?? "").status == 200)
    #expect(try await served.get("/en/index.html", "0123456789").status == 401)
  }

  @Test(
    "a name that was made to lead here is not ours",
    arguments: ["evil.example", "127.0.0.1.evil.example", "localhost.", ""])
  func rebinding(host: String) async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    let reply = try await served.get("/en/index.html", cookie, ["Host": host.isEmpty ? " " : host])
    #expect([400, 421].contains(reply.status) && !reply.text.contains("<nav"))
    #expect(try await served.get("/en/index.html", cookie, ["Host": "localhost:\(served.port)"]).status == 200)
  }

  @Test("what changes anything must come from a page of ours")
  func crossSite() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    let form = [("yaml", "envelope: 90%\n"), ("save_as", "stolen")]
    for headers in [
      ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example"],
      ["Origin": "null"], ["Origin": "http://127.0.0.1:1"], ["Origin": "", "Sec-Fetch-Site": ""],
      ["Origin": "", "Sec-Fetch-Site": "none"],
    ] {
      #expect(try await served.post("/en/save.html", form, cookie, headers).status == 403, "\(headers)")
    }
    #expect(try await served.post("/en/save.html", form, cookie, ["Content-Type": "text/plain"]).status == 415)
    #expect(!FileManager.default.fileExists(atPath: served.workspace + "/scenarios/stolen.yaml"))
    // A browser on plain http over a network sends Origin alone.
    #expect(try await served.post("/en/save.html", form, cookie, ["Sec-Fetch-Site": ""]).status == 200)
    #expect(FileManager.default.fileExists(atPath: served.workspace + "/scenarios/stolen.yaml"))
  }

  @Test(
    "no path leads to a file of the disk",
    arguments: [
      "/../../etc/passwd", "/en/../../align.yaml", "/en/%2e%2e/align.yaml", "/en/..%2falign.yaml", "/en/align.yaml",
      "/en/tables/..%2f..%2falign.yaml", "/align.yaml", "/en/%00", "/en/scenario.html?open=../align",
      "/en/scenario.html?open=..%2Falign", "/en/draft.xlsx?open=%2Fetc%2Fpasswd", "/en/..%5calign.yaml",
    ])
  func traversal(path: String) async throws {
    let served = try await ServedWorkbench()
    let reply = try await served.get(path, try await served.open())
    #expect([400, 404].contains(reply.status))
    #expect(!reply.text.contains("root:") && !reply.text.contains("currency:"))
  }

  @Test(
    "a scenario extends no file outside of the workspace, and its name is no path",
    arguments: ["../x", "a/b", ".hidden", "", "x.yaml", "-x"])
  func names(name: String) async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    let before = try FileManager.default.subpathsOfDirectory(atPath: served.workspace).sorted()
    let reply = try await served.post("/en/save.html", [("yaml", "envelope: 90%\n"), ("save_as", name)], cookie)
    #expect(reply.status == 400)
    let extended = try await served.post("/en/solve.json", [("yaml", "extends: ../../../../../etc/passwd\n")], cookie)
    #expect(extended.status == 200 && !extended.text.contains("root:"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: served.workspace).sorted() == before)
  }

  private static let script = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"

  @Test("a script in any field or table stays a text")
  func scripts() async throws {
    let served = try await ServedWorkbench(prepare: { workspace in
      for (table, name) in [
        ("goals.csv", "rescue in time"), ("budget.csv", "خرید خودرو نجات"), ("budget.csv", "آتش‌نشانی"),
        ("align.yaml", "Minimal"),
      ] {
        let path = workspace + "/" + table
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing(name, with: name + " <script>alert(2)</script>")
          .write(toFile: path, atomically: true, encoding: .utf8)
      }
    })
    let cookie = try await served.open()
    let hostile = Self.script
    var replies: [ServedWorkbench.Reply] = []
    for path in [
      "/en/index.html", "/en/goals.html", "/en/lines.html", "/en/check.html", "/en/links.html", "/en/history.html",
      "/en/review.html", "/en/weights.html", "/en/judge.html?node=A1&expert=x", "/en/columns.html", "/en/open.html",
      "/en/present.html", "/en/approved.html",
    ] {
      replies.append(try await served.get(path, cookie))
    }
    let quoted = hostile.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    for path in [
      "/en/lines.html?find=", "/en/explain.html?of=", "/en/scenario.html?open=", "/\(quoted)/", "/en/",
      "/en/judge.html?node=A1&expert=", "/en/measure.html?period=1402Q3&owner=", "/en/review.html?period=",
      "/en/present.html?one=", "/en/approve.html?open=", "/en/state.html?entry=",
    ] {
      replies.append(try await served.get(path + quoted, cookie))
    }
    for fields in [
      [("yaml", hostile)], [("yaml", "name: {en: '" + hostile.replacing("'", with: "''") + "'}\n")],
      [("yaml", "envelope: 100%\n"), ("action", "add"), ("subject", "line"), ("which", hostile), ("amount", hostile)],
      [
        ("yaml", "envelope: 100%\n"), ("action", hostile), ("envelope", hostile), ("lambda", hostile),
        ("range", hostile),
      ],
      [
        ("yaml", "envelope: 100%\n"), ("name", hostile), ("tag", hostile), ("save_as", hostile),
        ("generation", hostile),
      ],
      [("yaml", "limits:\n  - {name: \"<script>alert(3)</script>\", goal: G1, floor: 100%}\n")],
    ] {
      replies.append(try await served.post("/en/scenario.html", fields, cookie))
      replies.append(try await served.post("/en/save.html", fields, cookie))
      replies.append(try await served.post("/en/draft.html", fields, cookie))
    }
    replies.append(
      try await served.post("/en/links.html", [("question", hostile), ("answer", hostile), ("by", hostile)], cookie))
    for (path, fields) in [
      ("/en/judge.html", [("node", "A1"), ("expert", hostile), ("ratio.0.1", hostile), ("go", "save")]),
      ("/en/judge.json", [("node", "A1"), ("expert", hostile), ("ratio.0.1", "3")]),
      (
        "/en/measure.html",
        [("period", "1402Q3"), ("owner", "عمران"), ("value.I3@1402Q3", hostile), ("source.I3@1402Q3", hostile)]
      ),
      (
        "/en/measure.html",
        [("period", "1402Q3"), ("owner", "عمران"), ("value.I3@1402Q3", "0.5"), ("source.I3@1402Q3", hostile)]
      ),
      ("/en/close.html", [("period", "1402Q1"), ("note", hostile), ("by", hostile)]),
      ("/en/columns.html", [("column.budget.approved", hostile), ("unit.budget", hostile), ("tag", hostile)]),
      ("/en/approve.html", [("open", hostile), ("tag", hostile)]),
    ] { replies.append(try await served.post(path, fields, cookie)) }
    let sent: [(name: String, bytes: Data)] = [(hostile + ".csv", Data("a".utf8)), ("links.csv", Data(hostile.utf8))]
    for file in sent { replies.append(try await served.upload("/en/upload.html", [file], [], cookie)) }
    for path in ["/en/history.html", "/en/review.html?period=1402Q1", "/en/check.html", "/en/state.html?entry=1"] {
      replies.append(try await served.get(path, cookie))
    }
    for reply in replies {
      #expect((200..<500).contains(reply.status))
      #expect(!reply.text.contains("<script>") && !reply.text.contains("<img src=x"))
      #expect(reply.headers["content-security-policy"]?.contains("script-src 'self';") == true)
      #expect(reply.headers["x-content-type-options"] == "nosniff")
    }
  }

  @Test("a form that is too large is refused before it is read, and one that lies about its length too")
  func uploads() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    let huge = Data(repeating: 0x61, count: 6 << 20)
    let headers = [
      "Cookie": "align_session=\(cookie)", "Content-Type": "application/x-www-form-urlencoded",
      "Origin": "http://127.0.0.1:\(served.port)",
    ]
    #expect(try await served.send("POST", "/en/solve.json", headers, huge).status == 413)
    let unknown = headers.merging(["Content-Length": "", "Transfer-Encoding": "chunked"]) { $1 }
    let chunk = Data("600000\r\n".utf8) + huge + Data("\r\n0\r\n\r\n".utf8)
    #expect(try await served.send("POST", "/en/solve.json", unknown, chunk).status == 413)
    #expect(try await served.get("/en/index.html", cookie).status == 200)
  }

  @Test("other methods are refused, and HEAD tells what GET would")
  func methods() async throws {
    let served = try await ServedWorkbench()
    let cookie = try await served.open()
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
      let reply = try await served.send(method, "/en/index.html", ["Cookie": "align_session=\(cookie)"])
      #expect(reply.status == 405, "\(method)")
    }
    let head = try await served.send("HEAD", "/en/index.html", ["Cookie": "align_session=\(cookie)"])
    #expect(head.status == 200 && head.body.isEmpty)
  }

  @Test("for the public every page of the report is open, no desk is, and nothing can be changed")
  func publicly() async throws {
    let served = try await ServedWorkbench(options: { $0.isPublic = true })
    let page = try await served.get("/en/index.html", "")
    #expect(page.status == 200 && !page.text.contains("scenario.html"))
    for path in [
      "/en/scenario.html", "/en/lines.html", "/en/links.html", "/en/history.html", "/en/check.html", "/en/review.html",
      "/en/weights.html", "/en/judge.html?node=A1&expert=x", "/en/open.html", "/en/columns.html", "/en/present.html",
      "/en/approved.html", "/en/state.html?entry=1",
    ] {
      #expect(try await served.get(path, "").status == 404, "\(path)")
    }
    #expect(try await served.post("/en/save.html", [("yaml", "envelope: 90%\n"), ("save_as", "x")], "").status == 403)
  }

  @Test("beyond this machine it needs users or the public")
  func beyondLoopback() throws {
    var options = ServeOptions(workspace: ServedWorkbench.datasets + "/minimal")
    options.host = "0.0.0.0"
    #expect(throws: ServeFailure.self) { try ServeApplication(options) }
    options.isPublic = true
    #expect(throws: Never.self) { try ServeApplication(options) }
  }
}
