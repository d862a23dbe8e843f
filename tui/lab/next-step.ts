import type { LabData, Model } from './model.ts';

/** What a learner might do next, and the key that does it. */
export interface NextStep {
  readonly key: string;
  readonly says: string;
}

/** One thing to try, from how things stand: the way from an empty lab to a key that is gone. */
export function nextStep(model: Model): NextStep | null {
  const { data, result } = model;
  if (data === null) return null;
  if (result?.type === 'run' && result.run.exitCode !== 0 && result.run.outcome !== null)
    return { key: 'w', says: 'why was this refused? See the decision, rung by rung' };
  if (!hasOwnKey(data))
    return { key: 'c', says: data.view.trailLength === 0 ? 'create your first KMS key' : 'create a KMS key' };
  const { key } = data;
  if (key === null || key.keyManager === 'AWS') return { key: 'Tab', says: 'go to your key, and use it' };
  if (key.keyState === 'PendingDeletion') return { key: 't', says: 'move the clock to the day when this key goes' };
  if (key.keyState === 'Disabled') {
    return data.trail.some(({ because }) => because === 'key-disabled')
      ? { key: 'x', says: 'schedule its deletion: on AWS nobody can bring it back afterwards' }
      : { key: 'e', says: 'try to encrypt with this disabled key' };
  }
  if (key.keyState !== 'Enabled') return null;
  if (key.lastUsed === null) return { key: 'e', says: 'encrypt a few bytes with this key' };
  if (key.lastUsed.operation === 'Encrypt' && key.keyArn in model.ciphertexts)
    return { key: 'd', says: 'decrypt what you encrypted: the ciphertext names its key' };
  return { key: 'o', says: 'disable this key, then try to use it' };
}

function hasOwnKey({ view }: LabData): boolean {
  return view.keys.some(({ keyManager }) => keyManager === 'CUSTOMER');
}
