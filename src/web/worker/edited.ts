/** The name of the text in the editor: it stands where the shipped scenarios stand, and can name their files. */
export const EDITED = 'scenarios/page.scn';
