/// Everything that can be wrong with the input, the command line or the output: the one list.
///
/// What each says is in the catalogues, under `problem.KIND.found`, `.expected` and `.remedy`; `%1`, `%2` … stand there
/// for the values of the ``Problem``, which the comments name.
package enum ProblemKind: String, Sendable, Hashable, CaseIterable {
  // Files and folders
  case noWorkspace = "no-workspace"
  case folderNotPermitted = "folder-not-permitted"
  case notAWorkspace = "not-a-workspace"
  case noBatchFolder = "no-batch-folder"
  case batchNoWorkspaces = "batch-no-workspaces"
  /// %1 and %2 the scenarios, %3 the file of both.
  case batchSameDraft = "batch-same-draft"
  case batchLeft = "batch-left"
  // Roll-ups
  case rollupNoResults = "rollup-no-results"
  case rollupNoJSON = "rollup-no-json"
  /// %1 the key that is missing or holds something else.
  case rollupKey = "rollup-key"
  case rollupChanged = "rollup-changed"
  /// %1 the city, %2 the year, %3 the file of the first.
  case rollupTwice = "rollup-twice"
  /// %1 and %2 the cities, %3 the file of the second.
  case rollupSameInputs = "rollup-same-inputs"
  /// %1 the years.
  case rollupYears = "rollup-years"
  /// %1 the currencies.
  case rollupCurrencies = "rollup-currencies"
  case rollupTooLarge = "rollup-too-large"
  /// %1 the key that is missing or holds something else.
  case partialUnreadable = "partial-unreadable"
  /// %1 how many cities, %2 the first of them.
  case rollupUncounted = "rollup-uncounted"
  /// %1 how many goals.
  case rollupUnmatched = "rollup-unmatched"
  /// %1 the column.
  case rollupTableColumn = "rollup-table-column"
  /// %1 what stands there.
  case populationNumber = "population-number"
  /// %1 the city.
  case cityTwice = "city-twice"
  case commonGoalBlank = "common-goal-blank"
  /// %1 the goal.
  case commonGoalTwice = "common-goal-twice"
  case fileMissing = "file-missing"
  case fileIsFolder = "file-is-folder"
  case fileNotPlain = "file-not-plain"
  case fileNotPermitted = "file-not-permitted"
  /// %1 the number of the system's error.
  case fileUnreadable = "file-unreadable"
  case fileChanged = "file-changed"
  /// %1 the table, %2 the workspace.
  case missingTable = "missing-table"
  /// %1 the table.
  case missingSheet = "missing-sheet"
  /// %1 how many, %2 the table, %3 the files, %4 a line of align.yaml.
  case severalFiles = "several-files"
  /// %1 the file.
  case misspeltFile = "misspelt-file"
  /// %1 the file, %2 the table, %3 its name, %4 a line of align.yaml.
  case likelyFile = "likely-file"
  /// %1 how many, %2 their names, %3 the names of tables.
  case otherFiles = "other-files"
  /// %1 the table, %2 its file.
  case withoutBudget = "without-budget"

  // Workbooks
  /// %1 how many, %2 the table, %3 the other sheets.
  case doubleSheet = "double-sheet"
  /// %1 how many, %2 the sheet that was read, %3 the table, %4 file#sheet.
  case manySheets = "many-sheets"
  case hiddenSheet = "hidden-sheet"
  /// %1 how many, %2 their rows.
  case hiddenRows = "hidden-rows"
  /// %1 how many, %2 their ranges.
  case mergedCells = "merged-cells"
  /// %1 their names, %2 the names of tables.
  case otherSheets = "other-sheets"
  /// %1 the sheet.
  case misspeltSheet = "misspelt-sheet"
  /// %1 the sheet, %2 the table, %3 its name.
  case likelySheet = "likely-sheet"
  /// %1 the error.
  case errorCell = "error-cell"
  case formulaWithoutResult = "formula-without-result"
  /// %1 the number of the text.
  case missingSharedText = "missing-shared-text"
  case workbookEncrypted = "workbook-encrypted"
  case workbookOldFormat = "workbook-old-format"
  case workbookBinary = "workbook-binary"
  case workbookOpenDocument = "workbook-open-document"
  case notAWorkbook = "not-a-workbook"
  case workbookCutOff = "workbook-cut-off"
  /// %1 the part.
  case workbookPartMissing = "workbook-part-missing"
  /// %1 the sheet.
  case workbookSheetMissing = "workbook-sheet-missing"
  case workbookWithoutSheets = "workbook-without-sheets"
  /// %1 the part.
  case workbookNotUnpacked = "workbook-not-unpacked"
  /// %1 the part.
  case workbookChecksum = "workbook-checksum"
  /// %1 the part.
  case workbookDoctype = "workbook-doctype"
  /// %1 the part, %2 the line, %3 the number of Expat's error.
  case workbookXML = "workbook-xml"
  /// %1 the part, %2 what stands there.
  case workbookRowName = "workbook-row-name"
  /// %1 the part, %2 the row, %3 the row before it.
  case workbookRowOrder = "workbook-row-order"
  /// %1 the part, %2 the limit.
  case workbookTooManyRows = "workbook-too-many-rows"
  /// %1 the part.
  case workbookCellOutside = "workbook-cell-outside"
  /// %1 the part, %2 what stands there.
  case workbookCellName = "workbook-cell-name"
  /// %1 the part, %2 the cell.
  case workbookCellOrder = "workbook-cell-order"
  /// %1 the part, %2 the row, %3 the limit.
  case workbookTooManyColumns = "workbook-too-many-columns"
  /// %1 the part.
  case workbookCellsApart = "workbook-cells-apart"
  /// %1 the part.
  case workbookBomb = "workbook-bomb"
  /// %1 the part.
  case workbookTooLarge = "workbook-too-large"

  // Text
  case emptyFile = "empty-file"
  case emptySheet = "empty-sheet"
  case noHeading = "no-heading"
  /// %1 the encoding.
  case encoding
  case fileIsWorkbook = "file-is-workbook"
  case fileIsCompressed = "file-is-compressed"
  case fileIsBinary = "file-is-binary"
  case fileIsNoTable = "file-is-no-table"
  /// %1 the byte.
  case damagedText = "damaged-text"
  case damagedUTF16 = "damaged-utf16"

  // Headings
  /// %1 the heading, %2 and %3 the positions.
  case doubleHeading = "double-heading"
  /// %1 the column, %2 the headings that are there, %3 the key of align.yaml.
  case missingColumn = "missing-column"
  /// %1 the column.
  case missingDecisionColumn = "missing-decision-column"
  /// %1 and %2 the columns of which one must be there.
  case missingSubjectColumn = "missing-subject-column"
  /// %1 the heading that align.yaml names.
  case mappedColumn = "mapped-column"
  /// %1 the heading, %2 the table.
  case misspeltHeading = "misspelt-heading"
  /// %1 how many, %2 the headings, %3 the key of align.yaml.
  case furtherColumns = "further-columns"
  /// %1 how many, %2 the headings, %3 the key of align.yaml.
  case unreadColumns = "unread-columns"

  // Rows
  case noRows = "no-rows"
  case openQuote = "open-quote"
  /// %1 cells of the row, %2 cells of the heading.
  case cutOff = "cut-off"
  /// %1 cells of the row, %2 cells of the heading.
  case shortRow = "short-row"
  /// %1 cells of the row, %2 cells of the heading.
  case longRow = "long-row"
  case besideTable = "beside-table"
  /// %1 the word.
  case totalRow = "total-row"
  /// %1 the amount.
  case sumRow = "sum-row"
  /// %1 the title, %2 the amount.
  case rowIsSum = "row-is-sum"
  /// %1 the amount.
  case namelessRow = "nameless-row"
  /// %1 how many, %2 the total without them, %3 with them, %4 the currency.
  case parentsLeftOut = "parents-left-out"
  /// %1 how many, %2 how many of them differ, %3 those.
  case parentsDiffer = "parents-differ"
  /// %1 the text.
  case textRow = "text-row"
  /// %1 the unit.
  case noteNamesUnit = "note-names-unit"
  case headingAgain = "heading-again"
  /// %1 how many lines, %2 the beginning of the cell.
  case quoteOverRows = "quote-over-rows"
  /// %1 the column, %2 the mapping to paste.
  case missingYear = "missing-year"
  /// %1 the heading, %2 the mapping to paste.
  case runningNumbers = "running-numbers"
  /// %1 the sum of all amounts in the unit of reports, %2 the unit.
  case smallAmounts = "small-amounts"
  /// %1 the column, %2 headings with years, %3 the mapping to paste.
  case yearsAcross = "years-across"
  /// %1 how many were left out, %2 how many were kept.
  case rowsFiltered = "rows-filtered"
  /// %1 the column in which they differ, %2 its words, %3 the mapping to paste.
  case doubleLinesDiffer = "double-lines-differ"
  /// %1 what the column holds.
  case blank
  /// %1 the dash, %2 what the column holds.
  case dash
  /// %1 how many, %2 a row of them.
  case dashesRead = "dashes-read"
  /// %1 how many, %2 a row of them.
  case dashesBlank = "dashes-blank"
  /// %1 what stands there.
  case lostDigits = "lost-digits"
  /// %1 what stands there.
  case lostCode = "lost-code"
  /// %1 how many, %2 the mark, %3 one of them, %4 its row, %5 how it is read.
  case marksSettled = "marks-settled"
  /// %1 how many, %2 the mark, %3 one of them, %4 one way to read it, %5 the other, %6 the line for align.yaml.
  case marksAmbiguous = "marks-ambiguous"
  /// %1 the mark, %2 the row where it stands before decimals, %3 the row where it stands between thousands, %4 the line for align.yaml.
  case marksMixed = "marks-mixed"
  /// %1 the unit, %2 one of it in main units, %3 the currency.
  case unitTaken = "unit-taken"
  /// %1 the unit, %2 the currency.
  case headingUnit = "heading-unit"
  /// %1 the unit of the heading, %2 that of the setting in main units, %3 the currency.
  case unitsDisagree = "units-disagree"
  /// %1 and %2 the units, as they stand in headings that are read as one column.
  case unitsDiffer = "units-differ"
  /// %1 the column whose heading names the unit, %2 the unit.
  case unitUnclear = "unit-unclear"
  /// %1 the cell, %2 the largest amount, %3 the currency.
  case unreadableAmount = "unreadable-amount"
  /// %1 the cell.
  case unreadableNumber = "unreadable-number"
  /// %1 the cell.
  case unreadableShare = "unreadable-share"
  /// %1 the cell.
  case unreadableRatio = "unreadable-ratio"
  /// %1 the cell, %2 the first and %3 the last year.
  case unreadableYear = "unreadable-year"
  /// %1 the cell, %2 a year and %3 a quarter as they are written.
  case unreadablePeriod = "unreadable-period"
  /// %1 the cell, %2 and %3 what it may be, %4 and %5 the same as they are written.
  case ambiguousPeriod = "ambiguous-period"
  /// %1 how many, %2 the first of them, %3 what it is taken for.
  case settledPeriods = "settled-periods"
  /// %1 how many are taken for months, %2 how many for quarters.
  case datesAsPeriods = "dates-as-periods"
  /// %1 the cell, %2 the words.
  case unreadableChoice = "unreadable-choice"
  /// %1 how many, %2 the currency, %3 its decimals.
  case rounded

  // What tables say of each other
  /// %1 the id, %2 the first row.
  case doubleID = "double-id"
  /// %1 the id, %2 the table.
  case rowOfUnknownLine = "row-of-unknown-line"
  case projectCost = "project-cost"
  /// %1 the number.
  case projectYears = "project-years"
  /// %1 the last year, %2 the first.
  case projectWindow = "project-window"
  /// %1 the number.
  case priceLevel = "price-level"
  /// %1 the year.
  case priceTwice = "price-twice"
  /// %1 the line, %2 the year, %3 the first row.
  case doubleLine = "double-line"
  /// %1 the heading, %2 how many rows are revenue, %3 how many are transfers.
  case directionsFound = "directions-found"
  /// %1 the stage.
  case stageMissing = "stage-missing"
  /// %1 how many rows, %2 the stage.
  case stageBlank = "stage-blank"
  case stageAlone = "stage-alone"
  /// %1 the indicator, %2 the year, %3 the first row.
  case doubleTarget = "double-target"
  /// %1 the indicator, %2 the period, %3 the first row.
  case doubleMeasurement = "double-measurement"
  /// %1 the denominator.
  case zeroDenominator = "zero-denominator"
  /// %1 the value, %2 the quotient.
  case valueAgainstQuotient = "value-against-quotient"
  /// %1 the indicator, %2 a number of it, %3 another, %4 the table and %5 the row of the other.
  case mixedPercent = "mixed-percent"
  /// %1 how many numbers were taken for shares, %2 the indicators.
  case settledPercent = "settled-percent"
  /// %1 what it is about, %2 the first row.
  case doubleRow = "double-row"
  /// %1 the cost.
  case negativeCost = "negative-cost"
  /// %1 low, %2 high.
  case band
  /// %1 from, %2 to.
  case linkYears = "link-years"
  /// %1 their sum.
  case quartersSum = "quarters-sum"
  /// %1 how many.
  case quartersCount = "quarters-count"
  /// %1 the id, %2 the table.
  case unknownAxis = "unknown-axis"
  /// %1 the id, %2 the table.
  case unknownGoal = "unknown-goal"
  /// %1 the id, %2 the table.
  case unknownIndicator = "unknown-indicator"
  /// %1 the spelling, %2 the department that has it.
  case doubleAlias = "double-alias"
  /// %1 what stands there.
  case unknownDepartment = "unknown-department"
  /// %1 how many pairs, %2 the pairs.
  case alikeDepartments = "alike-departments"
  case noSubject = "no-subject"
  /// %1 the id.
  case unknownSubject = "unknown-subject"
  /// %1 the expression, %2 what is wrong with it in the words of PCRE2, %3 at which character.
  case expression
  /// %1 the expression, %2 the title.
  case expressionLimit = "expression-limit"
  /// %1 the columns.
  case emptyRule = "empty-rule"
  /// %1 the share.
  case share
  /// %1 the ratio.
  case ratio

  // Data Packages
  case packageTooLarge = "package-too-large"
  case packageNotJSON = "package-not-json"
  case packageWithoutResources = "package-without-resources"
  /// %1 the resource.
  case packageWithoutPath = "package-without-path"
  /// %1 the path, %2 the resource.
  case packagePathOutside = "package-path-outside"
  /// %1 the package's, %2 the settings'.
  case packageCurrency = "package-currency"
  case packagePhase = "package-phase"
  /// %1 of the file, %2 of the package.
  case packageBytes = "package-bytes"
  /// %1 the encoding.
  case packageUnknownEncoding = "package-unknown-encoding"
  /// %1 of the file, %2 of the package.
  case packageEncoding = "package-encoding"
  /// %1 the encoding.
  case packageNotText = "package-not-text"
  /// %1 found, %2 declared.
  case packageDialect = "package-dialect"
  /// %1 found, %2 the default.
  case packageDefaultDialect = "package-default-dialect"
  /// %1 the column, %2 the field, %3 the columns of the file.
  case packageSource = "package-source"
  /// %1 the column, %2 the field, %3 the columns of the file.
  case packageOptionalSource = "package-optional-source"
  /// %1 the year, %2 the field, %3 the columns of the file.
  case packageYearSource = "package-year-source"
  case packageWithoutAmounts = "package-without-amounts"
  case packageWithoutYears = "package-without-years"
  /// %1 the field.
  case packageFieldMissing = "package-field-missing"
  /// %1 the column.
  case packageFieldUnlisted = "package-field-unlisted"
  /// %1 how many, %2 a cell, %3 the type, %4 the format.
  case packageType = "package-type"
  /// %1 how many, %2 a cell.
  case packageZeros = "package-zeros"

  // YAML
  case yamlNotUTF8 = "yaml-not-utf8"
  case yamlTab = "yaml-tab"
  case yamlColon = "yaml-colon"
  case yamlOpen = "yaml-open"
  case yamlIndentation = "yaml-indentation"
  /// %1 the keys.
  case yamlKeyTwice = "yaml-key-twice"
  case yamlSyntax = "yaml-syntax"
  case yamlUnreasonable = "yaml-unreasonable"

  // Align.yaml
  case settingsNoKeys = "settings-no-keys"
  /// %1 the key, %2 the keys that there are.
  case unknownSetting = "unknown-setting"
  /// %1 the key, %2 the keys that there are.
  case unknownNestedSetting = "unknown-nested-setting"
  /// %1 what stands there, %2 the keys that there may be.
  case settingsGroup = "settings-group"
  /// %1 what stands there.
  case settingsText = "settings-text"
  /// %1 what stands there, %2 the languages.
  case settingsLanguage = "settings-language"
  /// %1 what stands there.
  case settingsSource = "settings-source"
  /// %1 the value, %2 the words.
  case settingsWord = "settings-word"
  /// %1 the value.
  case settingsBoolean = "settings-boolean"
  /// %1 the value.
  case settingsNumber = "settings-number"
  /// %1 the value, %2 the calendar.
  case settingsYear = "settings-year"
  /// %1 the value, %2 a year and %3 a quarter as they are written.
  case settingsPeriod = "settings-period"
  /// %1 the value.
  case settingsCurrency = "settings-currency"
  /// %1 the value.
  case settingsUnit = "settings-unit"
  case settingsStage = "settings-stage"
  /// %1 what stands there.
  case settingsAmountUnit = "settings-amount-unit"
  /// %1 the value, %2 the tables.
  case settingsTable = "settings-table"
  /// %1 the table.
  case settingsFile = "settings-file"
  /// %1 the path.
  case settingsFileOutside = "settings-file-outside"
  /// %1 the table, %2 the value, %3 the columns.
  case settingsColumn = "settings-column"
  /// %1 the code.
  case settingsFlag = "settings-flag"
  /// %1 the code, %2 the key, %3 the keys.
  case settingsFlagKey = "settings-flag-key"
  /// %1 the value.
  case settingsCriterionWeight = "settings-criterion-weight"
  /// %1 the value.
  case settingsSpread = "settings-spread"
  /// %1 the value.
  case settingsRatio = "settings-ratio"
  /// %1 the value.
  case settingsInterval = "settings-interval"
  case settingsReviewOrder = "settings-review-order"
  /// %1 the value, %2 the methods.
  case unknownWeighingMethod = "unknown-weighing-method"
  /// %1 the value, %2 the methods.
  case unknownScoringMethod = "unknown-scoring-method"
  /// %1 the value, %2 the normalisations.
  case unknownNormalisation = "unknown-normalisation"
  /// %1 the method.
  case normalisationNotTaken = "normalisation-not-taken"

  // Scenario files
  case scenarioMissing = "scenario-missing"
  /// %1 the name, %2 the scenarios of the sheet.
  case scenarioNotOnSheet = "scenario-not-on-sheet"
  case draftMissing = "draft-missing"
  case draftUnreadable = "draft-unreadable"
  /// %1 what stands there, %2 the keys.
  case scenarioNoKeys = "scenario-no-keys"
  /// %1 the key, %2 the keys.
  case scenarioUnknownKey = "scenario-unknown-key"
  /// %1 the key.
  case scenarioKeyTwice = "scenario-key-twice"
  /// %1 the key, %2 the keys.
  case scenarioOwnKey = "scenario-own-key"
  /// %1 what stands there.
  case scenarioWords = "scenario-words"
  /// %1 the value, %2 the words.
  case scenarioWord = "scenario-word"
  /// %1 the value.
  case scenarioBoolean = "scenario-boolean"
  /// %1 the value.
  case scenarioNumber = "scenario-number"
  case scenarioNoPenalty = "scenario-no-penalty"
  /// %1 the value.
  case scenarioPositiveAmount = "scenario-positive-amount"
  /// %1 the value.
  case scenarioUnit = "scenario-unit"
  /// %1 the value, %2 the calendar.
  case scenarioYear = "scenario-year"
  /// %1 the value.
  case scenarioAmount = "scenario-amount"
  /// %1 the value.
  case scenarioChange = "scenario-change"
  /// %1 the value.
  case scenarioPercentage = "scenario-percentage"
  /// %1 the value, %2 the largest amount.
  case scenarioAmountRange = "scenario-amount-range"
  /// %1 the value.
  case scenarioRange = "scenario-range"
  case scenarioTargetYear = "scenario-target-year"
  case foldNumber = "fold-number"
  /// %1 the value.
  case scenarioShare = "scenario-share"
  /// %1 the code.
  case scenarioFlag = "scenario-flag"
  case scenarioLimitsNoList = "scenario-limits-no-list"
  case scenarioLimitOnNothing = "scenario-limit-on-nothing"
  case scenarioLimitOnSeveral = "scenario-limit-on-several"
  case scenarioLimitWithoutAmount = "scenario-limit-without-amount"
  /// %1 the id.
  case scenarioUnknownID = "scenario-unknown-id"
  /// %1 the column, %2 the further columns of the budget.
  case scenarioUnknownAttribute = "scenario-unknown-attribute"
  /// %1 the column.
  case scenarioNoAttributes = "scenario-no-attributes"
  /// %1 the word, %2 the column.
  case scenarioUnknownWord = "scenario-unknown-word"
  /// %1 the word, %2 the column.
  case scenarioNoColumn = "scenario-no-column"
  /// %1 the word.
  case scenarioUnknownLine = "scenario-unknown-line"
  /// %1 the value, %2 the most.
  case scenarioYearCount = "scenario-year-count"
  /// %1 how many, %2 how many years.
  case scenarioYearEnvelopes = "scenario-year-envelopes"
  /// %1 the value, %2 the least percentage, %3 the most.
  case scenarioYearPart = "scenario-year-part"
  /// %1 the year, %2 the years of the table.
  case priceMissing = "price-missing"
  case scenarioExtendsNothing = "scenario-extends-nothing"
  /// %1 the file.
  case scenarioExtendsItself = "scenario-extends-itself"
  /// %1 the file.
  case scenarioExtendsMissing = "scenario-extends-missing"
  /// %1 how many lines, %2 the year, %3 the lines.
  case limitLeavesOut = "limit-leaves-out"
  /// %1 the file.
  case scenarioExtendsOutside = "scenario-extends-outside"
  /// %1 the year.
  case limitSelectsNothing = "limit-selects-nothing"
  /// %1 the year.
  case scenarioNoMoney = "scenario-no-money"
  /// %1 the envelope.
  case scenarioEnvelope = "scenario-envelope"
  /// %1 the year, %2 the years of the budget.
  case scenarioNoSuchYear = "scenario-no-such-year"

  // Weights
  /// %1 the sum, %2 the node.
  case weightSum = "weight-sum"
  /// %1 the sibling, %2 the key of align.yaml.
  case weightBlank = "weight-blank"
  /// %1 the weight, %2 the sibling, %3 the key of align.yaml.
  case weightNegative = "weight-negative"
  /// %1 the siblings, %2 the key of align.yaml.
  case weightZero = "weight-zero"
  /// %1 the method, %2 the node, %3 the key of align.yaml.
  case weightNoJudgements = "weight-no-judgements"
  /// %1 the method, %2 the node, %3 the key of align.yaml, %4 and %5 the siblings.
  case weightUnconnected = "weight-unconnected"
  /// %1 the method, %2 the node, %3 the key of align.yaml, %4 the expert.
  case weightNoBest = "weight-no-best"
  /// %1 the method, %2 the node, %3 the key of align.yaml, %4 how many, %5 the fewest.
  case weightFewPeriods = "weight-few-periods"
  /// %1 the method, %2 the node, %3 the key of align.yaml.
  case weightNoVariation = "weight-no-variation"
  /// %1 the method, %2 the node, %3 the key of align.yaml.
  case weightNumerics = "weight-numerics"
  /// %1 the axis.
  case childlessAxis = "childless-axis"
  /// %1 the goal.
  case childlessGoal = "childless-goal"
  /// %1 the node.
  case judgementNode = "judgement-node"
  /// %1 left, %2 right, %3 the node.
  case judgementSiblings = "judgement-siblings"
  /// %1 the ratio.
  case judgementRatio = "judgement-ratio"
  /// %1 the expert, %2 left, %3 right.
  case judgementTwice = "judgement-twice"

  // Analysis
  case noPlan = "no-plan"
  case noBudget = "no-budget"
  /// %1 the year, %2 the years of the budget.
  case yearNotInBudget = "year-not-in-budget"
  case noPeriod = "no-period"
  /// %1 the year.
  case totalOutOfRange = "total-out-of-range"
  /// %1 what it ties to.
  case ruleMatchesNothing = "rule-matches-nothing"
  /// %1 how many lines, %2 at most.
  case nearDuplicatesSkipped = "near-duplicates-skipped"
  /// %1 the year, %2 the years of the budget.
  case prioritiesNothingToFit = "priorities-nothing-to-fit"
  /// %1 the period.
  case effectsNothingToFit = "effects-nothing-to-fit"
  /// %1 how many, %2 at least.
  case tooFewTexts = "too-few-texts"
  case numbersOverflow = "numbers-overflow"
  /// %1 rows, %2 columns.
  case numbersTooMany = "numbers-too-many"
  case numbersNotSettled = "numbers-not-settled"
  /// %1 what happened.
  case defect

  // Decisions on links
  /// %1 the cell.
  case decisionWord = "decision-word"
  /// %1 the cell.
  case decisionLine = "decision-line"
  case vectorsHead = "vectors-head"
  /// %1 how many numbers can be read, %2 how many there should be.
  case vectorsRow = "vectors-row"
  /// %1 the cell.
  case decisionRule = "decision-rule"
  /// %1 the cell.
  case decisionSubject = "decision-subject"
  /// %1 the cell.
  case decisionShare = "decision-share"
  /// %1 the table.
  case appendNotCSV = "append-not-csv"
  /// %1 the year.
  case draftYearThere = "draft-year-there"
  case keepNoDraft = "keep-no-draft"
  /// %1 the file that says so.
  case workbookOpen = "workbook-open"
  case appendNotText = "append-not-text"
  /// %1 the encoding.
  case appendNotUTF8 = "append-not-utf8"
  /// %1 the column.
  case appendNoColumn = "append-no-column"
  /// %1 and %2 the columns.
  case appendNoAuthor = "append-no-author"

  // The history
  case historyMissing = "history-missing"
  /// %1 SQLite's code.
  case historyDamaged = "history-damaged"
  case historyBusy = "history-busy"
  case historyNewer = "history-newer"
  /// %1 SQLite's code.
  case historyNotOpened = "history-not-opened"
  /// %1 the run, %2 the runs.
  case historyNoRun = "history-no-run"
  /// %1 the run.
  case historyNoneBefore = "history-none-before"

  // Output
  case outputNotPermitted = "output-not-permitted"
  case outputNoFolder = "output-no-folder"
  case outputIsFolder = "output-is-folder"
  case outputNoRoom = "output-no-room"
  case outputExists = "output-exists"
  case outputIsInput = "output-is-input"
  /// %1 a file that is there.
  case outputNotSite = "output-not-site"
  case outputNoNewFolder = "output-no-new-folder"
  case outputNameTooLong = "output-name-too-long"
  /// %1 the process, %2 its machine, %3 its command.
  case outputLocked = "output-locked"
  case tableChanged = "table-changed"
  /// %1 the number of the system's error.
  case outputFailed = "output-failed"
  /// %1 the number of the error.
  case workbookNotWritten = "workbook-not-written"
  /// %1 columns, %2 the sheet, %3 the most.
  case workbookTooWide = "workbook-too-wide"
  /// %1 how many.
  case longAmounts = "long-amounts"

  // The command line
  /// %1 the value, %2 the calendar, %3 a year and %4 a quarter as they are written.
  case usagePeriod = "usage-period"
  /// %1 the value, %2 the calendar, %3 a year.
  case usageYear = "usage-year"
  /// %1 the value.
  case usageDriver = "usage-driver"
  /// %1 the value, %2 the part.
  case usageDriverShare = "usage-driver-share"
  /// %1 the part, %2 how many there are.
  case usageTake = "usage-take"
  /// %1 the earlier year, %2 the later one.
  case usageCarry = "usage-carry"
  /// %1 the year.
  case usageCarryFrom = "usage-carry-from"
  /// %1 the text.
  case usageTry = "usage-try"
  /// %1 the id.
  case usageTrySubject = "usage-try-subject"
  /// %1 the value, %2 the departments.
  case usageDepartment = "usage-department"
  /// %1 the ending, %2 those that there are.
  case usageDraftForm = "usage-draft-form"
  case usageRelease = "usage-release"
  case usageYearsAlone = "usage-years-alone"
  case usageExplainAlone = "usage-explain-alone"
  /// %1 the line.
  case usageExplainLine = "usage-explain-line"
  /// %1 the value, %2 the part.
  case usageOrderGoal = "usage-order-goal"
  /// %1 the value.
  case usageOrderShort = "usage-order-short"
  /// %1 the value, %2 the goal.
  case usageOrderTwice = "usage-order-twice"
  /// %1 how many, %2 the most.
  case usageTooManyGoals = "usage-too-many-goals"
  /// %1 the draws, %2 the most.
  case usageDraws = "usage-draws"

  /// %1 what was asked for.
  case usageSubjectUnknown = "usage-subject-unknown"
  /// %1 what was asked for, %2 the ways to be exact.
  case usageSubjectAmbiguous = "usage-subject-ambiguous"
  /// %1 the code of a flag, %2 its subject as asked for, %3 the first subjects of which it is raised, %4 how many there are.
  case usageSubjectFlag = "usage-subject-flag"
  case usageSubjectFlagAlone = "usage-subject-flag-alone"
  case usageSubjectFlagNone = "usage-subject-flag-none"
  /// %1 the line, %2 the year, %3 the years in which it stands.
  case usageSubjectYear = "usage-subject-year"
  /// %1 the figure, %2 the subject, %3 the figures that it has.
  case usageSubjectFigure = "usage-subject-figure"

  // How money adds up
  /// %1 the largest amount, %2 the currency.
  case amountsBeyondRange = "amounts-beyond-range"

  // How money was judged
  /// %1 the money of lines without a kind, %2 the currency, %3 its percent of what is linked, %4 what counts as current and
  /// %5 as capital.
  case kindJudged = "kind-judged"
  /// %1 the money of lines without a kind, %2 the currency, %3 its percent of what is linked.
  case kindJudgedCurrent = "kind-judged-current"

  // Targets of drafts
  case sharesNotEstimable = "shares-not-estimable"
  /// %1 the credits.
  case sharesNotEstimableForCredits = "shares-not-estimable-for-credits"
  /// %1 the goals.
  case goalWithoutFreeLine = "goal-without-free-line"
}
