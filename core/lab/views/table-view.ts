import type { Table } from '../../services/dynamodb/table.ts';
import type { World } from '../world.ts';
import type { TableView } from '../world-shapes.ts';

/** A table, with what is in it in numbers. */
export function tableView({ items }: World, { arn, name, accountId, region, machine, encryption }: Table): TableView {
  return {
    arn,
    name,
    accountId,
    region,
    state: machine.value,
    kmsKeyArn: encryption.kind === 'kms' ? encryption.keyArn : null,
    items: items.get(arn)?.size ?? 0,
  };
}
