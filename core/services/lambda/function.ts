import type { AccountId, KeyArn } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import type { SafeItem } from '../../crypto/safe.ts';
import type { EpochMs } from '../../ports.ts';

/** A function's environment, as it lies at rest: encrypted by KMS itself, its names too. */
export interface SealedEnvironment {
  readonly keyArn: KeyArn;
  /** Base64 of KMS's CiphertextBlob; in it is the JSON of the variables. */
  readonly ciphertextBlob: string;
  /** By which the execution role opens it. */
  readonly grantId: string;
}

/** A deployment package, which is only kept. */
export interface StoredCode {
  readonly sizeBytes: number;
  /** Base64. */
  readonly sha256: string;
  readonly blockId: string;
  /** The key that Lambda owns for it. */
  readonly ownedKey: SafeItem;
}

/** A function as the world holds it; one that changes is put whole. Source: Lambda API Reference, FunctionConfiguration. */
export interface LambdaFunction {
  readonly arn: string;
  readonly functionName: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly runtime: string;
  readonly roleArn: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memorySizeMiB: number;
  readonly code: StoredCode;
  readonly lastModified: EpochMs;
  readonly revisionId: string;
  /** As it was named; null for aws/lambda. */
  readonly kmsKeyArn: string | null;
  readonly environment: SealedEnvironment | null;
}

/** What becomes true of functions. The data of their packages lies in the store. */
export type LambdaFact =
  | { readonly type: 'functionPut'; readonly function: LambdaFunction }
  | { readonly type: 'functionDeleted'; readonly arn: string };

export type Variables = Readonly<Record<string, string>>;

/** The ARN of a function. */
export function functionArn(region: Region, accountId: AccountId, name: string): string {
  return `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}`;
}

/** The context under which an environment is encrypted. Source: services.md section 13. */
export function environmentContext(arn: string): Readonly<Record<string, string>> {
  return { 'aws:lambda:FunctionArn': arn };
}
