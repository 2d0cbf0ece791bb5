import { definePolicy } from '../policy.ts';

/** The patch: vfio_device_fops gets thp_get_unmapped_area, so PMD only and congruent to pgoff. */
export default definePolicy({
  id: 'pighin-thp',
  summary: 'the patch: thp_get_unmapped_area for VFIO files, PMD only, congruent to pgoff',
  needs: [],
  toldBy: 'driver',
  source: 'Anthony Pighin, linux-kernel, 2026-06-16, 20260616180129.160016-1-anthony.pighin@nokia.com',
  claims: { congruentTo: 'pgoff', kinds: ['device'] },
  options: {
    scope: {
      values: ['vfio', 'files'],
      meaning: 'which files get the hook: VFIO device files, or every file',
    },
  },
  propose(request, machine, { scope }) {
    const meant = scope === 'files' ? request.kind === 'file' || request.kind === 'device' : request.vfio;
    if (!meant || request.hook !== 'none') return [];
    return [
      {
        form: 'thp',
        alignBytes: machine.leafBytes.pmd,
        offsetBytes: request.offsetBytes,
        reason: 'PMD, congruent to pgoff',
      },
    ];
  },
});
