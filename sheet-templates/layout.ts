/**
 * Rows of a human tab: title, one line of help, header, then rows ready to type in: fewer than a page holds, since a
 * formula that shows nothing yet is printed all the same. Machine tabs begin with the header. */
export const HEADER_ROW = 3;
export const PREPARED_ROWS = 15;
/** Drop-downs, checks and colours reach beyond the prepared rows, for tables that grow. */
export const LAST_CHECKED_ROW = 2000;

export const tableName = (tab: string) => `baton_${tab}`;

/**
 * Points. A row of work shows two lines of wrapped text from the start, since LibreOffice does not refit rows when it
 * opens a file; both programs refit a row that is typed in.
 */
export const WORK_ROW_HEIGHT = 30;
export const LIST_ROW_HEIGHT = 20;
