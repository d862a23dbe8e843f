import type { Completion, LabClient } from '../../core/index.ts';
import type { Here } from './model.ts';

/** Every operation that an `aws …` line can name: `kms create-key`, and what it does. */
export async function listOperations(client: LabClient, { as, region }: Here): Promise<readonly Completion[]> {
  const at = (line: string) => client.ask({ type: 'complete', line, as, region });
  const services = (await at('aws '))
    .map(({ text }) => text)
    .filter((text) => !text.startsWith('-') && text !== 'help');
  const operations = await Promise.all(
    services.map(async (service) =>
      (await at(`aws ${service} `))
        .filter(({ text }) => !text.startsWith('-') && text !== 'help')
        .map(({ text, hint }) => ({ text: `${service} ${text}`, hint })),
    ),
  );
  return operations.flat();
}
