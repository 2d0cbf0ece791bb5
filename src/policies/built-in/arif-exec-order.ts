import { KIB } from '../../machine/bytes.ts';
import { definePolicy } from '../policy.ts';

/** Arif: after the PMD, thp_get_unmapped_area tries the architecture's executable folio order. */
export default definePolicy({
  id: 'arif-exec-order',
  summary: 'files with the thp hook: PMD, then the exec folio order (contPTE on arm64)',
  needs: ['execFolioOrder'],
  toldBy: 'mm',
  source: 'Usama Arif, linux-mm, 2026-03-10 (v1 to v3; dropped in v5)',
  claims: { congruentTo: 'pgoff', kinds: ['file', 'device'] },
  options: {
    order: { values: ['v1', 'v3'], meaning: 'ilog2(CONT_PTES), or 64K for 16K pages' },
    scope: { values: ['hooked', 'files'], meaning: 'files with the thp hook only, or every file' },
  },
  create: (machine, options) => ({
    propose(request) {
      if (!meant(request, options.scope)) return [];
      const order = options.order === 'v3' && machine.pageBytes === 16 * KIB ? 2 : request.execFolioOrder;
      if (order === 0) return [];
      const sizes = [machine.leafBytes.pmd, machine.pageBytes * 2 ** order];
      return sizes.map((alignBytes) => ({
        form: 'thp',
        alignBytes,
        offsetBytes: request.offsetBytes,
        reason: alignBytes === machine.leafBytes.pmd ? 'PMD, congruent to pgoff' : 'exec folio order',
      }));
    },
    // Its own PMD search is the hook's, unless there is no exec folio order: then the hook stays as it is.
    hooks: (request) =>
      meant(request, options.scope) && machine.arch === 'arm64' && machine.leafBytes.contpte > 0
        ? 'removed'
        : 'kept',
  }),
});

function meant({ kind, hook }: { kind: string; hook: string }, scope: string | undefined): boolean {
  return hook === 'thp' || (scope === 'files' && hook === 'none' && (kind === 'file' || kind === 'device'));
}
