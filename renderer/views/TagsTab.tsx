import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type TagsTabProps = { readonly keyView: KeyView };

export function TagsTab({ keyView }: TagsTabProps) {
  const { run, standpoint } = useWorkbench();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const keyId = keyReference(keyView, standpoint.as);
  const line = keyCommands.tag(keyId, name.trim(), value);
  return (
    <section className="card" aria-labelledby="tags-heading">
      <h3 id="tags-heading">Tags</h3>
      <p className="says">
        A tag is a name and a value that you give a key. A policy can ask for it (<code>aws:ResourceTag</code>), so who
        may tag a key may decide who uses it.
      </p>
      {keyView.tags.length === 0 && <p className="nothing">This key has no tags.</p>}
      <ul className="alias-list" aria-label="Tags of this key">
        {keyView.tags.map(({ TagKey, TagValue }) => (
          <li key={TagKey}>
            <code>
              {TagKey}={TagValue}
            </code>
            <Button
              kind="danger"
              label={`Remove the tag ${TagKey}`}
              onClick={() => void run(keyCommands.untag(keyId, TagKey))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void run(line).then((outcome) => {
            if (outcome?.exitCode !== 0) return;
            setName('');
            setValue('');
          });
        }}
      >
        <label className="field field-inline">
          <span>Key</span>
          <input type="text" value={name} placeholder="Project" onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field field-inline">
          <span>Value</span>
          <input type="text" value={value} placeholder="Alpha" onChange={(event) => setValue(event.target.value)} />
        </label>
        <Button type="submit" isDisabled={name.trim() === ''}>
          Add tag
        </Button>
      </form>
      {name.trim() !== '' && <CommandLine line={line} />}
    </section>
  );
}
