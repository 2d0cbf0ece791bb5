import { readFileSync, writeFileSync } from 'node:fs';
import { dependencyPage } from './dependency-page.ts';

/** `npm run dependencies`: writes docs/dependencies.md. */
const root = new URL('../../', import.meta.url);
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
writeFileSync(new URL('docs/dependencies.md', root), dependencyPage(lock));
