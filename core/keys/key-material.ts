import type { EpochMs } from '../ports.ts';

export type RotationType = 'AUTOMATIC' | 'ON_DEMAND';

/** One key material of a key; the newest that was rotated in is the one that encrypts. */
export interface KeyMaterial {
  /** 64 hexadecimal digits. */
  readonly keyMaterialId: string;
  readonly since: EpochMs;
  /** How it came; null for the first. */
  readonly rotationType: RotationType | null;
  /** Set for imported material alone. */
  readonly imported?: ImportedMaterial;
}

/** What imported material has beside: its owner may take it away, and it may expire. */
export interface ImportedMaterial {
  /** Whether KMS has it now: not when it was deleted or has expired. */
  readonly isPresent: boolean;
  /** When it expires; null when it doesn't. */
  readonly validTo: EpochMs | null;
  readonly description: string;
}

/** The materials of a key: those that belong to it for good, oldest first, and one that waits to be rotated in. */
export interface Materials {
  readonly materials: readonly KeyMaterial[];
  /** Imported, and not in use yet; there is one at most. */
  readonly pendingMaterial: KeyMaterial | null;
}

/** An import as the machine is told of it. */
export interface MaterialImport {
  readonly keyMaterialId: string;
  readonly at: EpochMs;
  readonly validTo: EpochMs | null;
  /** Null keeps the one that the material had. */
  readonly description: string | null;
}

/** Whether all materials that belong to the key are there. Without one of them the key can't be used. */
export function isComplete({ materials }: Pick<Materials, 'materials'>): boolean {
  return materials.length > 0 && materials.every(({ imported }) => imported?.isPresent !== false);
}

/**
 * The materials after an import: the first belongs to the key at once; one that is known comes back; any other waits
 * to be rotated in. Source: KMS Developer Guide, "Importing key material"; lifecycle.md section 6.
 */
export function afterImport({ materials, pendingMaterial }: Materials, given: MaterialImport): Materials {
  const { keyMaterialId, at, validTo, description } = given;
  const back = (material: KeyMaterial): KeyMaterial => ({
    ...material,
    imported: { isPresent: true, validTo, description: description ?? material.imported?.description ?? '' },
  });
  if (materials.some((material) => material.keyMaterialId === keyMaterialId)) {
    return {
      materials: materials.map((one) => (one.keyMaterialId === keyMaterialId ? back(one) : one)),
      pendingMaterial,
    };
  }
  if (pendingMaterial?.keyMaterialId === keyMaterialId) return { materials, pendingMaterial: back(pendingMaterial) };
  const fresh = back({ keyMaterialId, since: at, rotationType: null });
  return materials.length === 0 ? { materials: [fresh], pendingMaterial } : { materials, pendingMaterial: fresh };
}

/** The materials once one is taken away; null means the current one. What only waits is forgotten altogether. */
export function afterDeletion({ materials, pendingMaterial }: Materials, keyMaterialId: string | null): Materials {
  const id = keyMaterialId ?? materials.at(-1)?.keyMaterialId;
  return {
    materials: materials.map((material) => (material.keyMaterialId === id ? taken(material) : material)),
    pendingMaterial: pendingMaterial?.keyMaterialId === id ? null : pendingMaterial,
  };
}

/** The materials once all are taken away whose time is over. */
export function afterExpiry({ materials, pendingMaterial }: Materials, now: EpochMs): Materials {
  return {
    materials: materials.map((material) => (hasExpired(material, now) ? taken(material) : material)),
    pendingMaterial: pendingMaterial !== null && hasExpired(pendingMaterial, now) ? null : pendingMaterial,
  };
}

/** The ids of the materials that expire by `now`. */
export function expiredBy({ materials, pendingMaterial }: Materials, now: EpochMs): readonly string[] {
  return [...materials, ...(pendingMaterial === null ? [] : [pendingMaterial])]
    .filter((material) => hasExpired(material, now))
    .map(({ keyMaterialId }) => keyMaterialId);
}

/** When the first of the materials expires; null when none does. */
export function firstExpiry({ materials, pendingMaterial }: Materials): EpochMs | null {
  let first: EpochMs | null = null;
  for (const material of pendingMaterial === null ? materials : [...materials, pendingMaterial]) {
    const at = material.imported?.isPresent === true ? material.imported.validTo : null;
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}

/** The materials once one is rotated in: what waited, or what KMS has made. */
export function afterRotation(
  { materials, pendingMaterial }: Materials,
  { keyMaterialId, rotationType, at }: { keyMaterialId: string; rotationType: RotationType; at: EpochMs },
): Materials {
  const isPending = pendingMaterial?.keyMaterialId === keyMaterialId;
  const rotated = { ...(isPending ? pendingMaterial : {}), keyMaterialId, since: at, rotationType };
  return { materials: [...materials, rotated], pendingMaterial: isPending ? null : pendingMaterial };
}

/**
 * A replica's materials once it has those of its primary: its own imports stay as they are, and what it has not
 * imported yet it waits for. Source: KMS Developer Guide, "Multi-Region keys with imported key material".
 */
export function afterCopy(own: Materials, primary: readonly KeyMaterial[]): Materials {
  const known = [...own.materials, ...(own.pendingMaterial === null ? [] : [own.pendingMaterial])];
  const materials = primary.map((material) => {
    if (material.imported === undefined) return material;
    const imported = known.find(({ keyMaterialId }) => keyMaterialId === material.keyMaterialId)?.imported;
    return { ...material, imported: imported ?? { isPresent: false, validTo: null, description: '' } };
  });
  const waits = !primary.some(({ keyMaterialId }) => keyMaterialId === own.pendingMaterial?.keyMaterialId);
  return { materials, pendingMaterial: waits ? own.pendingMaterial : null };
}

function taken(material: KeyMaterial): KeyMaterial {
  const description = material.imported?.description ?? '';
  return { ...material, imported: { isPresent: false, validTo: null, description } };
}

function hasExpired({ imported }: KeyMaterial, now: EpochMs): boolean {
  return imported?.isPresent === true && imported.validTo !== null && now >= imported.validTo;
}
