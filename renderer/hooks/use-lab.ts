import { useContext } from 'react';
import type { LabClient } from '../../core/index.ts';
import { LabContext } from '../lab/lab-context.ts';

/** The lab that this window shows. */
export function useLab(): LabClient {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error('useLab needs a LabContext around it');
  return lab;
}
