import { useState } from 'react';
import { keyCommands } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { keyIn } from '../lab/outputs.ts';

type CreateKeySheetProps = { readonly onClose: () => void };

/** Asks for a key's description and alias; the commands that make them stand below and change with each letter. */
export function CreateKeySheet({ onClose }: CreateKeySheetProps) {
  const { run, names, standpoint } = useWorkbench();
  const [description, setDescription] = useState('');
  const [alias, setAlias] = useState('');
  const aliasName = `alias/${alias.trim()}`;
  const createLine = keyCommands.createKey(description.trim());
  const create = async () => {
    onClose();
    const outcome = await run(createLine);
    const created = outcome && keyIn(outcome);
    if (created === null || alias.trim() === '') return;
    await run(keyCommands.createAlias(aliasName, created.keyArn.split('/').at(-1) ?? ''));
  };
  return (
    <Sheet title="Create a KMS key" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <p className="says">
          A symmetric key for encryption and decryption, in {standpoint.region}, made by {names.caller(standpoint.as)}.
          Its key policy will let this account's IAM policies decide.
        </p>
        <label className="field">
          <span>Alias, optional</span>
          <input
            type="text"
            value={alias}
            placeholder="orders"
            spellCheck={false}
            onChange={(event) => setAlias(event.target.value)}
          />
        </label>
        <label className="field">
          <span>Description, optional</span>
          <input
            type="text"
            value={description}
            placeholder="protects the orders table"
            onChange={(event) => setDescription(event.target.value)}
          />
        </label>
        <CommandLine line={createLine} />
        {alias.trim() !== '' && <CommandLine line={keyCommands.createAlias(aliasName, 'KEY_ID')} />}
        <div className="sheet-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Create key
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
