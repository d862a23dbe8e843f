import { expect, it } from 'vitest';
import { importAesKey } from '../../../core/crypto/aes-gcm.ts';
import { utf8 } from '../../../core/crypto/bytes.ts';
import { Safe } from '../../../core/crypto/safe.ts';
import { InvalidCiphertextException } from '../../../core/errors/kms-errors.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';

it.each([
  ['owner', { owner: 'cluster-b', sealedId: '1' }],
  ['name', { owner: 'cluster-a', sealedId: '2' }],
])('a secret is bound to its owner and its name: under another %s it does not open', async (_what, elsewhere) => {
  const ports = fixedPorts();
  const safe = new Safe(ports, await importAesKey(ports.subtle, new Uint8Array(32).fill(7)));
  const item = await safe.keep({ owner: 'cluster-a', sealedId: '1' }, utf8('a password'));
  const other = await safe.keep(elsewhere, utf8('a password'));
  expect(await safe.areSame(item, other)).toBe(true);
  const sealed = ports.store.getSealed({ keyArn: item.owner, keyMaterialId: item.sealedId });
  if (sealed === undefined) throw new Error('nothing was kept');
  ports.store.putSealed({ keyArn: other.owner, keyMaterialId: other.sealedId }, sealed);
  await expect(safe.areSame(item, other)).rejects.toThrow(InvalidCiphertextException);
});
