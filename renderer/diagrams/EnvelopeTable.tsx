import type { Envelope } from '../../core/index.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { contextText, heldText } from './envelope-words.ts';

type EnvelopeTableProps = { readonly envelope: Envelope; readonly names: KeyNames };

/** The same as the picture in rows: what there is, its size in bytes, and where it is. */
export function EnvelopeTable({ envelope, names }: EnvelopeTableProps) {
  const { keyArn, plaintext, wrapped, wrappedIn, sealed, restored } = envelope;
  const context = contextText(envelope);
  const rows: readonly (readonly [what: string, bytes: number | null, where: string])[] = [
    [`KMS key ${keyArn === null ? '' : names.key(keyArn)}`, null, 'in KMS, which it never leaves'],
    ['Data key in plaintext', plaintext?.bytes ?? null, heldText(envelope)],
    [
      context === '' ? 'Data key, wrapped' : `Data key, wrapped, with context ${context}`,
      wrapped.bytes,
      wrappedIn.map(({ name }) => name).join(' and ') || 'on the screen',
    ],
    ...sealed.flatMap(({ from, to }, index) => [
      ...(sealed.findIndex((one) => one.from.name === from.name) === index
        ? [['File in the clear', from.bytes, from.name] as const]
        : []),
      ['File encrypted with the data key', to.bytes, to.name] as const,
    ]),
    ...restored.map(({ to }) => ['File in the clear again', to.bytes, to.name] as const),
  ];
  return (
    <details className="card envelope-table">
      <summary>The picture as a table</summary>
      <table>
        <caption className="visually-hidden">What there is, how large, and where</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Bytes
            </th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, bytes, where]) => (
            <tr key={`${what} ${where}`}>
              <th scope="row">{what}</th>
              <td className="number">{bytes === null ? '' : bytes.toLocaleString('en')}</td>
              <td>{where}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
