import type { WhoView } from '../../core/index.ts';
import { actionNames } from '../lab/action-names.ts';

type WhoRow = WhoView['principals'][number];
type Kind = WhoView['actions'][number]['kind'];
type WhoTableProps = { readonly who: WhoView };

const KINDS = ['use', 'grants', 'read', 'manage'] as const satisfies readonly Kind[];
const TITLES = { use: 'Use', grants: 'Grants', read: 'Read', manage: 'Manage' } as const satisfies Record<Kind, string>;

/** Who may use a key: a row a principal, a column a kind of actions, and by what. */
export function WhoTable({ who }: WhoTableProps) {
  const { actions, principals, mayChangePolicy } = who;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be within the keyboard's reach */}
      <section className="who" aria-label="Who may use this key" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Principal</th>
              {KINDS.map((kind) => (
                <th scope="col" key={kind}>
                  {TITLES[kind]}
                </th>
              ))}
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {principals.map((row) => (
              <tr key={row.arn}>
                <th scope="row">{row.label}</th>
                {KINDS.map((kind) => (
                  <Count key={kind} row={row} asked={actions.filter((action) => action.kind === kind)} />
                ))}
                <td>
                  <Reasons row={row} asked={actions.length} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="says">
        {mayChangePolicy.length === 0
          ? 'Nobody of this world may change the key policy.'
          : `The key policy may be changed by ${mayChangePolicy.join(', ')}.`}{' '}
        Asked of calls from this machine, without encryption context and through no service; “if” is for those that meet
        a condition.
      </p>
    </>
  );
}

function Count({ row: { may, mayNot }, asked }: { readonly row: WhoRow; readonly asked: WhoView['actions'] }) {
  const count = (groups: WhoRow['may']) =>
    asked.filter(({ action }) => groups.some(({ actions }) => actions.includes(action))).length;
  const allowed = count(may);
  const underCondition = count(mayNot.filter((group) => group.isUnderCondition));
  return (
    <td className={allowed > 0 ? 'who-yes' : underCondition > 0 ? 'who-if' : 'who-no'}>
      {allowed === asked.length
        ? 'all'
        : allowed === 0
          ? underCondition === 0
            ? 'none'
            : ''
          : `${allowed} of ${asked.length}`}
      {underCondition > 0 && `${allowed > 0 ? ', ' : ''}${underCondition} if`}
    </td>
  );
}

function Reasons({ row: { may, mayNot }, asked }: { readonly row: WhoRow; readonly asked: number }) {
  return (
    <ul className="who-reasons">
      {may.map(({ actions, says }) => (
        <li key={says}>
          {actions.length === asked ? 'All' : <span title={actions.join(', ')}>{actionNames(actions)}</span>}: {says}
        </li>
      ))}
      {mayNot.map(({ actions, says, isUnderCondition }) => (
        <li key={says}>
          {isUnderCondition ? 'If' : 'Not'} <span title={actions.join(', ')}>{actionNames(actions)}</span>: {says}
        </li>
      ))}
    </ul>
  );
}
