/** Imports 导入: outcomes, columns, the reason of every row, refusals of whole files. */
export const imports = {
  "import.outcome.import": "Import",
  "import.outcome.review": "Review",
  "import.outcome.reject": "Rejected",
  "import.outcome.duplicate": "Duplicate",
  "import.outcome.skip": "Skipped",
  "import.kind.firms": "List of firms",
  "import.kind.deputies": "List of deputies",
  "import.kind.pairs": "Today's pairs",
  "import.kind.issues": "Ledger of issues",
  "import.kind.contacts": "Ledger of past visits",
  "import.sheet_state.list": "Read as a list",
  "import.sheet_state.not_a_list": "Not a list, not read",
  "import.sheet_state.empty": "Empty",
  "import.sheet_state.left_out": "Left out by choice",
  "import.how.synonym": "Known header",
  "import.how.contains": "Similar header, please check",
  "import.how.corrected": "Chosen by hand",
  "import.refused.row": "Original row",
  "import.refused.outcome": "Outcome",
  "import.refused.reason": "Reason",
  "import.refused.sheet": "Rows not imported",
  "import.field.name": "Name",
  "import.field.uscc": "USCC",
  "import.field.entityKind": "Kind of body",
  "import.field.established": "Established",
  "import.field.capital": "Registered capital",
  "import.field.capitalCurrency": "Currency",
  "import.field.businessScope": "Business scope",
  "import.field.address": "Address",
  "import.field.county": "County",
  "import.field.township": "Township",
  "import.field.sector": "Sector",
  "import.field.size": "Size",
  "import.field.contactName": "Contact person",
  "import.field.phone": "Phone",
  "import.field.state": "Registration state",
  "import.field.inProgramme": "In the programme",
  "import.field.cardNo": "Deputy's card number",
  "import.field.level": "Level",
  "import.field.electoralUnit": "Electoral unit",
  "import.field.group": "Deputies' group",
  "import.field.employerName": "Employer",
  "import.field.employerUscc": "Employer's USCC",
  "import.field.station": "Station",
  "import.field.termStarted": "Term began",
  "import.field.termEnded": "Term ended",
  "import.field.change": "Re-elected, new or left",
  "import.field.remark": "Remark",
  "import.field.deputyName": "Deputy",
  "import.field.deputyPhone": "Deputy's phone",
  "import.field.deputyCardNo": "Deputy's card number",
  "import.field.firm": "Firm",
  "import.field.firmUscc": "Firm's USCC",
  "import.field.started": "From",
  "import.field.ended": "Until",
  "import.field.number": "Number in the ledger",
  "import.field.title": "Title",
  "import.field.content": "What was asked",
  "import.field.firmName": "Firm",
  "import.field.firmCode": "Firm's code",
  "import.field.category": "Category",
  "import.field.severity": "Urgent",
  "import.field.raisedBy": "Deputy",
  "import.field.raised": "Raised on",
  "import.field.transferred": "Transferred on",
  "import.field.dispatched": "Dispatched on",
  "import.field.unit": "Unit in charge",
  "import.field.coUnit": "Supporting units",
  "import.field.progress": "Progress",
  "import.field.answer": "Answer",
  "import.field.answerClass": "Class of the answer",
  "import.field.answered": "Answered on",
  "import.field.promised": "Promised for",
  "import.field.done": "Done or not",
  "import.field.closed": "Closed on",
  "import.field.satisfaction": "Satisfaction",
  "import.field.confidential": "Confidential",
  "import.field.talked": "What was talked about",
  "import.field.happened": "Day of the visit",
  "import.field.contactKind": "How",
  "import.field.outcome": "Outcome",
  "import.field.place": "Place",
  "import.field.peopleMet": "People met",
  "import.field.found": "Problems raised",
  "import.field.handled": "How they were handled",
  "import.reason.blank_row": "Blank rows: {{count}}",
  "import.reason.total_row": "Total: {{value}}",
  "import.reason.subtotal_row": "Subtotal: {{value}}",
  "import.reason.note_row": "Note or signature: {{value}}",
  "import.reason.end_marker": "End marker: {{value}}",
  "import.reason.section_row": "Section heading: {{value}}",
  "import.reason.header_repeated": "The header again",
  "import.reason.merged_continuation": "Cell merged with row {{row}}, taken with that row",
  "import.reason.uscc_missing": "No USCC. Add the code, or match the firm by name by hand.",
  "import.reason.uscc_check_digit":
    "The check digit of USCC {{uscc}} is wrong: at least one character is mistyped. Correct it from the licence.",
  "import.reason.uscc_length": "A USCC has 18 characters, this has {{length}}: {{uscc}}",
  "import.reason.uscc_characters": "Characters no USCC can have: {{uscc}}",
  "import.reason.uscc_authority":
    "The first two characters of USCC {{uscc}} belong to no registering authority.",
  "import.reason.uscc_zeros": "The USCC is all zeros, no real code.",
  "import.reason.uscc_rounded":
    "The spreadsheet kept the code as a number: only the first 15 digits {{kept}} survived, the last 3 are lost. Format the column as text and type the code again, or match by name by hand.",
  "import.reason.uscc_scientific":
    "The code turned into {{uscc}} and can't be recovered from the file. Format the column as text and type it again, or match by name by hand.",
  "import.reason.uscc_letter_typo":
    "The code {{uscc}} has letters typed for digits (O, I …). The only reading that passes the check is {{suggestion}}; please confirm.",
  "import.reason.uscc_with_text":
    "The cell holds other text besides the code {{suggestion}}; please confirm.",
  "import.reason.cell_failed": "“{{column}}” is a failed formula ({{value}}) without a readable value.",
  "import.reason.name_missing": "No name.",
  "import.reason.name_and_code_missing": "Neither name nor USCC.",
  "import.reason.text_too_long":
    "“{{column}}” has {{length}} characters, {{limit}} at most; cells may have shifted.",
  "import.reason.bad_characters": "“{{column}}” holds characters that can't be stored; type the cell again.",
  "import.reason.extra_cells":
    "{{count}} filled cells beyond the header: an unquoted comma or shifted cells; check the whole row.",
  "import.reason.struck_row":
    "The row is struck through, which may mean deleted; confirm whether to import it.",
  "import.reason.place_conflict": "“{{township}}” is not in “{{county}}”; confirm county and township.",
  "import.reason.firm_not_active": "Registration state “{{value}}”.",
  "import.reason.duplicate_in_file": "The same as {{sheet}} row {{row}}.",
  "import.reason.duplicate_without_code":
    "Same name and address as {{sheet}} row {{row}}, only the code is missing; taken as a duplicate.",
  "import.reason.same_code_other_name":
    "Same code as {{sheet}} row {{row}}, but that row says “{{name}}”. The firm may have been renamed; confirm which name is current.",
  "import.reason.same_code_other_values":
    "The same firm as {{sheet}} row {{row}}, but different: {{columns}}. Confirm which row holds.",
  "import.reason.same_name_other_code":
    "Same name as {{sheet}} row {{row}}, but another code (there {{uscc}}); please check.",
  "import.reason.phone_invalid": "“{{value}}” is no valid phone number.",
  "import.reason.phone_missing": "No mobile phone: the deputy can sign in by card number only.",
  "import.reason.same_phone_other_name":
    "Same phone as {{name}} in {{sheet}} row {{row}}; check whose it is.",
  "import.reason.same_card_other_name":
    "Same card number as {{name}} in {{sheet}} row {{row}}; please check.",
  "import.reason.same_name_same_place":
    "Same name and place as {{sheet}} row {{row}}; confirm whether it is the same person.",
  "import.reason.level_missing": "No level.",
  "import.reason.level_unknown": "“{{value}}” names no level.",
  "import.reason.county_missing": "No county can be told for this deputy.",
  "import.reason.card_rounded":
    "The spreadsheet kept the card number as a number ({{value}}) and lost its last digits; type it again as text.",
  "import.reason.term_reversed": "The term ends {{ended}}, before it begins {{started}}.",
  "import.reason.deputy_missing": "No deputy's name.",
  "import.reason.firms_missing": "No firm.",
  "import.reason.firm_unknown":
    "“{{name}}” is not in the register. Import the firm first, or correct the name.",
  "import.reason.firm_ambiguous": "{{count}} firms in the register are called “{{name}}”; give the USCC.",
  "import.reason.short_name":
    "“{{name}}” is not the full name and is not linked by itself. It may be: {{suggestions}}. Please confirm.",
  "import.reason.pair_name_differs":
    "The file says “{{name}}”, the register “{{registered}}”; confirm whether they are the same.",
  "import.reason.pair_ended": "A remark says the deputy has left; the pair is recorded as ended.",
  "import.reason.firm_in_two_pairs":
    "{{sheet}} row {{row}} gives this firm to {{deputy}} already. A firm has one liaison only; please confirm.",
  "import.reason.other_county": "This import is for one county; the row belongs to {{value}}.",
  "import.reason.firm_of_other_county":
    "The firm is registered in {{value}}; ask that county or the system administrator.",
  "import.reason.place_differs":
    "The place differs from the register ({{registered}} there, {{value}} here) and the firm is in the programme; please decide.",
  "import.reason.programme_needs_place": "Not placed or not active, so it can't join the programme yet.",
  "import.reason.phone_of_other": "This phone belongs to {{name}} in the register; please check.",
  "import.reason.card_of_other": "This card number belongs to {{name}} in the register; please check.",
  "import.reason.namesake_in_register":
    "The register has {{count}} named {{name}}; it is not clear who is meant.",
  "import.reason.mandate_of_nobody": "The register has no such deputy, so nothing ends.",
  "import.reason.deputy_incomplete":
    "{{name}} is not in the register of deputies, and the row lacks a level or county.",
  "import.reason.firm_already_paired": "{{deputy}} is the firm's liaison today; please decide first.",
  "import.reason.issue_words_missing": "The row does not say what the problem is.",
  "import.reason.issue_firm_missing": "Neither the firm's name nor its code is given.",
  "import.reason.issue_raised_missing":
    "The row does not say when the issue was raised, so its age can't be counted. Please add the day.",
  "import.reason.issue_date_rough":
    "The date {{value}} is known to the month or year only. An open issue needs the day, or its clocks can't run.",
  "import.reason.issue_date_future": "The date {{value}} lies ahead, or beyond the days that can be counted.",
  "import.reason.issue_dates_reversed":
    "The dates are out of order: {{later}} belongs to a later step than {{earlier}}.",
  "import.reason.issue_before_calendar":
    "The date {{value}} lies before the working-day calendar. Load the calendar of that year first, or enter the issue by hand.",
  "import.reason.issue_done_unknown": "“{{value}}” does not tell whether the issue is done.",
  "import.reason.issue_done_contradicts":
    "The row contradicts itself: not done but with a closing date, or under way but called done. Please check.",
  "import.reason.issue_unit_missing": "The issue was answered or closed, but no unit is named.",
  "import.reason.issue_dispatch_missing":
    "A unit is named but not since when. Please add the day of dispatch, its clock starts there.",
  "import.reason.issue_promise_missing": "An answer “under way” needs the day that was promised.",
  "import.reason.issue_not_satisfied":
    "The ledger calls it done, but the firm was not satisfied. Please decide whether it is taken up again.",
  "import.reason.issue_confidential":
    "The row is marked confidential. The city supervisor enters it by hand; it does not come in with a ledger.",
  "import.reason.issue_class_unknown":
    "“{{value}}” is not understood. Use solved, under way, planned, explained, or satisfied, basically satisfied, dissatisfied.",
  "import.reason.issue_category_unknown":
    "There is no category “{{value}}”. Use one of the 26 categories, or leave the cell empty.",
  "import.reason.issue_category_other":
    "No category is given; it enters as “other” and can be changed later.",
  "import.reason.unit_unknown": "There is no unit “{{name}}”.",
  "import.reason.unit_ambiguous": "“{{name}}” may be: {{units}}. Please write the full name.",
  "import.reason.firm_code_unknown":
    "No firm in the register has the code {{value}}. Import the firm first, or correct the code.",
  "import.reason.firm_code_ambiguous":
    "{{count}} firms have the organisation code {{value}}. Please give the USCC.",
  "import.reason.issue_known": "This issue is in the system already ({{number}}) and is not imported again.",
  "import.reason.issue_same_title":
    "The firm already has an issue of this title ({{number}}) from another day. Please check whether it is the same.",
  "import.reason.issue_moved_on":
    "The ledger shows {{number}} further on than the system does. Please take the missing steps on its page.",
  "import.reason.issue_enters_submitted": "Enters as “to review”, counted from {{value}}.",
  "import.reason.issue_enters_transferred": "Enters as “transferred”, counted from {{value}}.",
  "import.reason.issue_enters_dispatched": "Enters as “dispatched”, counted from {{value}}.",
  "import.reason.issue_enters_handling": "Enters as “in work”, counted from {{value}}.",
  "import.reason.issue_enters_answered":
    "Enters as “answered” and waits for the firm's word, counted from {{value}}.",
  "import.reason.issue_enters_promised": "Enters as “promised”, counted from {{value}}.",
  "import.reason.issue_enters_resolved": "Enters closed, solved as the firm said; raised on {{value}}.",
  "import.reason.issue_enters_explained": "Enters closed, explained; raised on {{value}}.",
  "import.reason.issue_enters_unconfirmed":
    "Enters closed without the firm's confirmation: the ledger has no word of it. Raised on {{value}}.",
  "import.reason.visit_date_missing": "No day of the visit.",
  "import.reason.visit_date_rough": "Only the month of the visit is given ({{value}}); add the day.",
  "import.reason.visit_date_future": "The day of the visit, {{value}}, has not come yet.",
  "import.reason.visit_kind_unknown":
    "The way of contact “{{value}}” is not understood; use visit, phone, chat, reception or meeting.",
  "import.reason.visit_outcome_unknown":
    "The outcome “{{value}}” is not understood; use met, nobody there, moved away, shut or wants no visits.",
  "import.reason.visit_too_many":
    "This row names {{count}}; a joint visit has at most {{limit}}. Use several rows.",
  "import.reason.visit_known":
    "This visit is in the system already (no. {{number}}) and is not imported again.",
  "import.reason.visit_finding_kept":
    "Problems stay with the record of the visit and do not become issues; import those to be handled as a ledger of issues.",
  "import.reason.deputy_unknown":
    "No deputy of this county is called “{{name}}”; check name, phone or card number.",
  "import.reason.hidden_row": "The row is hidden in the sheet.",
  "import.reason.code_corrected":
    "The code “{{typed}}” was tidied to {{uscc}} (full width, blanks, hyphens or lower case).",
  "import.reason.date_month_only":
    "“{{column}}” gives only the month ({{value}}); kept as a month, no day added.",
  "import.reason.date_year_only": "“{{column}}” gives only the year ({{value}}); kept as a year.",
  "import.reason.date_unreadable": "“{{column}}”: “{{value}}” is no date that can be read; left empty.",
  "import.reason.date_ambiguous": "“{{column}}”: “{{value}}” can be read in several ways; left empty.",
  "import.reason.capital_unreadable": "Registered capital “{{value}}” can't be read; left empty.",
  "import.reason.capital_grouping":
    "The commas of registered capital “{{value}}” are misplaced, the amount is unsure; left empty.",
  "import.reason.capital_range":
    "Registered capital “{{value}}” is beyond reason, perhaps the unit is wrong; left empty.",
  "import.reason.capital_unit_assumed":
    "Rows whose registered capital names no unit, read as 10,000 yuan each: {{count}}. Please check.",
  "import.reason.county_unknown": "“{{value}}” is no county of this city; left empty.",
  "import.reason.township_unknown": "There is no township “{{value}}”; left empty.",
  "import.reason.township_ambiguous":
    "More than one township is called “{{value}}” and no county is given; left empty.",
  "import.reason.sector_unknown": "“{{value}}” is no section of the industry standard; left empty.",
  "import.reason.size_unknown": "Size “{{value}}” can't be read; left empty.",
  "import.reason.phone_several": "The cell holds several numbers ({{value}}); the first was taken.",
  "import.reason.change_unknown": "“{{value}}” says neither re-elected, new nor left; left empty.",
  "import.reason.text_cut": "“{{column}}” is longer than {{limit}} characters; the rest was cut.",
  "error.import.empty_file": "The file is empty. Check it and choose again.",
  "error.import.file_too_large":
    "The file is larger than {{limitMegabytes}} MB. Remove pictures and other sheets, or split it.",
  "error.import.old_xls":
    "This is an old Excel (.xls) or WPS (.et) file. Open it, choose Save as, “Excel workbook (.xlsx)”, and upload that.",
  "error.import.password_protected":
    "The file has a password. Open it, remove the password, save it as .xlsx and upload that.",
  "error.import.html_table":
    "This is a web page (HTML) named like a spreadsheet. Open it in Excel, choose Save as, “Excel workbook (.xlsx)”, and upload that.",
  "error.import.xml_spreadsheet":
    "This is an “XML spreadsheet 2003”. Open it in Excel, choose Save as, “Excel workbook (.xlsx)”, and upload that.",
  "error.import.zip_not_xlsx":
    "This file is {{kind}}, not an .xlsx workbook. Unpack archives first; save other formats as .xlsx and upload that.",
  "error.import.not_a_spreadsheet": "This file is {{kind}}, not a spreadsheet. Upload .xlsx or CSV.",
  "error.import.broken_file":
    "The file is damaged or incomplete. Open it in Excel, save it as a new .xlsx and upload that.",
  "error.import.unsafe_content":
    "The file holds what no spreadsheet should and is not read for safety. Open it in Excel, save it as a new .xlsx and upload that.",
  "error.import.unpacks_too_large":
    "Unpacked, the file is larger than allowed ({{limitMegabytes}} MB). Copy the sheets and rows you need into a new workbook.",
  "error.import.too_many_entries":
    "The file has more than {{limit}} parts, unlike a spreadsheet. Copy the data into a new workbook.",
  "error.import.too_many_sheets": "More than {{limit}} sheets. Split the file.",
  "error.import.too_many_rows": "More than {{limit}} rows. Split the file.",
  "error.import.too_many_columns": "More than {{limit}} columns. Keep only the columns you need.",
  "error.import.too_many_cells": "More than {{limit}} cells. Split the file.",
  "error.import.cell_too_long":
    "A cell in row {{row}} is longer than {{limit}} characters; the file may be damaged. Check it and try again.",
  "error.import.encoding_unknown":
    "The text's encoding is unknown. Open it in Excel, save it as .xlsx or “CSV UTF-8”, and upload that.",
  "error.import.binary_content": "The file holds no text. Upload .xlsx or CSV.",
  "error.import.csv_quotes":
    "A quotation mark near line {{line}} has no partner, so the rows after it can't be told apart. Check the place in Excel, save it as .xlsx and upload that.",
  "error.import.too_slow":
    "Reading took more than {{seconds}} seconds and was stopped. Copy the data into a new workbook, or split it.",
  "error.import.too_much_memory":
    "The file is too complex to be read in the memory allowed. Copy the data into a new workbook, or split it.",
  "error.import.reader_failed":
    "Reading the file failed; nothing was imported. Save it as a new .xlsx and try again, or ask the system administrator.",
  "error.import.no_list_found":
    "No sheet of {{sheets}} has the header of a list. Choose header row and columns by hand, or check the file.",
} as const;
