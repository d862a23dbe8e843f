import type { Safe } from '../../crypto/safe.ts';
import type { ServiceWorks } from '../service-works.ts';

/** Where EBS works: its hosts' memory is in the safe. */
export type EbsWorks = ServiceWorks & { readonly safe: Safe };
