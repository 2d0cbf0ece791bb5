import { definePolicy } from '../policy.ts';

/** Peter Xu's v2: file_operations.get_mapping_order names one order; congruent to pgoff, no second size. */
export default definePolicy({
  id: 'xu-order',
  summary: "Xu's v2: the driver names one order, congruent to pgoff, no second try; with a hint, plain",
  needs: ['maxOrder'],
  toldBy: 'driver',
  source: 'Peter Xu, linux-mm, 2025-12-04, 20251204151003.171039-1-peterx@redhat.com',
  claims: { congruentTo: 'pgoff', kinds: ['device'] },
  options: {
    order0: {
      values: ['padded', 'plain'],
      meaning: 'order 0 still runs the padded path with one page, or is plain',
    },
  },
  propose(request, machine, { order0 }) {
    if (request.kind !== 'device' || request.hook !== 'none' || request.hintBytes > 0) return [];
    const { maxOrder } = request;
    if (maxOrder === undefined || (maxOrder === 0 && order0 === 'plain')) return [];
    const alignBytes = machine.pageBytes * 2 ** maxOrder;
    return [
      {
        form: 'thp',
        alignBytes,
        offsetBytes: request.offsetBytes,
        reason: `order ${maxOrder}, congruent to pgoff`,
      },
    ];
  },
});
