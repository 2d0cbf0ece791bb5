/** What a map or a figure is drawn for: a screen, one column of a paper, two columns. */
export const MAP_STYLE_NAMES = ['page', 'column', 'two-columns'] as const;

/** One of them. */
export type MapStyleName = (typeof MAP_STYLE_NAMES)[number];
