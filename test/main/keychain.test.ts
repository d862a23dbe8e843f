import { describe, expect, it } from 'vitest';
import { type SafeStorageLike, systemKeychain } from '../../main/keychain.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, at) => at);

/** As much of Electron's `safeStorage` as is used, which seals text by turning it round. */
function safeStorage(differs: Partial<SafeStorageLike> = {}): SafeStorageLike {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from([...`of this user ${text}`].reverse().join('')),
    decryptString(sealed) {
      const text = [...sealed.toString()].reverse().join('');
      if (!text.startsWith('of this user ')) throw new Error('Error while decrypting the ciphertext');
      return text.slice('of this user '.length);
    },
    ...differs,
  };
}

describe('the system’s keychain', () => {
  it.each([undefined, 'gnome_libsecret', 'kwallet6'])('gives back what it sealed (backend %s)', (backend) => {
    const keychain = systemKeychain(
      safeStorage(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
    );
    expect(keychain.refusal).toBeNull();
    expect(keychain.open(keychain.seal(KEY))).toEqual(KEY);
  });

  it.each([
    [{ isEncryptionAvailable: () => false }, 'this computer has no keychain that the app may use'],
    [{ getSelectedStorageBackend: () => 'basic_text' }, 'this desktop has no key ring'],
    [{ getSelectedStorageBackend: () => 'unknown' }, 'this desktop has no key ring'],
  ])('is refused where it would keep nothing, with the reason', (differs, reason) => {
    const keychain = systemKeychain(safeStorage(differs));
    expect(keychain.refusal).toContain(reason);
    expect(() => keychain.seal(KEY)).toThrow(reason);
    expect(() => keychain.open(KEY)).toThrow(`the root key is locked to a keychain, and ${reason}`);
  });

  it('says whose keychain is wanted where it is another’s, and nothing of what Electron said', () => {
    expect(() => systemKeychain(safeStorage()).open(Buffer.from('theirs'))).toThrow(
      /^the root key is locked to the keychain of another computer or user: open the world there, and choose File, Unlock the root key$/,
    );
  });
});
