import type { PolicyNode, Word } from '../ast.ts';
import type { Report } from '../diagnostic.ts';
import type { Host } from './host.ts';
import { suggestion } from './nearest.ts';

/** The policy as tables write it: its id, and options in order of name. Unknown names are reported. */
export function checkPolicy({ id, options }: PolicyNode, host: Host, report: Report): string {
  const policy = host.policies.find((candidate) => candidate.id === id.text);
  if (!policy) reportUnknownPolicy(id, host, report);
  else
    for (const { name } of options)
      if (!policy.options.includes(name.text)) reportUnknownOption(policy, name, report);
  if (options.length === 0) return id.text;
  const written = options
    .map(({ name, value }) => `${name.text}=${value.text}`)
    .sort()
    .join(',');
  return `${id.text}(${written})`;
}

/** Says that a policy does not exist. */
export function reportUnknownPolicy(id: Word, { policies }: Host, report: Report): void {
  const hint = suggestion(
    id.text,
    policies.map((policy) => policy.id),
    'no policy is loaded',
  );
  report('PL2013', id.span, { name: id.text, hint });
}

/** Says that a policy has no such option. */
export function reportUnknownOption(policy: Host['policies'][number], option: Word, report: Report): void {
  const hint = suggestion(option.text, policy.options, 'it has none');
  report('PL2014', option.span, { policy: policy.id, name: option.text, hint });
}
