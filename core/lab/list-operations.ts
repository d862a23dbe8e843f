import type { Completion, LabClient } from './client.ts';

/** Every operation that an `aws …` line can name: `kms create-key`, and what it does. */
export async function listOperations(
  client: Pick<LabClient, 'ask'>,
  { as, region }: { readonly as: string; readonly region: string },
): Promise<readonly Completion[]> {
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
