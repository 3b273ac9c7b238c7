import { writeFileSync } from 'node:fs';
import { writeRequirements } from './shown-by.ts';

writeFileSync(new URL('../../docs/requirements.md', import.meta.url), writeRequirements());
