import { type Envelope, type EnvelopeView, envelopeView, type LabView } from '../../core/index.ts';
import type { Model } from '../lab/model.ts';
import { thingName } from '../lab/names.ts';
import { runsThatStand } from '../lab/undone.ts';
import { foldLines } from '../text/fold.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cutLine, type Line, line, lineWidth, type Span, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** A data key: where it came from, where it is, what it encrypts; and how little of that KMS ever sees. */
export function envelopeLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const { data, log, here } = model;
  if (data === null) return [line('')];
  return envelopePicture(
    envelopeView(data.view, runsThatStand(log), here),
    { view: data.view, width, glyphs },
    'Enter',
  );
}

/** How and of which world a picture is drawn. */
interface Drawn {
  readonly view: LabView;
  readonly width: number;
  readonly glyphs: Glyphs;
}

/** The picture of an envelope; `doNext` stands before what can be done next. */
export function envelopePicture(
  { envelope, traffic, next, services }: EnvelopeView,
  { view, width, glyphs }: Drawn,
  doNext: string,
): readonly Line[] {
  const { calls, sentBytes, sealedBytes } = traffic;
  return [
    ...(envelope === null ? emptyLines(width) : foldLines(dataKeyLines(envelope, view, width, glyphs), width)),
    line(''),
    ...foldLines(
      [
        [
          span('KMS calls ', 'dim'),
          span(count(calls), 'strong'),
          span('   sent to KMS ', 'dim'),
          span(`${count(sentBytes)} bytes`, 'strong'),
          span('   encrypted here ', 'dim'),
          span(`${count(sealedBytes)} bytes`, 'strong'),
        ],
      ],
      width,
    ),
    ...(next === null
      ? []
      : [
          line(''),
          [span(doNext, 'accent'), span(` ${next.says}`)],
          ...wrapLines(next.line, width, { tone: 'accent', indent: '  ' }),
        ]),
    line(''),
    ...serviceLines(services, view, width, glyphs),
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

function dataKeyLines(envelope: Envelope, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const { operation, keyArn, plaintext, wrapped, wrappedIn, sealed, isOpenedAgain, restored } = envelope;
  const key = keyArn === null ? 'KMS key' : thingName(keyArn, view);
  const isDropped = envelope.held === 'dropped';
  const pairs = Object.entries(envelope.context).map(([name, value]) => `${name}=${value}`);
  return [
    [span('KMS key '), span(`[${key}]`, 'accent'), span(', which never leaves KMS', 'dim')],
    [span(`${glyphs.bottomLeft}${glyphs.horizontal} ${operation}`, 'dim')],
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
      plaintext === null ? null : isDropped ? span('dropped', 'good') : span(heldText(envelope), 'warn'),
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
    ...restored.map(
      ({ from, to }): Line => [
        span(from.name, 'strong'),
        span(` ${glyphs.horizontal}AES-GCM with the data key${glyphs.arrow} `, 'dim'),
        span(to.name, 'strong'),
        span(` ${count(to.bytes)} bytes, in the clear again`, 'dim'),
      ],
    ),
  ];
}

/** Bytes and where they are: on the same line where there is room, or below. */
function withPlace(bytes: Line, place: Span | null, lead: string, width: number): readonly Line[] {
  if (place === null) return [bytes];
  const joined = [...bytes, span('  '), place];
  return lineWidth(joined) <= width ? [joined] : [bytes, [span(lead, 'dim'), place]];
}

function heldText({ held, plaintextIn }: Envelope): string {
  if (held === 'screen') return 'on your screen, in no file';
  const names = plaintextIn.filter(({ bytes }) => bytes > 0).map(({ name }) => name);
  return `still in ${names.join(', ')}`;
}

/** Things of services that lie in envelopes of their own, at most so many. */
const MOST_THINGS = 12;

function serviceLines(
  services: EnvelopeView['services'],
  view: LabView,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (services.length === 0)
    return wrapLines(
      'EBS, S3 and RDS do the same for what they store: such volumes and objects will stand here.',
      width,
      {
        tone: 'dim',
      },
    );
  return [
    line('services do the same', 'dim'),
    ...services
      .slice(0, MOST_THINGS)
      .map(({ kind, name, keyArn }) =>
        cutLine(
          [
            span(`${kind} `, 'dim'),
            span(name, 'strong'),
            span(` a data key wrapped by `, 'dim'),
            span(`[${thingName(keyArn, view)}]`, 'accent'),
          ],
          width,
          glyphs.ellipsis,
        ),
      ),
    ...(services.length > MOST_THINGS ? [line(`and ${services.length - MOST_THINGS} more`, 'dim')] : []),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
