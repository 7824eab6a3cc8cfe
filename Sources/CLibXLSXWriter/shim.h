#pragma once
#include <xlsxwriter.h>

// Swift has no `char *` that may point to a constant text; the library copies what it is given.

/// A drop-down for a column: the values of a range, others being refused or not.
static inline lxw_error htcds_offer_list(
    lxw_worksheet *sheet, lxw_row_t last, lxw_col_t column, const char *range, const char *title, const char *message,
    int refuses) {
    lxw_data_validation rule = {0};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = (char *)range;
    rule.input_title = (char *)title;
    rule.input_message = (char *)message;
    rule.show_error = refuses ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF;
    return worksheet_data_validation_range(sheet, 1, column, last, column, &rule);
}

/// A column of days from a first one on: another is asked about, and may stand.
static inline lxw_error htcds_ask_about_date(
    lxw_worksheet *sheet, lxw_row_t last, lxw_col_t column, int first_year, const char *title, const char *message) {
    lxw_data_validation rule = {0};
    rule.validate = LXW_VALIDATION_TYPE_DATE;
    rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    rule.value_datetime.year = first_year;
    rule.value_datetime.month = 1;
    rule.value_datetime.day = 1;
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    rule.input_title = (char *)title;
    rule.input_message = (char *)message;
    rule.error_title = (char *)title;
    rule.error_message = (char *)message;
    return worksheet_data_validation_range(sheet, 1, column, last, column, &rule);
}

/// Title and moment of making, which would else be the clock's.
static inline lxw_error htcds_set_title(lxw_workbook *book, const char *title, long created) {
    lxw_doc_properties properties = {0};
    properties.title = (char *)title;
    properties.created = (time_t)created;
    return workbook_set_properties(book, &properties);
}

/// A book whose finished rows wait in nameless files of a folder.
static inline lxw_workbook *htcds_new_table_book(const char *path, const char *folder) {
    lxw_workbook_options options = {0};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = (char *)folder;
    return workbook_new_opt(path, &options);
}
