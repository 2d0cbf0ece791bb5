/** What a report is written as. `text` is made for a mail: 72 columns, no colour. */
export type Format = 'table' | 'text' | 'json' | 'markdown' | 'latex';

/** All formats, for a command line. */
export const FORMATS: readonly Format[] = ['table', 'text', 'json', 'markdown', 'latex'];
