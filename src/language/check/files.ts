import { hex, sizeText } from '../../machine/bytes.ts';
import { FILE_SYSTEMS, fileHook } from '../../machine/file-systems.ts';
import type { Machine } from '../../machine/machine.ts';
import type { FileNode } from '../ast.ts';
import type { CheckedFile, Expression } from '../checked-scenario.ts';
import { positive, type Scope } from './calculate.ts';
import { choice, numberSetting, reportRepeats, switchSetting, wordSetting } from './choices.ts';
import { suggestion } from './nearest.ts';

/** Settles a file for one sweep point and its machine. `undefined`: it has mistakes, which are reported. */
export function checkFile(node: FileNode, machine: Machine, scope: Scope): CheckedFile | undefined {
  reportRepeats(node.settings, scope.report);
  const fs = wordSetting(node.settings, 'fs');
  const known = isKnownSystem(node, scope);
  const size = numberSetting(node.settings, 'size');
  if (!size) reportMissing(node, 'size', "say how large it is: 'size 40G'", scope);
  const sizeBytes = size && positive('the size', size, scope, "write a size such as 'size 40G'");
  if (!fs || !known || sizeBytes === undefined) return undefined;
  reportMeaningless(node, fs.text, scope);
  const huge = hugeOf(node, scope);
  const dax = switchSetting(node.settings, 'dax') ?? false;
  const hook = wordSetting(node.settings, 'hook');
  const pageBytes = fs.text === 'hugetlbfs' ? hugetlbPage(node, machine, scope) : 0;
  return {
    name: node.name.text,
    fs: fs.text,
    hook:
      (hook && choice('hook', hook, ['none', 'thp', 'shmem', 'hugetlb'], scope.report)) ?? fileHook(fs.text),
    sizeBytes,
    folioBytes: folioBytes(
      node,
      machine,
      { pageBytes, large: dax || (fs.text === 'tmpfs' && huge !== 'never') },
      scope,
    ),
    huge,
    dax,
    hugetlbPageBytes: pageBytes,
  };
}

function isKnownSystem(node: FileNode, scope: Scope): boolean {
  const fs = wordSetting(node.settings, 'fs');
  if (!fs)
    reportMissing(node, 'file system', `say which: 'fs ext4'; known: ${FILE_SYSTEMS.join(', ')}`, scope);
  if (!fs || FILE_SYSTEMS.includes(fs.text)) return fs !== undefined;
  scope.report('PL2011', fs.span, { name: fs.text, hint: suggestion(fs.text, FILE_SYSTEMS, '') });
  return false;
}

function reportMissing(node: FileNode, setting: string, hint: string, { report }: Scope): undefined {
  if (node.whole) report('PL4013', node.name.span, { name: node.name.text, setting, hint });
}

const DAX_SYSTEMS = ['ext4', 'xfs', 'ext2', 'fuse'];

/** Settings that the file system ignores. */
function reportMeaningless(node: FileNode, fs: string, { report }: Scope): undefined {
  const only: Readonly<Record<string, readonly [boolean, string]>> = {
    huge: [fs === 'tmpfs', 'only tmpfs has huge='],
    page: [fs === 'hugetlbfs', 'only hugetlbfs has a page size of its own'],
    dax: [DAX_SYSTEMS.includes(fs), 'ext4, xfs and fuse have DAX'],
  };
  for (const { keyword } of node.settings) {
    const [meant, hint] = only[keyword.text] ?? [true, ''];
    if (!meant) report('PL4014', keyword.span, { setting: keyword.text, fs, hint });
  }
}

function hugeOf(node: FileNode, { report }: Scope): CheckedFile['huge'] {
  const word = wordSetting(node.settings, 'huge');
  return (word && choice('huge', word, ['always', 'never', 'within_size', 'advise'], report)) ?? 'never';
}

/** hugetlbfs: a leaf above the base page; the PMD unless said. */
function hugetlbPage(node: FileNode, machine: Machine, scope: Scope): number {
  const page = numberSetting(node.settings, 'page');
  const bytes = page && positive("'page'", page, scope, "write 'page 2M' or 'page 1G'");
  if (page && bytes !== undefined) reportHugetlbPage(bytes, page, machine, scope);
  return bytes ?? machine.leafBytes.pmd;
}

/** Reports a hugetlb page size that the machine does not have. */
export function reportHugetlbPage(
  bytes: number,
  place: Expression,
  machine: Machine,
  { report }: Scope,
): boolean {
  const { pte: _, ...huge } = machine.leafBytes;
  const sizes = Object.values(huge).filter((size) => size > 0);
  if (sizes.includes(bytes)) return true;
  const hint = sizes.map(sizeText).join(', ') || 'none';
  report('PL3028', place.span, { arch: machine.arch, size: sizeText(bytes), hint });
  return false;
}

/** Largest folio: what is said, else the PMD where the file system makes large ones by itself, else the page. */
function folioBytes(
  node: FileNode,
  machine: Machine,
  { pageBytes, large }: { pageBytes: number; large: boolean },
  scope: Scope,
): number {
  const folios = numberSetting(node.settings, 'folios');
  const bytes = folios && positive('the folio size', folios, scope, "write 'folios up to 2M'");
  if (folios && bytes !== undefined && !Number.isInteger(Math.log2(bytes))) {
    const below = 2 ** Math.floor(Math.log2(bytes));
    const value = sizeText(bytes) || hex(bytes);
    scope.report('PL4017', folios.span, {
      what: 'the folio size',
      value,
      below: sizeText(below),
      above: sizeText(below * 2),
    });
  }
  return bytes ?? (pageBytes || (large ? machine.leafBytes.pmd : machine.pageBytes));
}
