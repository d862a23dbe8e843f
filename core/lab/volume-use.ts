import { AwsError } from '../errors/aws-error.ts';
import { KmsRefusal } from '../services/ebs/ebs-kms.ts';
import type { Volume } from '../services/ebs/volume.ts';
import type { ActionOutcome, LabAction } from './client.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { resolvePrincipal, resolveRegion } from './resolve-request.ts';

/**
 * Writes or reads a volume, as the instance that it is attached to would; one that is attached to nothing is attached for
 * a moment. Attaching asks KMS, as the principal; a refusal of KMS's is
 * the action's error, under KMS's own name.
 * @throws {LabError} when the principal's account has no such volume, or it isn't available.
 */
export async function useVolume(
  engine: Engine,
  action: Extract<LabAction, { type: 'writeVolume' | 'readVolume' }>,
): Promise<ActionOutcome> {
  const principal = resolvePrincipal(engine.world, action.as);
  const region = resolveRegion(action.region);
  const volume = engine.world.volumes.get(action.volumeId);
  if (volume === undefined || volume.accountId !== principal.accountId || volume.region !== region) {
    throw new LabError(`account ${principal.accountId} has no volume ${action.volumeId} in ${region}`);
  }
  if (volume.machine.value !== 'available' && !isHeld(engine, volume)) {
    throw new LabError(
      `volume ${action.volumeId} is ${volume.machine.value}; it can be used when it is available, or attached to an instance that runs`,
    );
  }
  const by = { principal, requestId: engine.ids.uuid() };
  try {
    if (action.type === 'readVolume') return { ok: true, bytes: await engine.ebs.read(volume, by) };
    await engine.ebs.write(volume, by, new Uint8Array(action.bytes));
    return { ok: true };
  } catch (error) {
    if (error instanceof KmsRefusal) return { ok: false, error: { name: error.code, message: error.message } };
    if (error instanceof AwsError) return { ok: false, error: { name: error.name, message: error.message } };
    throw error;
  }
}

/** Whether the volume is attached to an instance that runs. */
function isHeld({ world }: Engine, { volumeId }: Volume): boolean {
  return world.attachments.get(volumeId)?.machine.value === 'attached';
}
