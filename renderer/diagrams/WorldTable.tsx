import type { MapItem, WorldMap } from '../../core/index.ts';
import type { KeyNames } from '../lab/key-names.ts';

type WorldTableProps = { readonly map: WorldMap; readonly names: KeyNames };

/** The map in rows: what lies where, under which key, and what it belongs to elsewhere. */
export function WorldTable({ map, names }: WorldTableProps) {
  const nameOf = (id: string) => {
    const item = map.items.find((one) => one.id === id);
    return item === undefined ? id : `${item.name} in ${item.region}`;
  };
  const linksOf = ({ id }: MapItem) =>
    map.links.filter(({ to }) => to === id).map(({ from, how }) => `${how} of ${nameOf(from)}`);
  return (
    <details className="card world-table">
      <summary>The map as a table</summary>
      <table>
        <caption className="visually-hidden">What lies where</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Region</th>
            <th scope="col">What</th>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Encrypted by</th>
            <th scope="col">Belongs to</th>
          </tr>
        </thead>
        <tbody>
          {map.items.map((item) => (
            <tr key={item.id}>
              <td>{names.account(item.accountId)}</td>
              <td>{item.region}</td>
              <td>{item.kind}</td>
              <th scope="row">{item.name}</th>
              <td>{item.state ?? ''}</td>
              <td>{item.id === item.keyArn ? '' : item.keyArn === null ? item.otherwise : names.key(item.keyArn)}</td>
              <td>{linksOf(item).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
