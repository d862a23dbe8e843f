import { keyArnOfThing, thingsOf } from '../../core/index.ts';
import { type EnvelopeFile, envelopeOf, kmsTraffic, nextInEnvelope } from '../lab/envelope.ts';
import type { Model } from '../lab/model.ts';
import { thingName } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cutLine, type Line, line, lineWidth, type Span, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** A data key: where it came from, where it is, what it encrypts; and how little of that KMS ever sees. */
export function envelopeLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const { data, log } = model;
  if (data === null) return [line('')];
  const { calls, sentBytes } = kmsTraffic(log);
  const envelope = envelopeOf(model);
  const sealedBytes = envelope?.sealed.reduce((sum, { from }) => sum + from.bytes, 0) ?? 0;
  const next = nextInEnvelope(model);
  return [
    ...(envelope === null
      ? emptyLines(width)
      : dataKeyLines(model, width, glyphs).map((one) => cutLine(one, width, glyphs.ellipsis))),
    line(''),
    [
      span('KMS calls ', 'dim'),
      span(count(calls), 'strong'),
      span('   sent to KMS ', 'dim'),
      span(`${count(sentBytes)} bytes`, 'strong'),
      span('   encrypted here ', 'dim'),
      span(`${count(sealedBytes)} bytes`, 'strong'),
    ],
    ...(next === null
      ? []
      : [
          line(''),
          [span('Enter', 'accent'), span(` ${next.says}`)],
          ...wrapLines(next.line, width, { tone: 'accent', indent: '  ' }),
        ]),
    line(''),
    ...serviceLines(model, width, glyphs),
  ];
}

function emptyLines(width: number): readonly Line[] {
  return [
    line('No data key yet.', 'strong'),
    ...wrapLines(
      'KMS encrypts 4,096 bytes at most. For more it makes a data key and gives it to you twice: in plaintext, to encrypt with here, and wrapped by the KMS key, to be kept beside the data. The plaintext one is dropped after use; only KMS can open the other.',
      width,
    ),
  ];
}

function dataKeyLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const envelope = envelopeOf(model);
  const view = model.data?.view;
  if (envelope === null || view === undefined) return [];
  const { made, plaintext, wrapped, plaintextIn, wrappedIn, sealed, isOpenedAgain } = envelope;
  const key = made.bytes.keyArn === null ? 'KMS key' : thingName(made.bytes.keyArn, view);
  const isDropped = plaintextIn.length > 0 && plaintextIn.every(({ bytes }) => bytes === 0);
  const pairs = Object.entries(made.bytes.context).map(([name, value]) => `${name}=${value}`);
  return [
    [span('KMS key '), span(`[${key}]`, 'accent'), span(', which never leaves KMS', 'dim')],
    [span(`${glyphs.bottomLeft}${glyphs.horizontal} ${made.operation ?? ''}`, 'dim')],
    ...withPlace(
      [
        span(`   ${glyphs.teeRight}${glyphs.horizontal}${glyphs.arrow} plaintext data key  `, 'dim'),
        ...(plaintext === null
          ? [span('not given: it was asked for without', 'dim')]
          : [
              span(`${plaintext.head} ${glyphs.ellipsis}`, isDropped ? 'dim' : 'bad'),
              span(`  ${plaintext.bytes} bytes`, 'dim'),
            ]),
      ],
      plaintext === null ? null : isDropped ? span('dropped', 'good') : span(heldText(plaintextIn), 'warn'),
      `   ${glyphs.vertical}    `,
      width,
    ),
    ...withPlace(
      [
        span(`   ${glyphs.bottomLeft}${glyphs.horizontal}${glyphs.arrow} wrapped data key    `, 'dim'),
        span(`${wrapped.head} ${glyphs.ellipsis}`, 'good'),
        span(`  ${wrapped.bytes} bytes`, 'dim'),
      ],
      wrappedIn.length === 0 ? null : span(`in ${wrappedIn.map(({ name }) => name).join(', ')}`, 'dim'),
      '        ',
      width,
    ),
    ...(pairs.length === 0
      ? []
      : [[span('      context ', 'dim'), span(pairs.join(' ')), span('  must be the same to open it', 'dim')]]),
    ...(sealed.length === 0
      ? []
      : [
          line(''),
          ...sealed.map(
            ({ from, to }): Line => [
              span(from.name, 'strong'),
              span(` ${count(from.bytes)} bytes ${glyphs.horizontal}AES-GCM with the data key${glyphs.arrow} `, 'dim'),
              span(to.name, 'strong'),
              span(` ${count(to.bytes)} bytes, the wrapped key beside it`, 'dim'),
            ],
          ),
        ]),
    ...(isOpenedAgain
      ? [line(''), line('KMS opened the wrapped key again: Decrypt gave the same data key.', 'good')]
      : []),
  ];
}

/** Bytes and where they are: on the same line where there is room, or below. */
function withPlace(bytes: Line, place: Span | null, lead: string, width: number): readonly Line[] {
  if (place === null) return [bytes];
  const joined = [...bytes, span('  '), place];
  return lineWidth(joined) <= width ? [joined] : [bytes, [span(lead, 'dim'), place]];
}

function heldText(files: readonly EnvelopeFile[]): string {
  const held = files.filter(({ bytes }) => bytes > 0);
  return held.length === 0 ? 'on your screen, in no file' : `still in ${held.map(({ name }) => name).join(', ')}`;
}

/** Things of services that lie in envelopes of their own, at most so many. */
const MOST_THINGS = 12;

function serviceLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const view = model.data?.view;
  if (view === undefined) return [];
  const wrapped = thingsOf(view).flatMap((thing) => {
    const keyArn = ENVELOPED.has(thing.kind) ? keyArnOfThing(thing, view) : null;
    return keyArn === null ? [] : [{ thing, keyArn }];
  });
  if (wrapped.length === 0)
    return wrapLines(
      'EBS, S3 and RDS do the same for what they store: such volumes and objects will stand here.',
      width,
      {
        tone: 'dim',
      },
    );
  return [
    line('services do the same', 'dim'),
    ...wrapped
      .slice(0, MOST_THINGS)
      .map(({ thing, keyArn }) =>
        cutLine(
          [
            span(`${thing.kind} `, 'dim'),
            span(thing.name, 'strong'),
            span(` a data key wrapped by `, 'dim'),
            span(`[${thingName(keyArn, view)}]`, 'accent'),
          ],
          width,
          glyphs.ellipsis,
        ),
      ),
    ...(wrapped.length > MOST_THINGS ? [line(`and ${wrapped.length - MOST_THINGS} more`, 'dim')] : []),
  ];
}

const ENVELOPED: ReadonlySet<string> = new Set([
  'EBS volume',
  'EBS snapshot',
  'S3 object',
  'RDS database',
  'RDS snapshot',
  'Secret',
]);

function count(number: number): string {
  return number.toLocaleString('en-US');
}
