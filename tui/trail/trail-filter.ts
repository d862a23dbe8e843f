import type { EpochMs, LabView, TrailRow } from '../../core/index.ts';
import { principalName } from '../lab/names.ts';

/** Which rows of a trail are asked for; what is left out lets all through. */
export interface TrailFilter {
  readonly keyArn?: string;
  /** Events' names, whatever their case; `*` stands for anything. */
  readonly events: readonly string[];
  /** A label such as `main/role/app`, an ARN, or a service such as `ec2`. */
  readonly principals: readonly string[];
  readonly since?: EpochMs;
  readonly until?: EpochMs;
  readonly isErrorsOnly: boolean;
}

/** Whether a row of the trail is one that is asked for. */
export function isAskedFor({ record }: TrailRow, filter: TrailFilter, view: LabView): boolean {
  const at = Date.parse(record.eventTime);
  return (
    (filter.keyArn === undefined || (record.resources ?? []).some(({ ARN }) => ARN === filter.keyArn)) &&
    (filter.events.length === 0 || filter.events.some((event) => pattern(event).test(record.eventName))) &&
    (filter.principals.length === 0 || filter.principals.some((name) => callersOf(record, view).includes(name))) &&
    (filter.since === undefined || at >= filter.since) &&
    (filter.until === undefined || at <= filter.until) &&
    (!filter.isErrorsOnly || record.errorCode !== undefined)
  );
}

/** Everything that whoever made a call is called. */
function callersOf({ userIdentity }: TrailRow['record'], view: LabView): readonly string[] {
  const { arn, invokedBy, sessionContext } = userIdentity;
  const issuer = sessionContext?.sessionIssuer?.arn;
  const arns = [arn, issuer].filter((name) => name !== undefined);
  const labels = arns.map((name) => principalName(name, view));
  const services = invokedBy === undefined ? [] : [invokedBy, invokedBy.split('.')[0] ?? invokedBy];
  return [...arns, ...labels, ...services];
}

function pattern(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
