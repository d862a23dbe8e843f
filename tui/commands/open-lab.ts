import type { Lab } from '../../core/index.ts';
import type { Here } from '../lab/model.ts';

/** A lab in memory with the world that everybody starts with, and who acts in it at first. */
export async function openThrowAwayLab(): Promise<{ readonly lab: Lab; readonly here: Here }> {
  const [{ createLab, DEFAULT_WORLD }, { nodePorts }] = await Promise.all([
    import('../../core/index.ts'),
    import('../../core/node/index.ts'),
  ]);
  const lab = await createLab(nodePorts(), DEFAULT_WORLD);
  const { principals } = await lab.ask({ type: 'view' });
  const [first] = principals;
  if (first === undefined) throw new Error('the world has no principals');
  return { lab, here: { as: first.arn, region: 'us-east-1' } };
}
