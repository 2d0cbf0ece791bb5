/** The metric that sweeps show where the user names none. */
export const DEFAULT_HEADLINE = 'share_of_ideal';
