import type { AuthorizationRequest } from '../../access/decision.ts';
import { markGone } from '../../access/policy.ts';
import { parseArn } from '../../cloud/arn.ts';
import type { Store } from '../store.ts';
import type { World } from '../world.ts';

/** What explanations of the past are told from. */
export interface Telling {
  readonly world: World;
  readonly store: Pick<Store, 'trailEntries'>;
}

/** The question, with those marked whom the policy of the key or the role names and who are gone. */
export function withGoneMarked(question: AuthorizationRequest, { world, store }: Telling): AuthorizationRequest {
  const { keyPolicy } = question;
  if (keyPolicy === null) return question;
  const marked = markGone(
    keyPolicy,
    (arn) => world.idOf(arn),
    (arn) => goneText(arn, { world, store }),
  );
  return marked === keyPolicy ? question : { ...question, keyPolicy: marked };
}

/** `was user/keeper, deleted 2026-01-01`, as far as the trail tells. */
function goneText(arn: string, { world, store }: Telling): string {
  const parsed = parseArn(arn);
  const [kind = '', ...path] = (parsed?.resource ?? '').split('/');
  const name = path.at(-1) ?? '';
  const [eventName, parameter] = kind === 'role' ? ['DeleteRole', 'roleName'] : ['DeleteUser', 'userName'];
  const successor = world.identities.get(arn)?.createDate ?? Number.POSITIVE_INFINITY;
  const deleted = store
    .trailEntries({ eventName, ...(parsed === null ? {} : { accountIds: [parsed.accountId] }) })
    .filter(({ at, fact: { row } }) => {
      const { errorCode, requestParameters } = row.record;
      return errorCode === undefined && requestParameters?.[parameter] === name && at <= successor;
    })
    .at(-1);
  const was = `was ${parsed?.resource ?? arn}`;
  return deleted === undefined ? `${was}, deleted since` : `${was}, deleted ${isoDay(deleted.at)}`;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
