/** What went wrong at the edge; codes are stable. */
export type LabCode =
  | 'config-invalid'
  | 'no-such-input'
  | 'no-scenarios'
  | 'no-snapshot'
  | 'unreadable-input'
  | 'missing-tool'
  | 'recording-failed'
  | 'unknown-kernel'
  | 'no-results'
  | 'results-damaged'
  | 'output-not-a-folder'
  | 'output-has-other-results'
  | 'output-has-foreign-files'
  | 'output-unwritable'
  | 'claims-invalid'
  | 'family-invalid'
  | 'stopped'
  | 'disk-full'
  | 'checkpoint-damaged'
  | 'checkpoint-foreign'
  | 'checkpoint-in-use'
  | 'checkpoint-left'
  | 'plan-too-large'
  | 'shards-mixed'
  | 'shards-missing'
  | 'shards-twice'
  | 'worker-died'
  | 'not-built'
  | 'port-unusable';

/** Something that the user can mend: what and where in the message, how to mend it in the hint. */
export class LabError extends Error {
  constructor(
    readonly code: LabCode,
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'LabError';
  }
}

/** The `code` of an error of the operating system: `ENOENT`; empty for other errors. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
};

/** An error of the operating system in words. */
export function systemReason(error: unknown): string {
  return REASONS[systemCode(error)] ?? (error instanceof Error ? error.message : String(error));
}
