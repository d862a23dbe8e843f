import { createContext } from 'react';
import type { LabClient } from '../../core/index.ts';

/** The lab that a window shows. */
export const LabContext = createContext<LabClient | null>(null);
