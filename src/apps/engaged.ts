import { accountsWithApplications } from '../features/applications/index.ts';
import type { Engaged } from '../features/enablement/index.ts';
import { currentReleases, procedureWindow } from '../features/procedures/index.ts';

/** Who has a draft or a filing in a procedure whose window is open: features below know neither. */
export const engaged: Engaged = async (db, accountIds, now) => {
  const open: string[] = [];
  for (const release of await currentReleases(db)) {
    const window = await procedureWindow(db, release, now);
    if (window?.phase === 'open') open.push(release.procedureId);
  }
  return accountsWithApplications(db, accountIds, open);
};
