import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Properties that hold a sentence for people and nothing that the program looks at. */
const PROSE = new Set(['summary', 'source', 'meaning', 'because']);

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'prose', {
    shouldIgnore({ node, parent }) {
      const text = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
      const named = parent?.type === 'ObjectProperty' && parent.value === node;
      if (text && named && PROSE.has(parent.key.name)) return 'a sentence for people';
      return undefined;
    },
  }),
];
