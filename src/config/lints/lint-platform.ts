import type { SchoolProfile } from '../../core/school/profile.ts';
import { adapterFor } from '../adapter-for.ts';
import type { Finding } from '../finding.ts';

/** Checks that the school's chat platform is known and still exists. Sources: Writtle 6, Wessex 6.5, Milverton (e-mail). */
export function lintPlatform(profile: SchoolProfile): Finding[] {
  const { platform } = profile;
  const findings: Finding[] = [];
  const { adapter, notice } = adapterFor(platform);
  const meant = adapterFor({ says: platform.says, adapter: null }).adapter;
  if (!adapter) {
    const said = platform.says ? `'${platform.says}' is not a platform we serve` : 'no chat platform is chosen';
    const message = `${said}; set platform.adapter to teams, slack, google-chat or discord`;
    findings.push({ level: 'blocks-live', code: 'platform-missing', path: 'platform.adapter', message });
  }
  if (!platform.workspace_id) {
    const message = 'the tenant or workspace of the school is not given; set platform.workspace_id to its id';
    findings.push({ level: 'blocks-live', code: 'workspace-missing', path: 'platform.workspace_id', message });
  }
  if (notice) {
    const message = `the policy names '${platform.says}'. ${notice}. Change the wording at the next review of the policy`;
    findings.push({ level: 'warning', code: 'platform-retired', path: 'platform.says', message });
  }
  if (adapter && meant && adapter !== meant) {
    const message = `the policy names '${platform.says}' (${meant}), but the profile chooses ${adapter}; change one of them`;
    findings.push({ level: 'warning', code: 'platform-differs', path: 'platform.adapter', message });
  }
  return findings;
}
