import type { EnvelopeView } from '../../core/index.ts';
import { sizeText } from '../diagrams/envelope-words.ts';

type EnvelopeTrafficProps = { readonly traffic: EnvelopeView['traffic'] };

/** How much went to KMS, beside how much was encrypted here. */
export function EnvelopeTraffic({ traffic }: EnvelopeTrafficProps) {
  const { calls, sentBytes, sealedBytes, sealedAndSentBytes } = traffic;
  return (
    <dl className="envelope-traffic">
      <div>
        <dt>Calls to KMS</dt>
        <dd>{calls}</dd>
      </div>
      <div>
        <dt>Sent to KMS</dt>
        <dd>{sizeText(sentBytes)}</dd>
      </div>
      <div>
        <dt>Encrypted here</dt>
        <dd>{sizeText(sealedBytes)}</dd>
      </div>
      {sealedBytes > 0 && (
        <div>
          <dt>Of what was encrypted here, KMS was sent</dt>
          <dd>
            {sealedAndSentBytes === 0 ? '0' : sizeText(sealedAndSentBytes)} of {sizeText(sealedBytes)}
          </dd>
        </div>
      )}
    </dl>
  );
}
