// Made by `npm run generate` from the files of built-in/.
import arifExecOrder from './built-in/arif-exec-order.ts';
import exactFit from './built-in/exact-fit.ts';
import gunthorpeStartPfn from './built-in/gunthorpe-start-pfn.ts';
import ideal from './built-in/ideal.ts';
import linux from './built-in/linux.ts';
import mastro from './built-in/mastro.ts';
import maxOrder from './built-in/max-order.ts';
import pighinThp from './built-in/pighin-thp.ts';
import qemu92 from './built-in/qemu-9.2.ts';
import qemu2026 from './built-in/qemu-2026.ts';
import stoakesAction from './built-in/stoakes-action.ts';
import wilcoxLength from './built-in/wilcox-length.ts';
import xuOrder from './built-in/xu-order.ts';
import xuPa from './built-in/xu-pa.ts';
import type { PolicyDefinition } from './policy.ts';

/** The built-in policies, in order of file name. */
export const BUILT_IN_POLICIES: readonly PolicyDefinition[] = [
  arifExecOrder,
  exactFit,
  gunthorpeStartPfn,
  ideal,
  linux,
  mastro,
  maxOrder,
  pighinThp,
  qemu92,
  qemu2026,
  stoakesAction,
  wilcoxLength,
  xuOrder,
  xuPa,
];
