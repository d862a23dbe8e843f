import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { keyCommands } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type AliasesTabProps = { readonly keyView: KeyView };

export function AliasesTab({ keyView }: AliasesTabProps) {
  const { run } = useWorkbench();
  const [name, setName] = useState('');
  const line = keyCommands.createAlias(`alias/${name.trim()}`, keyView.keyId);
  return (
    <section className="card" aria-labelledby="aliases-heading">
      <h3 id="aliases-heading">Aliases</h3>
      <p className="says">
        An alias is a name for a key in its account and Region. It can be moved to another key, and what was encrypted
        under the first still needs the first.
      </p>
      {keyView.aliases.length === 0 && <p className="nothing">No alias points to this key.</p>}
      <ul className="alias-list" aria-label="Aliases of this key">
        {keyView.aliases.map((alias) => (
          <li key={alias}>
            <code>{alias}</code>
            <CopyButton text={alias} what="alias" />
            <Button kind="danger" label={`Delete ${alias}`} onClick={() => void run(keyCommands.deleteAlias(alias))}>
              Delete
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void run(line).then((outcome) => outcome?.exitCode === 0 && setName(''));
        }}
      >
        <label className="field field-inline">
          <span>alias/</span>
          <input
            type="text"
            value={name}
            placeholder="orders"
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Button type="submit" isDisabled={name.trim() === ''}>
          Create alias
        </Button>
      </form>
      {name.trim() !== '' && <CommandLine line={line} />}
    </section>
  );
}
