const MIB = 1024 * 1024;

/**
 * From this size on things go in parts of this size.
 * Source: AWS CLI Command Reference, "AWS CLI S3 Configuration", multipart_threshold and multipart_chunksize.
 */
const PART_BYTES = 8 * MIB;

/** A run of bytes; `to` is the first that is not of it. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The parts in which so many bytes go; null where they go in one call. */
export function partsOf(size: number): readonly Part[] | null {
  if (size < PART_BYTES) return null;
  const count = Math.ceil(size / PART_BYTES);
  return Array.from({ length: count }, (_, index) => ({
    from: index * PART_BYTES,
    to: Math.min((index + 1) * PART_BYTES, size),
  }));
}
