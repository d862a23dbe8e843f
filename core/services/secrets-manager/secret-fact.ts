import type { Region } from '../../cloud/regions.ts';
import type { Replica, SecretIdentity, SecretSettings, SecretVersion } from './secret.ts';
import type { SecretEvent } from './secret-machine.ts';

/** What becomes true of Secrets Manager's secrets. Values are ciphertexts. */
export type SecretFact =
  | {
      readonly type: 'secretCreated';
      readonly secret: SecretIdentity;
      readonly settings: SecretSettings;
      readonly tags: Readonly<Record<string, string>>;
      readonly policy: string | null;
      /** Null for a secret that is no replica. */
      readonly primaryRegion: Region | null;
    }
  /** In its machine. */
  | { readonly type: 'secretChanged'; readonly secretArn: string; readonly event: SecretEvent }
  | { readonly type: 'secretSet'; readonly secretArn: string; readonly settings: SecretSettings }
  /** A new version, or one of which the data key is wrapped anew. */
  | { readonly type: 'secretVersionPut'; readonly secretArn: string; readonly version: SecretVersion }
  /** All labels from now on, by the versions' ids; versions that are not named have none. */
  | {
      readonly type: 'secretStaged';
      readonly secretArn: string;
      readonly stages: Readonly<Record<string, readonly string[]>>;
    }
  /** All the tags that it has from now on. */
  | { readonly type: 'secretTagged'; readonly secretArn: string; readonly tags: Readonly<Record<string, string>> }
  /** Null: the secret has no policy any more. */
  | { readonly type: 'secretPolicyPut'; readonly secretArn: string; readonly policy: string | null }
  /** Told once a day for each version. */
  | { readonly type: 'secretRead'; readonly secretArn: string; readonly versionId: string }
  | { readonly type: 'secretReplicated'; readonly secretArn: string; readonly replicas: readonly Replica[] }
  /** A replica stands alone from now on. */
  | { readonly type: 'secretPromoted'; readonly secretArn: string };
