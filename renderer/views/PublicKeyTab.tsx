import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { toPem } from '../lab/format.ts';
import { bytesIn } from '../lab/outputs.ts';

type PublicKeyTabProps = { readonly keyView: KeyView };

/** The public half of a key pair, which anybody may have who may call GetPublicKey. */
export function PublicKeyTab({ keyView }: PublicKeyTabProps) {
  const { run, standpoint } = useWorkbench();
  const [pem, setPem] = useState<string | null>(null);
  const line = keyCommands.getPublicKey(keyReference(keyView, standpoint.as));
  const get = async () => {
    const outcome = await run(line);
    const bytes = outcome === null ? null : bytesIn(outcome, 'PublicKey');
    setPem(bytes === null ? null : toPem('PUBLIC KEY', bytes));
  };
  return (
    <section className="card" aria-labelledby="public-key-heading">
      <div className="card-head">
        <h3 id="public-key-heading">Public key</h3>
        {pem !== null && <CopyButton text={pem} what="public key" />}
      </div>
      <p className="says">
        The public key may leave KMS; the private key never does. With it a computer that has no AWS credentials can
        encrypt for this key, or verify what it signed.
      </p>
      <div className="actions">
        <Button onClick={() => void get()}>Get the public key</Button>
      </div>
      <CommandLine line={line} />
      {pem !== null && <CodeBlock label="Public key, as PEM" text={pem} />}
    </section>
  );
}
