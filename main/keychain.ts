import { LabError } from '../core/index.ts';
import type { Keychain } from '../core/node/index.ts';

/** What is needed of Electron's `safeStorage`. */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  /** On Linux alone. */
  getSelectedStorageBackend?(): string;
}

/** The keychain of this user of this computer. */
export interface SystemKeychain extends Keychain {
  /** Why it would keep nothing; null where it does. */
  readonly refusal: string | null;
}

/** The system's keychain, by Electron's `safeStorage`. It is asked once the app is ready, and not before. */
export function systemKeychain(safeStorage: SafeStorageLike): SystemKeychain {
  return {
    get refusal() {
      return refusalOf(safeStorage);
    },
    seal(key) {
      const refusal = refusalOf(safeStorage);
      if (refusal !== null) throw new LabError(refusal);
      return safeStorage.encryptString(Buffer.from(key).toString('base64'));
    },
    open(sealed) {
      const refusal = refusalOf(safeStorage);
      if (refusal !== null) throw new LabError(`the root key is locked to a keychain, and ${refusal}`);
      try {
        return Uint8Array.from(Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64'));
      } catch (cause) {
        throw new LabError(
          'the root key is locked to the keychain of another computer or user: open the world there, and choose File, Unlock the root key',
          { cause },
        );
      }
    },
  };
}

/**
 * On Linux without a key ring Electron encrypts with a password that stands in its source.
 * Source: Electron, "safeStorage", `isEncryptionAvailable`, `getSelectedStorageBackend`.
 */
function refusalOf(safeStorage: SafeStorageLike): string | null {
  if (!safeStorage.isEncryptionAvailable()) return 'this computer has no keychain that the app may use';
  const backend = safeStorage.getSelectedStorageBackend?.();
  return backend === 'basic_text' || backend === 'unknown'
    ? 'this desktop has no key ring: what is locked to it would lie open all the same'
    : null;
}
