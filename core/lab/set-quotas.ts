import { changedQuotas, type QuotaChange } from '../quotas/quota-settings.ts';
import type { Engine } from './engine.ts';

/** Changes a world's quotas; what was counted by the old ones is forgotten. @throws {LabError} for a wrong change */
export function setQuotas(engine: Engine, change: QuotaChange): void {
  const quotas = changedQuotas(engine.world.quotas, change);
  engine.commit([{ type: 'quotasSet', quotas }]);
  engine.meter.clear();
}
