import type { KeyView } from '../../core/index.ts';
import { Facts } from '../components/Facts.tsx';

type CryptoTabProps = { readonly keyView: KeyView };

export function CryptoTab({ keyView }: CryptoTabProps) {
  return (
    <section className="card" aria-labelledby="crypto-heading">
      <h3 id="crypto-heading">Cryptographic configuration</h3>
      <Facts
        facts={[
          { name: 'Key spec', value: <code>{keyView.keySpec}</code> },
          { name: 'Key usage', value: <code>{keyView.keyUsage}</code> },
          { name: 'Algorithms', value: <code>{keyView.algorithms.join(', ')}</code> },
          { name: 'Origin', value: <code>{keyView.origin}</code> },
          ...storeFacts(keyView.keyStore),
          { name: 'Key materials', value: String(keyView.materials.length) },
        ]}
      />
      <p className="says">
        Key material stays in the process that runs the lab. This window never receives it: it sends requests and gets
        answers, as your programs do with KMS. The border between the two processes stands for the wall of the HSM.
      </p>
    </section>
  );
}

/** The custom key store that the key is in, how it fares, and the external key. */
function storeFacts(store: KeyView['keyStore']) {
  if (store === null) return [];
  const { name, connectionState, connectionErrorCode, backedBy, xksKeyId } = store;
  const state = connectionErrorCode === null ? connectionState : `${connectionState}: ${connectionErrorCode}`;
  return [
    { name: 'Custom key store', value: `${name} (${state})` },
    { name: 'Backed by', value: <code>{backedBy}</code> },
    ...(xksKeyId === null ? [] : [{ name: 'External key', value: <code>{xksKeyId}</code> }]),
  ];
}
