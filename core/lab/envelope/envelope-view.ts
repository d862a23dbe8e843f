import { keyArnOfThing, thingsOf } from '../views/things-view.ts';
import type { LabView } from '../world-shapes.ts';
import { nextInEnvelope, refusalsOf } from './envelope-next.ts';
import { envelopeOf } from './envelope-of.ts';
import type { EnvelopeRun, EnvelopeView, ServiceEnvelope } from './envelope-shapes.ts';

/**
 * What there is to tell of data keys, from the lines that whoever asks has run, and the world as it is now.
 * @param runs - oldest first, without those that were undone
 * @param here - the principal's ARN, and the Region that lines without `--region` go to
 */
export function envelopeView(
  view: LabView,
  runs: readonly EnvelopeRun[],
  here: { readonly as: string; readonly region: string },
): EnvelopeView {
  const envelope = envelopeOf(runs, view.files);
  const calls = runs.filter(({ line, operation }) => operation !== null && /^aws kms /.test(line));
  const asked = { view, here, runs, envelope };
  // A file that was encrypted twice is one file.
  const sealed = new Map(envelope?.sealed.map(({ from }) => [from.name, from.bytes]));
  return {
    envelope,
    traffic: {
      calls: calls.length,
      sentBytes: calls.reduce((sum, { bytes }) => sum + bytes.sent, 0),
      sealedAndSentBytes: calls
        .filter(({ line }) => [...sealed.keys()].some((name) => namesFile(line, name)))
        .reduce((sum, { bytes }) => sum + bytes.sent, 0),
      sealedBytes: [...sealed.values()].reduce((sum, bytes) => sum + bytes, 0),
    },
    next: nextInEnvelope(asked),
    refusals: refusalsOf(asked),
    services: servicesOf(view),
  };
}

function namesFile(line: string, name: string): boolean {
  return new RegExp(`fileb?://${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[\\s"']|$)`).test(line);
}

/** What services encrypt under data keys of their own. Source: KMS Developer Guide, "Using AWS KMS with AWS services". */
const ENVELOPED: ReadonlySet<string> = new Set([
  'EBS volume',
  'EBS snapshot',
  'S3 object',
  'RDS database',
  'RDS snapshot',
  'Secret',
]);

function servicesOf(view: LabView): readonly ServiceEnvelope[] {
  return thingsOf(view).flatMap((thing) => {
    const keyArn = ENVELOPED.has(thing.kind) ? keyArnOfThing(thing, view) : null;
    return keyArn === null ? [] : [{ kind: thing.kind, name: thing.name, keyArn }];
  });
}
