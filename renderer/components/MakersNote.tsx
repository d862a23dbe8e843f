import type { WhyView } from '../../core/index.ts';
import { CopyButton } from './CopyButton.tsx';

type Makers = WhyView['decisions'][number]['makers'][number];
type MakersNoteProps = { readonly makers: Makers };

/** Principals that are named one by one, at most. */
const TOLD = 4;

/** Who of the world may make a change, and with which command. */
export function MakersNote({ makers }: MakersNoteProps) {
  const { policy, isNew, who, underCondition, command, policyIn = 'policy.json' } = makers;
  const more = who.length > TOLD ? ` and ${who.length - TOLD} more` : '';
  const under = underCondition.length === 0 ? '' : `${underCondition.join(', ')} under a condition only`;
  const may = [`${who.slice(0, TOLD).join(', ')}${more}`, under].filter((text) => text !== '').join(', and ');
  return (
    <div className="makers">
      <p>
        Who can {isNew ? 'make' : 'change'} the {policy}: {may || 'nobody of this world, as things stand'}; with the
        whole policy in <code>{policyIn}</code>:
      </p>
      <p className="makers-command">
        <code>{command}</code> <CopyButton text={command} what="command" />
      </p>
    </div>
  );
}
