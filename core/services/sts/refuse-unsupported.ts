import { StsError } from '../../errors/sts-errors.ts';

/** Refuses what the lab has nothing behind. @throws {StsError} */
export function refuseUnsupported(given: Readonly<Record<string, unknown>>): void {
  const member = Object.keys(UNSUPPORTED).find((name) => given[name] !== undefined);
  if (member === undefined) return;
  const why = UNSUPPORTED[member as keyof typeof UNSUPPORTED];
  throw new StsError('ValidationError', `kmslab does not take ${member} yet: ${why}.`, 'not-supported-yet');
}

const NO_MFA = 'it has no MFA devices';

const UNSUPPORTED = {
  SerialNumber: NO_MFA,
  TokenCode: NO_MFA,
  ProvidedContexts: 'it has no identity providers',
} as const;
