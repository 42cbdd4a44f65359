import AlignWords
import EngineFixtures
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

/// Departments spelled in several ways, and the table that says so.
@Suite struct DepartmentTests {
  private static func budget(_ names: String...) -> String {
    "line,year,title,approved,department\n"
      + names.enumerated().map { "L\($0 + 1),1402,t\($0),10,\($1)\n" }.joined()
  }

  @Test(
    "two spellings of one department are proposed as aliases in one warning",
    arguments: [
      ("سازمان آتش نشانی", "آتش نشانی"), ("سازمان پسماند", "س. پسماند"), ("سازمان اتوبوسرانی", "سازمان اتوبوس رانی"),
      ("معاونت خدمات شهری", "معاونت خدمات شهرری"), ("Parks Department", "Parks Dept."),
      ("Parks Department", "Parks Departmnet"),
      ("Department of Public Works", "DPW"), ("Public Works", "Department of Public Works"),
    ])
  func alike(one: String, other: String) throws {
    let files = try TemporaryWorkspace(changing: ["budget.csv": Self.budget(one, other, "روابط عمومی")])
    let found = files.reading().problems.filter { $0.kind == .alikeDepartments }
    #expect(found.count == 1 && found[0].gravity == .warning)
    #expect(found.first?.found(in: .en).contains("\(one) = \(other)") == true)
    #expect(found.first?.remedy(in: .en).contains("aliases") == true)
  }

  @Test(
    "other departments with like names are left alone",
    arguments: [
      ("منطقه ۱", "منطقه ۲"), ("شهرداری منطقه ۱", "شهرداری منطقه ۱۰"), ("منطقه یک", "منطقه دو"),
      ("معاونت مالی", "معاونت عمرانی"), ("اداره مالی", "معاونت مالی"),
      ("District A", "District B"), ("Parks Department", "Police Department"), ("Fire", "Fine"),
      ("سازمان ۱۲", "سازمان ۲۱"),
    ])
  func different(one: String, other: String) throws {
    let files = try TemporaryWorkspace(changing: ["budget.csv": Self.budget(one, other, "روابط عمومی")])
    let found = files.reading().problems.filter { $0.kind == .alikeDepartments }
    #expect(found.isEmpty, "\(found)")
  }

  @Test("the table gives every department one name, wherever it stands, and an English one")
  func table() throws {
    let files = try TemporaryWorkspace(changing: [
      "budget.csv": Self.budget("آتش‌نشانی", "Fire Dept", "D2"),
      "departments.csv":
        "id,name,name_en,parent,aliases\nD1,سازمان آتش‌نشانی,Fire service,,آتش نشانی; Fire Dept\nD2,قطار شهری,Metro,D1,\n",
    ])
    let workspace = try files.read()
    let column = try #require(workspace.budget.categories[.department])
    #expect((0..<3).map { column[$0] } == ["سازمان آتش‌نشانی", "سازمان آتش‌نشانی", "قطار شهری"])
    #expect(column.codes(matching: "FIRE DEPT") == [0] && column.codes(matching: "D2") == [1])
    #expect(workspace.plan.indicators.owner.values == ["سازمان آتش‌نشانی", "قطار شهری", "قطار شهری"])
    #expect(workspace.departments.name(of: "سازمان آتش‌نشانی", in: "en") == "Fire service")
    #expect(workspace.departments.name(of: "سازمان آتش‌نشانی", in: "fa") == "سازمان آتش‌نشانی")
    #expect(!workspace.warnings.contains { $0.kind == .alikeDepartments })
    #expect(workspace.departments.parents == [nil, 0])
  }

  @Test("a spelling of two departments, a double id and a parent that is not there are errors")
  func mistakes() throws {
    for (text, kind) in [
      ("id,name,aliases\nD1,a,x\nD2,b,X\n", ProblemKind.doubleAlias), ("id,name\nD1,a\nD1,b\n", .doubleID),
      ("id,name,parent\nD1,a,D9\n", .unknownDepartment),
    ] {
      let problems = try TemporaryWorkspace(changing: ["departments.csv": text]).problems()
      #expect(problems.contains { $0.kind == kind && $0.gravity == .error }, "\(problems)")
    }
  }
}
