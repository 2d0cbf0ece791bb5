import { bestOf } from './best.ts';
import { percent } from './human-text.ts';
import { type Family, type Information, type InformedPolicy, LAB } from './information.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import { toldText } from './told.ts';

/** The information table: what every policy is told and achieves, and the least that suffices in each family. */
export function informationTables(information: Information): readonly ReportTable[] {
  return [policyTable(information), familyTable(information)];
}

function policyTable({ policies, scenarios }: Information): ReportTable {
  const rivals = (value: (policy: InformedPolicy) => number | null) =>
    policies.map((policy) => (policy.toldBy === LAB ? null : value(policy)));
  const marked = (value: (policy: InformedPolicy) => number | null, better: 'higher' | 'lower') =>
    bestOf(rivals(value), better);
  const best = {
    atBound: marked(({ atBound }) => atBound, 'higher'),
    better: marked(({ better }) => better, 'higher'),
    worse: marked(({ worse }) => worse, 'lower'),
    share: marked(({ share }) => share, 'higher'),
  };
  return {
    title: `What each policy is told, and what it achieves in ${scenarios} scenarios`,
    about: [
      'at bound: scenarios with the leaves of ideal, or of exact-fit where no address has those; better and worse than linux; share: mean share of ideal.',
    ],
    columns: [
      ...['policy', 'is told', 'by'].map(textColumn),
      ...['at bound', 'better', 'worse', 'share'].map(numberColumn),
    ],
    rows: policies.map((policy, row) => [
      ...[policy.label, toldText(policy.needs), policy.toldBy].map(plain),
      { text: String(policy.atBound), best: best.atBound[row]! },
      { text: String(policy.better), best: best.better[row]! },
      { text: String(policy.worse), best: best.worse[row]! },
      { text: policy.share === null ? '' : percent(policy.share), best: best.share[row]! },
    ]),
    notes: [],
    overflow: 'drop',
  };
}

function familyTable({ families }: Information): ReportTable {
  return {
    title: 'The least that must be told to reach the bound in every scenario of a file',
    about: [],
    columns: [textColumn('file'), numberColumn('scenarios'), ...['is told', 'by', 'to'].map(textColumn)],
    rows: families.flatMap(familyRows),
    notes: [],
    overflow: 'drop',
  };
}

function familyRows(family: Family): (readonly TableCell[])[] {
  const name = family.file.replace(/^.*\//, '');
  const lead = [name, String(family.scenarios)];
  if (family.smallest.length === 0) {
    const [nearest] = [...family.policies]
      .filter(({ toldBy }) => toldBy !== LAB)
      .sort((a, b) => b.atBound - a.atBound || (b.share ?? 0) - (a.share ?? 0));
    const most = nearest ? `no policy; ${nearest.label} in ${nearest.atBound}` : 'no policy';
    return [[...lead, '', '', most].map(plain)];
  }
  return family.smallest.map(({ needs, toldBy, policies }, index) =>
    [...(index === 0 ? lead : ['', '']), toldText(needs), toldBy, policies.join(', ')].map(plain),
  );
}

function textColumn(heading: string): TableColumn {
  return { heading: [heading], align: 'left', priority: 0 };
}

/** What goes where the table is too wide, the last first. */
const SPARED = ['better', 'worse'];

function numberColumn(heading: string): TableColumn {
  return {
    heading: [heading],
    align: 'right',
    priority: SPARED.indexOf(heading) + 1,
  };
}
