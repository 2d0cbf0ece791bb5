/** A plug-in that cannot be used: the file, the reason, and the mend. */
export class PluginError extends Error {
  readonly code = 'PL-PLUGIN';

  constructor(
    readonly file: string,
    readonly reason: string,
    readonly hint: string,
  ) {
    super(`${file}: ${reason}`);
    this.name = 'PluginError';
  }
}
