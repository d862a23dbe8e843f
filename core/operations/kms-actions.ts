import { OPERATIONS } from './index.ts';
import type { Operation } from './operation.ts';

/** What an action is for, as the console's default key policy sorts them, and reads apart. */
export const ACTION_KINDS = ['use', 'grants', 'read', 'manage'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** An action of KMS, and the operation that asks for it. */
export interface KmsAction {
  /** `kms:Decrypt` */
  readonly action: string;
  readonly operation: Operation;
  readonly kind: ActionKind;
  /** Whether it is asked about a key; the others have no resource, or one of their own. */
  readonly isAboutKey: boolean;
}

/** Operations that find their key without a member that must name it. */
const FIND_A_KEY: readonly string[] = ['Decrypt', 'ReEncrypt', 'DeleteAlias', 'RetireGrant'];

/**
 * Every action of KMS that a policy can allow, in the order of the operations' names.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Key Management Service".
 */
export const KMS_ACTIONS: readonly KmsAction[] = OPERATIONS.filter(({ service }) => service === 'kms')
  .flatMap((operation) => actionsOf(operation).map((action) => ({ action, operation, ...sorted(operation) })))
  .sort((a, b) => (a.action < b.action ? -1 : 1));

/** The action of that name, with `kms:` or without, in whatever case; actions are case-insensitive. */
export function kmsAction(name: string): KmsAction | undefined {
  const wanted = name.toLowerCase().replace(/^kms:/, '');
  return KMS_ACTIONS.find(({ action }) => action.slice('kms:'.length).toLowerCase() === wanted);
}

/** ReEncrypt asks two. */
function actionsOf({ name }: Operation): readonly string[] {
  return name === 'ReEncrypt' ? ['kms:ReEncryptFrom', 'kms:ReEncryptTo'] : [`kms:${name}`];
}

function sorted({ name, isKeyUse, readOnly, input }: Operation): Pick<KmsAction, 'kind' | 'isAboutKey'> {
  const isAboutKey = 'KeyId' in input.required || 'TargetKeyId' in input.required || FIND_A_KEY.includes(name);
  if (isKeyUse === true) return { kind: 'use', isAboutKey };
  if (name.includes('Grant')) return { kind: 'grants', isAboutKey };
  return { kind: readOnly ? 'read' : 'manage', isAboutKey };
}
